package dev.secateur.engine.hardware.bits;

import java.util.List;

import org.junit.jupiter.api.Test;

import dev.secateur.engine.architecture.Pictures;
import dev.secateur.engine.architecture.ResNet;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.GraphEditor;
import dev.secateur.engine.graph.Node;
import dev.secateur.engine.graph.Value;
import dev.secateur.engine.op.Clip;
import dev.secateur.engine.op.Conv;
import dev.secateur.engine.op.DequantizeLinear;
import dev.secateur.engine.op.QuantizeLinear;
import dev.secateur.engine.shape.Bindings;
import dev.secateur.engine.shape.ShapeInference;
import dev.secateur.engine.tensor.DType;
import dev.secateur.engine.tensor.Tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class GraphCostTest {

    private final Graph graph = ResNet.of(8, Pictures.fashion(), 1);

    private static double energy(Graph of) {
        return new GraphCost(of, ShapeInference.infer(of, Bindings.batch(1))).of(new BitFusion(), Quantity.ENERGY)
                .orElseThrow();
    }

    private static double sum(Graph of, int weights, int activations) {
        return BitLayer.of(of).stream().mapToDouble(
                l -> new BitFusion().cost(Quantity.ENERGY, l, weights, activations).orElseThrow()).sum();
    }

    private static Tensor bytes(int... codes) {
        byte[] made = new byte[codes.length];
        for (int i = 0; i < codes.length; i++) {
            made[i] = (byte) codes[i];
        }
        return Tensor.of(DType.INT8, new long[]{codes.length},
                java.lang.foreign.MemorySegment.ofArray(made));
    }

    private static Tensor code(int value) {
        return Tensor.of(DType.INT8, new long[0], bytes(value).bytes());
    }

    /// The first convolution with weights at 4 bits in a container of 8, and what flows in at `low` to `high`.
    private Graph quantised(int low, int high) {
        Node conv = graph.nodes().stream().filter(n -> n.op() instanceof Conv).findFirst().orElseThrow();
        Tensor weight = graph.constant(conv.input(1)).orElseThrow();
        byte[] codes = new byte[(int) weight.elements()];
        for (int i = 0; i < codes.length; i++) {
            codes[i] = (byte) (i % 15 - 7);
        }
        GraphEditor editor = graph.edit();
        Value scale = editor.addConstant("scale", Tensor.scalar(0.1f));
        Value zero = editor.addConstant("zero", code(0));
        Value stored = editor.addConstant("codes",
                Tensor.of(DType.INT8, weight.dims(), java.lang.foreign.MemorySegment.ofArray(codes)));
        editor.setInput(conv, 1,
                editor.addNode(new DequantizeLinear(0, 0), "weight", stored, scale, zero).output());
        Value rounded = editor.addNode(new QuantizeLinear(1, 0, true, null), "q", conv.input(0), scale, zero).output();
        Value limited = editor.addNode(new Clip(null, null), "limit", rounded,
                editor.addConstant("low", code(low)), editor.addConstant("high", code(high))).output();
        editor.setInput(conv, 0, editor.addNode(new DequantizeLinear(1, 0), "dq", limited, scale, zero).output());
        return editor.build();
    }

    @Test
    void floatsCountAsThirtyTwoBits() {
        assertThat(energy(graph)).isEqualTo(sum(graph, 32, 32), within(1e-12));
    }

    @Test
    void codesCountAsTheBitsThatTheyNeed() {
        BitLayer first = BitLayer.of(graph).getFirst();
        double whole = sum(graph, 32, 32) - new BitFusion().cost(Quantity.ENERGY, first, 32, 32).orElseThrow();
        assertThat(energy(quantised(-8, 7)) - whole)
                .isEqualTo(new BitFusion().cost(Quantity.ENERGY, first, 4, 4).orElseThrow(), within(1e-12));
        assertThat(energy(quantised(-2, 1)) - whole)
                .isEqualTo(new BitFusion().cost(Quantity.ENERGY, first, 4, 2).orElseThrow(), within(1e-12));
    }

    @Test
    void bitsOfCodesAreThoseOfTheLargest() {
        assertThat(List.of(bytes(-1, 1), bytes(-3, 2), bytes(7), bytes(-127, 4), bytes(0)))
                .extracting(GraphCost::bits).containsExactly(2, 3, 4, 8, 2);
        assertThat(GraphCost.bits(Tensor.scalar(1))).isEqualTo(32);
    }

    @Test
    void whatAModelDoesNotTellHasNoSum() {
        assertThat(new GraphCost(graph, ShapeInference.infer(graph, Bindings.batch(1)))
                .of(new BitFusion(), Quantity.SIZE)).isEmpty();
    }
}
