package dev.secateur.engine.block;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.Node;
import dev.secateur.engine.graph.Value;
import dev.secateur.engine.op.AveragePool;
import dev.secateur.engine.op.Binary;
import dev.secateur.engine.op.Concat;
import dev.secateur.engine.op.GlobalPool;
import dev.secateur.engine.op.MatMul;
import dev.secateur.engine.op.MaxPool;
import dev.secateur.engine.op.Op;
import dev.secateur.engine.op.Opaque;
import dev.secateur.engine.op.Reduce;
import dev.secateur.engine.op.Reshape;
import dev.secateur.engine.op.Softmax;
import dev.secateur.engine.op.Transpose;
import dev.secateur.engine.op.Unary;
import dev.secateur.engine.op.Window;
import dev.secateur.engine.rewrite.Net;
import dev.secateur.engine.rewrite.Net.Place;
import dev.secateur.engine.tensor.Tensor;

import static org.assertj.core.api.Assertions.assertThat;

/// Each kind of block as exporters write it, small.
final class BlockKindsTest {

    private static final int WIDTH = 8;

    private final Net net = new Net(1, WIDTH, 8, 8);
    private int made;

    private Value node(Op op, Value... operands) {
        return net.editor().addNode(op, op.type() + made++, operands).output();
    }

    private Value scalar(double value) {
        return net.editor().addConstant("scalar" + made++, Tensor.scalar((float) value));
    }

    private static List<String> ids(List<Block> blocks) {
        return blocks.stream().map(b -> b.id() + " " + b.kind()).toList();
    }

    private static List<Block> find(Graph graph) {
        return BlockFinderTest.find(graph);
    }

    private Value layerNorm(Value x, boolean oneNode) {
        if (oneNode) {
            return node(new Opaque("", "LayerNormalization", Map.of()), x,
                    net.constant("scale" + made, 1, WIDTH), net.constant("shift" + made, 1, WIDTH));
        }
        Reduce mean = new Reduce(Reduce.Kind.MEAN, List.of(-1L), true, false);
        Value centred = node(new Binary(Binary.Kind.SUB), x, node(mean, x));
        Value variance = node(mean, node(new Binary(Binary.Kind.POW), centred, scalar(2)));
        Value deviation = node(new Unary(Unary.Kind.SQRT), net.add(variance, scalar(1e-6)));
        Value normal = node(new Binary(Binary.Kind.DIV), centred, deviation);
        return net.add(net.mul(normal, net.constant("scale" + made, 1, WIDTH)),
                net.constant("shift" + made, 1, WIDTH));
    }

    private Value gelu(Value x) {
        Value erf = node(new Unary(Unary.Kind.ERF), node(new Binary(Binary.Kind.DIV), x, scalar(1.4142)));
        return net.mul(net.mul(x, net.add(erf, scalar(1))), scalar(0.5));
    }

    private Value linear(Value x, int from, int to) {
        return net.add(node(new MatMul(), x, net.constant("w" + made, 1, from, to)), net.constant("b" + made, 1, to));
    }

    private Value mlp(Value x, boolean oneNode) {
        return net.add(x, linear(gelu(linear(layerNorm(x, oneNode), WIDTH, 32)), 32, WIDTH));
    }

    private Value attention(Value x, boolean oneNode) {
        Value normal = layerNorm(x, oneNode);
        Value query = linear(normal, WIDTH, WIDTH);
        Value key = node(new Transpose(List.of(0, 1, 3, 2)), linear(normal, WIDTH, WIDTH));
        Value weights = node(new Softmax(-1, false), net.mul(node(new MatMul(), query, key), scalar(0.35)));
        return net.add(linear(node(new MatMul(), weights, linear(normal, WIDTH, WIDTH)), WIDTH, WIDTH), x);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aTransformerBlockHoldsItsAttentionAndItsMlp(boolean oneNode) {
        Value x = net.unary(Unary.Kind.ABS, net.input());
        for (int i = 0; i < 2; i++) {
            x = mlp(attention(x, oneNode), oneNode);
        }
        List<Block> blocks = find(net.build(x));

        assertThat(ids(blocks)).containsExactly("stage1.block1 TRANSFORMER", "stage1.block1.attention ATTENTION",
                "stage1.block1.mlp MLP", "stage1.block2 TRANSFORMER", "stage1.block2.attention ATTENTION",
                "stage1.block2.mlp MLP");
        assertThat(blocks.getFirst().nodes()).containsAll(blocks.get(1).nodes()).containsAll(blocks.get(2).nodes());
        assertThat(blocks.get(1).legality().reason()).contains("Softmax", "needs training (UPDP)");
        assertThat(blocks.get(2).legality().reason()).contains(oneNode ? "LayerNormalization" : "layer normalisation",
                "needs training (UPDP)");
        assertThat(blocks).allMatch(b -> !((Legality.Refused) b.legality()).nodes().isEmpty());
    }

    @Test
    void normalisationBehindTheAdditionJoinsAttentionAndMlp() {
        Value x = net.unary(Unary.Kind.ABS, net.input());
        Value normal = layerNorm(attention(x, true), false);
        Value y = net.add(normal, linear(gelu(linear(normal, WIDTH, 16)), 16, WIDTH));

        assertThat(ids(find(net.build(y)))).startsWith("stage1.block1 TRANSFORMER",
                "stage1.block1.attention ATTENTION", "stage1.block1.mlp MLP");
    }

    @Test
    void aConvNextBlockIsRefusedForItsNormalisation() {
        Value x = net.relu(net.input());
        Value y = net.conv(x, WIDTH, WIDTH, Place.square(7, 1, 3).groups(WIDTH));
        y = layerNorm(node(new Transpose(List.of(0, 2, 3, 1)), y), false);
        y = node(new Transpose(List.of(0, 3, 1, 2)), linear(gelu(linear(y, WIDTH, 32)), 32, WIDTH));
        y = net.add(net.mul(net.constant("layer_scale", 1, WIDTH, 1, 1), y), x);
        Block block = find(net.build(y)).getFirst();

        assertThat(block.kind()).isEqualTo(BlockKind.CONVNEXT);
        assertThat(block.legality().reason()).contains("layer normalisation", "needs training (UPDP)");
    }

    private Value dense(Value x, int channels) {
        Value y = net.relu(net.norm(x, channels));
        y = net.conv(net.relu(net.conv(y, channels, 16, Place.square(1, 1, 0))), 16, 4, Place.square(3, 1, 1));
        return y;
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aDenseBlockHoldsLayersThatCanMerge(boolean nested) {
        Value x = net.relu(net.input());
        Value a = dense(x, WIDTH);
        Value one = node(new Concat(1), x, a);
        Value b = dense(one, WIDTH + 4);
        Value two = nested ? node(new Concat(1), one, b) : node(new Concat(1), x, a, b);
        List<Block> blocks = find(net.build(net.relu(two)));

        assertThat(ids(blocks)).containsExactly("stage1.block1 DENSE_BLOCK", "stage1.block1.layer1 DENSE_LAYER",
                "stage1.block1.layer2 DENSE_LAYER");
        assertThat(blocks.stream().map(k -> k.legality().isLegal())).containsExactly(false, true, true);
        assertThat(blocks.get(2).parent()).isEqualTo("stage1.block1");
    }

    @Test
    void squeezeAndExcitationIsABlockWithinItsBlock() {
        Value x = net.relu(net.input());
        Value y = net.conv(net.relu(net.conv(x, WIDTH, WIDTH, Place.square(3, 1, 1))), WIDTH, WIDTH,
                Place.square(3, 1, 1));
        Value gate = net.conv(node(new GlobalPool(GlobalPool.Kind.AVERAGE), y), WIDTH, 2, Place.square(1, 1, 0));
        gate = net.unary(Unary.Kind.SIGMOID, net.conv(net.relu(gate), 2, WIDTH, Place.square(1, 1, 0)));
        List<Block> blocks = find(net.build(net.add(net.mul(y, gate), x)));

        assertThat(ids(blocks)).containsExactly("stage1.block1 RESIDUAL_BASIC", "stage1.block1.se SQUEEZE_EXCITE");
        assertThat(blocks.getFirst().legality().reason()).contains("squeeze-and-excitation");
    }

    @Test
    void parallelBranchesHoldTheRunsWithin() {
        Value x = node(new MaxPool(Window.square(3, 1, 1), false, 0), net.input());
        Value a = net.relu(net.conv(x, WIDTH, 4, Place.square(1, 1, 0)));
        Value b = net.relu(net.conv(net.relu(net.conv(x, WIDTH, 4, Place.square(1, 1, 0))), 4, 4,
                Place.square(3, 1, 1)));
        Value c = node(new AveragePool(Window.square(3, 1, 1), false, true), x);
        List<Block> blocks = find(net.build(node(new Concat(1), a, b, c)));

        assertThat(ids(blocks)).containsExactly("stage1.block1 BRANCHES", "stage1.block1.block CONVOLUTIONS");
        assertThat(blocks.getLast().legality().isLegal()).isTrue();
    }

    @Test
    void aFireModuleHoldsItsSqueeze() {
        Value x = node(new MaxPool(Window.square(3, 1, 1), false, 0), net.input());
        Value squeezed = net.relu(net.conv(x, WIDTH, 4, Place.square(1, 1, 0)));
        Value a = net.relu(net.conv(squeezed, 4, 8, Place.square(1, 1, 0)));
        Value b = net.relu(net.conv(squeezed, 4, 8, Place.square(3, 1, 1)));
        Block block = find(net.build(node(new Concat(1), a, b))).getFirst();

        assertThat(block.kind()).isEqualTo(BlockKind.BRANCHES);
        assertThat(block.entry()).isEqualTo(x);
    }

    @Test
    void aShuffleUnitEndsBehindItsShuffle() {
        Value x = net.relu(net.input());
        Value a = net.conv(x, WIDTH, 4, Place.square(3, 1, 1));
        Value b = net.relu(net.conv(x, WIDTH, 4, Place.square(1, 1, 0)));
        Value joined = node(new Concat(1), a, b);
        Value split = node(new Reshape(null, false), joined, vector(-1, 2, 4, 8, 8));
        Value turned = node(new Transpose(List.of(0, 2, 1, 3, 4)), split);
        Value exit = node(new Reshape(null, false), turned, vector(-1, 8, 8, 8));
        Block block = find(net.build(net.relu(exit))).getFirst();

        assertThat(block.kind()).isEqualTo(BlockKind.SHUFFLE_UNIT);
        assertThat(block.exit()).isEqualTo(exit);
    }

    private Value vector(long... values) {
        return net.editor().addConstant("shape" + made++, Tensor.vector(values));
    }

    @Test
    void plainConvolutionsAreRunsBetweenPoolings() {
        Value x = net.input();
        for (int i = 0; i < 5; i++) {
            x = net.relu(net.conv(x, WIDTH, WIDTH, Place.square(3, 1, 1)));
        }
        x = node(new MaxPool(Window.square(2, 2, 0), false, 0), x);
        x = net.relu(net.conv(net.relu(net.conv(x, WIDTH, WIDTH, Place.square(3, 1, 1))), WIDTH, WIDTH,
                Place.square(3, 1, 1)));
        List<Block> blocks = find(net.build(x));

        assertThat(ids(blocks)).containsExactly("stage1.block1 CONVOLUTIONS", "stage2.block1 CONVOLUTIONS");
        assertThat(blocks).allMatch(b -> b.legality().isLegal());
    }

    @Test
    void partsThatRepeatAreFoundByTheirForm() {
        Value x = net.unary(Unary.Kind.ABS, net.input());
        for (int i = 0; i < 3; i++) {
            Value y = node(new MatMul(), x, net.constant("w" + made, 1, 8, 8));
            x = net.unary(Unary.Kind.EXP, node(new Binary(Binary.Kind.SUB), y, net.unary(Unary.Kind.NEG, y)));
        }
        Graph graph = net.build(x);
        List<Block> blocks = find(graph);

        assertThat(ids(blocks)).containsExactly("stage1.block1 REPEATED", "stage1.block2 REPEATED",
                "stage1.block3 REPEATED");
        assertThat(blocks.getFirst().nodes().stream().map(n -> graph.node(n).map(Node::op).orElseThrow().type()))
                .containsExactly("MatMul", "Neg", "Sub", "Exp");
    }
}
