package dev.secateur.engine.compare;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

import dev.secateur.engine.architecture.Pictures;
import dev.secateur.engine.architecture.ResNet;
import dev.secateur.engine.compress.MethodInput;
import dev.secateur.engine.compress.depthmerge.DepthMerge;
import dev.secateur.engine.compress.depthmerge.DepthMergeConfig;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.GraphEditor;
import dev.secateur.engine.graph.Node;
import dev.secateur.engine.graph.Value;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.onnx.OnnxReader;
import dev.secateur.engine.onnx.OnnxWriter;
import dev.secateur.engine.op.Conv;
import dev.secateur.engine.op.Window;
import dev.secateur.engine.shape.Bindings;
import dev.secateur.engine.shape.ShapeInference;

import static org.assertj.core.api.Assertions.assertThat;

class GraphDifferenceTest {

    @Test
    void aNetworkDoesNotDifferFromItselfNorFromItsFileReadAgain() throws Exception {
        Graph graph = ResNet.of(8, Pictures.fashion(), 1);
        Graph read = OnnxReader.decode(OnnxWriter.encode(graph), null);
        assertThat(GraphDifference.of(graph, graph).isNone()).isTrue();
        assertThat(GraphDifference.of(graph, read).isNone()).isTrue();
        assertThat(GraphDifference.of(graph, read).changes()).hasSameSizeAs(graph.nodes());
    }

    @Test
    void otherWeightsOfTheSameShapesAreNoChangeOfForm() {
        GraphDifference difference = GraphDifference.of(ResNet.of(8, Pictures.fashion(), 1),
                ResNet.of(8, Pictures.fashion(), 2));
        assertThat(difference.count(Fate.CHANGED) + difference.count(Fate.ADDED) + difference.count(Fate.REMOVED))
                .isZero();
        assertThat(ofType(difference, "Conv")).containsOnlyKeys(Fate.VALUES);
        assertThat(ofType(difference, "Relu")).containsOnlyKeys(Fate.SAME);
    }

    @Test
    void aBlockThatWasTakenOutIsRemovedAndNothingElseIs() {
        GraphDifference difference = GraphDifference.of(Towers.of(0, 1, 2, 3).named(i -> "Conv_" + 3 * i).graph(),
                Towers.of(0, 2, 3).named(i -> "Conv_" + 3 * i).graph());
        assertThat(removed(difference)).containsExactlyInAnyOrder("Conv_3", "Relu_4");
        assertThat(difference.count(Fate.SAME)).isEqualTo(6);
        assertThat(difference.count(Fate.ADDED)).isZero();
    }

    @Test
    void whatWasRemovedStandsWhereItWas() {
        GraphDifference difference = GraphDifference.of(Towers.of(0, 1, 2).graph(), Towers.of(0, 2).graph());
        assertThat(difference.changes().stream().map(c -> c.fate().word() + " " + c.node().op().type()))
                .containsExactly("same Conv", "same Relu", "removed Conv", "removed Relu", "same Conv", "same Relu");
    }

    @Test
    void trainedAndRenumberedNetworksArePairedByPlace() {
        GraphDifference difference = GraphDifference.of(Towers.of(0, 1, 2).graph(),
                Towers.of(0, 1, 2).seeded(7).named(i -> "n" + i * i).graph());
        assertThat(difference.count(Fate.VALUES)).isEqualTo(3);
        assertThat(difference.count(Fate.SAME)).isEqualTo(3);
    }

    @Test
    void channelsThatWereCutAreSaidAtBothConvolutions() {
        GraphDifference difference = GraphDifference.of(Towers.of(0, 2, 3).graph(),
                Towers.of(0, 2, 3).withChannels(2).graph());
        assertThat(difference.changes().stream().filter(c -> c.fate() == Fate.CHANGED).flatMap(c -> c.what().stream()))
                .containsExactly("weights 4×4×3×3 → 2×4×3×3", "weights 4×4×3×3 → 4×2×3×3");
    }

    @Test
    void attributesThatDifferAreNamedWithBothValues() {
        Graph graph = Towers.of(0, 1).graph();
        GraphEditor editor = graph.edit();
        Node conv = graph.nodes().getFirst();
        editor.setOp(conv, new Conv(Window.square(3, 2, 1), 1));
        GraphDifference difference = GraphDifference.of(graph, editor.build());
        assertThat(difference.ofBefore(conv.id()).orElseThrow().what())
                .containsExactly("strides [1, 1] → [2, 2]");
    }

    @Test
    void anInputThatComesFromElsewhereIsAChange() {
        Graph graph = Towers.of(0, 1, 2).graph();
        GraphEditor editor = graph.edit();
        Value first = graph.nodes().get(1).output();
        editor.setInput(graph.nodes().get(4), 0, first);
        GraphDifference difference = GraphDifference.of(graph, editor.build());
        assertThat(difference.ofBefore(graph.nodes().get(4).id()).orElseThrow().what())
                .containsExactly("input 1 from Relu_4 → Relu_1");
    }

    @Test
    void aMergedBlockGoesAndItsConvolutionIsNew() throws Exception {
        Graph graph = ResNet.of(8, Pictures.fashion(), 1);
        DepthMerge method = new DepthMerge();
        Graph merged = method.run(new MethodInput<>(graph, DepthMergeConfig.of("stage1.block1"), null, 1, 1),
                Progress.none()).graph();
        GraphDifference difference = GraphDifference.of(graph, merged);
        assertThat(difference.count(Fate.REMOVED)).isPositive();
        assertThat(difference.changes().stream().filter(c -> c.fate() == Fate.ADDED || c.fate() == Fate.CHANGED)
                .map(c -> c.node().op().type())).containsOnly("Conv");
        assertThat(graph.nodes().size() - difference.count(Fate.REMOVED) + difference.count(Fate.ADDED))
                .isEqualTo(merged.nodes().size());
    }

    @Test
    void layersCarryTheirCostsOnBothSides() {
        Graph before = Towers.of(0, 2, 3).graph();
        Graph after = Towers.of(0, 2, 3).withChannels(2).graph();
        List<LayerDifference> layers = LayerDifference.of(GraphDifference.of(before, after), counted(before),
                counted(after));
        LayerDifference cut = layers.get(2);
        assertThat(cut.parameterChange()).isEqualTo(-2 * 4 * 9);
        assertThat(cut.macChange()).isEqualTo(-2 * 4 * 9 * 64);
        assertThat(cut.shapeBefore()).isEqualTo("1×4×8×8");
        assertThat(cut.shapeAfter()).isEqualTo("1×2×8×8");
    }

    private static LayerDifference.Counted counted(Graph graph) {
        return LayerDifference.Counted.of(graph, ShapeInference.infer(graph, Bindings.batch(1)));
    }

    private static List<String> removed(GraphDifference difference) {
        return difference.changes().stream().filter(c -> c.fate() == Fate.REMOVED).map(difference::name).toList();
    }

    private static Map<Fate, Long> ofType(GraphDifference difference, String type) {
        return difference.changes().stream().filter(c -> c.node().op().type().equals(type))
                .collect(Collectors.groupingBy(NodeChange::fate, Collectors.counting()));
    }
}
