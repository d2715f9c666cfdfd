package dev.secateur.engine.block;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.secateur.engine.architecture.MobileNetV2;
import dev.secateur.engine.architecture.Pictures;
import dev.secateur.engine.architecture.ResNet;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.Value;
import dev.secateur.engine.op.AveragePool;
import dev.secateur.engine.op.Conv;
import dev.secateur.engine.op.GlobalPool;
import dev.secateur.engine.op.MaxPool;
import dev.secateur.engine.op.Opaque;
import dev.secateur.engine.op.Unary;
import dev.secateur.engine.op.Window;
import dev.secateur.engine.rewrite.Net;
import dev.secateur.engine.rewrite.Net.Place;
import dev.secateur.engine.shape.Bindings;
import dev.secateur.engine.shape.ShapeInference;

import static org.assertj.core.api.Assertions.assertThat;

final class BlockFinderTest {

    static List<Block> find(Graph graph) {
        return BlockFinder.find(graph, ShapeInference.infer(graph, Bindings.none()));
    }

    @ParameterizedTest
    @CsvSource({"cifar10_resnet20_bn.onnx,9", "cifar10_resnet20_bn_clean.onnx,9", "cifar10_resnet20_bnfolded.onnx,9",
        "cifar10_resnet56_bn_clean.onnx,27"})
    void findsTheBlocksOfResidualNetworksAndRefusesPaddedShortcuts(String file, int count) throws Exception {
        List<Block> blocks = find(SharedModels.read(file));

        assertThat(blocks).hasSize(count).allMatch(b -> b.kind() == BlockKind.RESIDUAL_BASIC);
        assertThat(blocks.stream().filter(b -> !b.legality().isLegal()).map(Block::id)).containsExactly("stage2.block1",
                "stage3.block1");
        assertThat(blocks.stream().map(Block::stage).distinct()).containsExactly(1, 2, 3);
        assertThat(blocks.stream().filter(b -> b.id().equals("stage2.block1")).findFirst().orElseThrow().legality()
                .reason()).isEqualTo(
                        "the shortcut is Slice + Pad (16 → 32 channels, stride 2), so it cannot be added into one kernel");
    }

    @Test
    void theExportersShapeArithmeticBelongsToItsBlock() throws Exception {
        Graph graph = SharedModels.read("cifar10_resnet20_bn.onnx");
        Set<Integer> inBlocks = new HashSet<>();
        for (Block block : find(graph)) {
            assertThat(inBlocks).doesNotContainAnyElementsOf(block.nodes());
            inBlocks.addAll(block.nodes());
        }
        List<String> free = graph.nodes().stream().filter(n -> !inBlocks.contains(n.id())).map(n -> n.op().type())
                .toList();
        assertThat(free).containsExactly("Conv", "BatchNormalization", "Relu", "ReduceMean", "Gemm");
    }

    @Test
    void projectionShortcutsAreLegal() throws Exception {
        List<Block> blocks = find(SharedModels.read("cifar10_resnet8_mlperftiny_bn.onnx"));

        assertThat(blocks).hasSize(3).allMatch(b -> b.legality().isLegal());
        assertThat(blocks.stream().map(Block::id)).containsExactly("stage1.block1", "stage2.block1", "stage3.block1");
    }

    @Test
    void findsAllInvertedResidualsWithAndWithoutShortcut() {
        List<Block> blocks = find(MobileNetV2.small(Pictures.cifarTen(), 1));

        assertThat(blocks).hasSizeGreaterThan(5)
                .allMatch(b -> b.kind() == BlockKind.INVERTED_RESIDUAL && b.legality().isLegal());
        assertThat(blocks.stream().map(b -> Objects.requireNonNull(b.anatomy()).addition() >= 0)).contains(
                true, false);
    }

    @Test
    void entryAndExitAreWhereTheBlockMeetsItsNeighbours() {
        Graph graph = ResNet.of(8, Pictures.cifarTen(), 1);
        List<Block> blocks = find(graph);

        for (int i = 1; i < blocks.size(); i++) {
            assertThat(blocks.get(i).entry()).isEqualTo(blocks.get(i - 1).exit());
        }
        assertThat(graph.name(blocks.getFirst().entry())).isEqualTo("/relu/Relu_output_0");
    }

    /// Two 3×3 convolutions around which the input leads.
    private static final class Residual {
        private final Net net = new Net(1, 4, 8, 8);
        private final Value entry = net.relu(net.input());

        private Value conv(Value x) {
            return net.conv(x, 4, 4, Place.square(3, 1, 1));
        }

        private Block build(Value main, Value... more) {
            Value sum = net.relu(net.add(main, entry));
            Value[] outputs = new Value[more.length + 1];
            outputs[0] = sum;
            System.arraycopy(more, 0, outputs, 1, more.length);
            return find(net.build(outputs)).getFirst();
        }
    }

    private static void refused(Block block, String reason) {
        assertThat(block.legality()).isInstanceOf(Legality.Refused.class);
        assertThat(block.legality().reason()).contains(reason);
        assertThat(((Legality.Refused) block.legality()).nodes()).isNotEmpty();
    }

    @Test
    void aPlainResidualIsLegal() {
        Residual r = new Residual();

        Block block = r.build(r.conv(r.net.relu(r.conv(r.entry))));

        assertThat(block.legality().isLegal()).isTrue();
        assertThat(block.nodes()).hasSize(5);
    }

    @Test
    void aBlockAtTheVeryBeginningOfTheNetworkIsFound() {
        Net net = new Net(1, 4, 8, 8);
        Value x = net.conv(net.relu(net.conv(net.input(), 4, 4, Place.square(3, 1, 1))), 4, 4, Place.square(3, 1, 1));

        assertThat(find(net.build(net.add(x, net.input())))).hasSize(1);
    }

    @Test
    void refusesSqueezeAndExcitation() {
        Residual r = new Residual();
        Value x = r.conv(r.net.relu(r.conv(r.entry)));
        Value pooled = r.net.editor().addNode(
                new GlobalPool(GlobalPool.Kind.AVERAGE), "pool", x)
                .output();
        Value gate = r.net.unary(Unary.Kind.SIGMOID,
                r.net.conv(pooled, 4, 4, Place.square(1, 1, 0)));

        refused(r.build(r.net.mul(x, gate)), "squeeze-and-excitation");
    }

    @Test
    void refusesPoolingInside() {
        Residual r = new Residual();
        Value pooled = r.net.editor().addNode(new MaxPool(
                Window.square(3, 1, 1), false, 0), "pool", r.conv(r.entry)).output();

        refused(r.build(r.conv(pooled)), "contains MaxPool");
    }

    @Test
    void refusesWhenSomethingOutsideUsesAValueFromInside() {
        Residual r = new Residual();
        Value inner = r.net.relu(r.conv(r.entry));

        refused(r.build(r.conv(inner), r.net.unary(Unary.Kind.ABS, inner)),
                "used outside too, by abs");
    }

    @Test
    void refusesWhenAValueFromInsideIsAResultOfTheModel() {
        Residual r = new Residual();
        Value inner = r.net.relu(r.conv(r.entry));

        refused(r.build(r.conv(inner), inner), "is a result of the model");
    }

    @Test
    void refusesAnOperatorItDoesNotUnderstand() {
        Residual r = new Residual();
        Value x = r.net.editor().addNode(new Opaque("com.example", "Fancy", Map.of()),
                "fancy", r.conv(r.entry)).output();

        refused(r.build(r.conv(x)), "contains Fancy");
    }

    @Test
    void refusesNormalisationBeforeTheFirstConvolution() {
        Residual r = new Residual();

        refused(r.build(r.conv(r.net.relu(r.conv(r.net.relu(r.net.norm(r.entry, 4)))))), "begins with normalisation");
    }

    @Test
    void dilatedConvolutionsAreLegal() {
        Residual r = new Residual();
        Value weight = r.net.constant("w", 1, 4, 4, 3, 3);
        Value x = r.net.editor().addNode(new Conv(new Window(
                List.of(3, 3), List.of(1, 1), List.of(2, 2, 2, 2), List.of(2, 2),
                Window.AutoPad.NOTSET), 1), "dilated", r.conv(r.entry), weight).output();

        assertThat(r.build(x).legality().isLegal()).isTrue();
    }

    @Test
    void bottlenecksAreLegalAndTheirPreviewWarnsOfTheWork() {
        Net net = new Net(1, 16, 8, 8);
        Value entry = net.relu(net.input());
        Value x = net.relu(net.conv(entry, 16, 4, Place.square(1, 1, 0)));
        x = net.relu(net.conv(x, 4, 4, Place.square(3, 1, 1)));
        x = net.conv(x, 4, 16, Place.square(1, 1, 0));
        Graph graph = net.build(net.relu(net.add(x, entry)));
        Block block = find(graph).getFirst();

        assertThat(block.kind()).isEqualTo(BlockKind.BOTTLENECK);
        assertThat(block.legality().isLegal()).isTrue();
        assertThat(MergePreview.of(graph, ShapeInference.infer(graph, Bindings.batch(1)), block).getFirst().warning())
                .contains("747 % more MACs");
    }

    @Test
    void refusesAStridedShortcutThatIsNoConvolution() {
        Net net = new Net(1, 4, 8, 8);
        Value entry = net.relu(net.input());
        Value x = net.conv(net.relu(net.conv(entry, 4, 4, Place.square(3, 2, 1))), 4, 4, Place.square(3, 1, 1));
        Value pooled = net.editor().addNode(new AveragePool(
                Window.square(2, 2, 0), false, false), "pool", entry).output();

        refused(find(net.build(net.add(x, pooled))).getFirst(), "the shortcut is AveragePool (stride 2)");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aDepthwiseConvolutionWithoutLinearProjectionIsNoInvertedResidual(boolean linear) {
        Net net = new Net(1, 8, 8, 8);
        Value x = net.relu(net.conv(net.input(), 8, 8, Place.square(3, 1, 1).groups(8)));
        x = net.conv(x, 8, 16, Place.square(1, 1, 0));
        x = net.conv(linear ? x : net.relu(x), 16, 8, Place.square(1, 1, 0));

        assertThat(find(net.build(x)).stream().map(Block::kind)).containsExactly(
                linear ? BlockKind.INVERTED_RESIDUAL : BlockKind.CONVOLUTIONS);
    }

    @Test
    void aSumAroundOtherBlocksIsNoBlock() {
        Residual r = new Residual();
        Value inner = r.net.add(r.conv(r.net.relu(r.conv(r.entry))), r.entry);
        Graph graph = r.net.build(r.net.add(r.conv(inner), r.entry));

        assertThat(find(graph)).hasSize(1);
    }

    @Test
    void concatenationsAndFeedForwardNetworksHaveNoBlocks() throws Exception {
        assertThat(find(SharedModels.read("mnist_cntk.onnx"))).isEmpty();
        assertThat(find(SharedModels.read("dtln_model_1.onnx"))).isEmpty();
    }

    @Test
    void everySharedModelIsReadWithoutFailing() throws Exception {
        for (String file : List.of("fastestdet.onnx", "silero_vad_16k_op15.onnx", "ultraface_rfb320.onnx",
                "yolox_nano.onnx", "yunet_s_dynamic.onnx")) {
            Graph graph = SharedModels.read(file);
            for (Block block : find(graph)) {
                assertThat(block.legality().isLegal()).as(block.id()).isEqualTo(!BlockPlans.of(graph, block).isEmpty());
            }
        }
    }
}
