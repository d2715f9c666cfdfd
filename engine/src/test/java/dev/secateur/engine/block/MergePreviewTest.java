package dev.secateur.engine.block;

import java.util.List;

import org.junit.jupiter.api.Test;

import dev.secateur.engine.architecture.MobileNetV2;
import dev.secateur.engine.architecture.Pictures;
import dev.secateur.engine.architecture.ResNet;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.rewrite.Geometry;
import dev.secateur.engine.shape.Bindings;
import dev.secateur.engine.shape.ShapeInference;
import dev.secateur.engine.shape.Shapes;

import static org.assertj.core.api.Assertions.assertThat;

final class MergePreviewTest {

    private static List<MergePreview> previews(Graph graph, String id) {
        Shapes shapes = ShapeInference.infer(graph, Bindings.none());
        Block block = BlockFinder.find(graph, shapes).stream().filter(b -> b.id().equals(id)).findFirst().orElseThrow();
        return MergePreview.of(graph, shapes, block);
    }

    @Test
    void aBasicBlockGrowsOrLosesAKernel() throws Exception {
        List<MergePreview> previews = previews(SharedModels.read("cifar10_resnet20_bn_clean.onnx"), "stage1.block1");

        assertThat(previews.stream().map(MergePreview::label)).containsExactly("5×5 exact", "3×3 trained");
        MergePreview exact = previews.getFirst();
        assertThat(exact.kernelBefore()).isEqualTo("3×3 + 3×3");
        assertThat(exact.before()).isEqualTo(new MergePreview.Size(4_718_592, 4_672, 2));
        assertThat(exact.after()).isEqualTo(new MergePreview.Size(6_553_600, 6_416, 1));
        assertThat(exact.warning()).contains("grows to 5×5", "39 % more MACs");
        assertThat(previews.getLast().after()).isEqualTo(new MergePreview.Size(2_359_296, 2_320, 1));
        assertThat(previews.getLast().warning()).contains("middle tap");
    }

    @Test
    void aStridedBlockHasThreeWays() {
        List<MergePreview> previews = previews(ResNet.of(8, Pictures.cifarTen(), 1), "stage2.block1");

        assertThat(previews.stream().map(MergePreview::label)).containsExactly("7×7 exact", "5×5 stride last",
                "3×3 trained");
        assertThat(previews.getFirst().kernelBefore()).isEqualTo("3×3/2 + 3×3 | 1×1/2");
        assertThat(previews.getFirst().before().convolutions()).isEqualTo(3);
        assertThat(previews.getFirst().after().macs()).isEqualTo(16L * 16 * 16 * 32 * 49);
    }

    @Test
    void anInvertedResidualHasOneWay() {
        Graph graph = MobileNetV2.small(Pictures.cifarTen(), 1);
        List<MergePreview> previews = previews(graph, "stage2.block2");

        assertThat(previews).hasSize(1);
        assertThat(previews.getFirst().label()).isEqualTo("3×3 exact");
        assertThat(previews.getFirst().kernelBefore()).isEqualTo("1×1 + dw 3×3 + 1×1");
    }

    @Test
    void unknownExtentsLeaveMacsUnknown() {
        Graph graph = ResNet.of(8, Pictures.cifarTen(), 1);
        Shapes none = ShapeInference.infer(Graph.empty(graph.header()));
        Block block = BlockFinder.find(graph, none).getFirst();

        MergePreview preview = MergePreview.of(graph, none, block).getFirst();

        assertThat(preview.before().macs()).isEqualTo(-1);
        assertThat(preview.after().macs()).isEqualTo(-1);
        assertThat(preview.after().parameters()).isPositive();
    }

    @Test
    void aRefusedBlockHasNoPreview() throws Exception {
        assertThat(previews(SharedModels.read("cifar10_resnet20_bn_clean.onnx"), "stage2.block1")).isEmpty();
    }

    @Test
    void oneSidedPaddingKeepsItsMiddleTapOnceTheStrideHasMoved() throws Exception {
        Graph graph = SharedModels.read("cifar10_resnet8_mlperftiny_bn.onnx");
        Block block = BlockFinderTest.find(graph).get(1);

        List<Geometry> geometries = BlockPlans.of(graph, block).stream().map(MergePlan::geometry).toList();

        assertThat(geometries.stream().map(g -> g.rows().kernel())).containsExactly(7, 5, 3);
        assertThat(geometries.stream().map(g -> g.rows().outputs(32))).containsOnly(16L);
    }
}
