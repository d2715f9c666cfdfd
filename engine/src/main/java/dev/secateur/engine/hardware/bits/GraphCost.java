package dev.secateur.engine.hardware.bits;

import java.util.Optional;
import java.util.OptionalDouble;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.Node;
import dev.secateur.engine.graph.Value;
import dev.secateur.engine.op.Clip;
import dev.secateur.engine.op.DequantizeLinear;
import dev.secateur.engine.op.Opaque;
import dev.secateur.engine.op.QuantizeLinear;
import dev.secateur.engine.shape.Shapes;
import dev.secateur.engine.tensor.DType;
import dev.secateur.engine.tensor.Tensor;

/// What a whole network costs on modelled hardware at the widths that stand in its graph: float32 counts as 32 bits, codes between
/// QuantizeLinear and DequantizeLinear as the bits that they need. Products of two things that are both computed, as in
/// attention, are not counted.
///
/// @param shapes with a batch of 1 bound
public record GraphCost(Graph graph, Shapes shapes) {

    private static final int FLOAT = 32;
    private static final int LEAST = 2;

    /// The cost of all layers.
    ///
    /// @return empty if the graph has layers whose shapes or widths are not known, or the model does not tell one
    public OptionalDouble of(HardwareModel model, Quantity quantity) {
        double sum = 0;
        for (Node node : graph.nodes()) {
            if (node.op() instanceof Opaque opaque && isQuantised(opaque)) {
                return OptionalDouble.empty();
            }
            Tensor weight = BitLayer.isLayer(node) ? weight(node) : null;
            if (weight == null) {
                continue;
            }
            Optional<BitLayer> layer = BitLayer.shaped(graph, shapes, node);
            OptionalDouble cost = layer.isEmpty()
                    ? OptionalDouble.empty()
                    : model.cost(quantity, layer.get(), bits(weight), activations(node.input(0)));
            if (cost.isEmpty()) {
                return cost;
            }
            sum += cost.getAsDouble();
        }
        return OptionalDouble.of(sum);
    }

    private static boolean isQuantised(Opaque opaque) {
        return opaque.type().startsWith("QLinear") || opaque.type().endsWith("Integer");
    }

    private @Nullable Tensor weight(Node layer) {
        return graph.constant(layer.input(1)).or(() -> producer(layer.input(1), DequantizeLinear.class)
                .flatMap(n -> graph.constant(n.input(0)))).orElse(null);
    }

    private Optional<Node> producer(Value value, Class<?> operator) {
        return graph.producer(value).filter(n -> operator.isInstance(n.op()));
    }

    /// Bits of numbers as they are stored; of symmetrical codes in a wider type those that the largest needs.
    static int bits(Tensor weight) {
        DType type = weight.dtype();
        if (type != DType.INT8 && type != DType.INT16) {
            return type.bits() > FLOAT ? FLOAT : Math.max(LEAST, type.bits());
        }
        long largest = 0;
        for (long i = 0; i < weight.elements(); i++) {
            largest = Math.max(largest, Math.abs(weight.longAt(i)));
        }
        return Math.clamp(1 + width(largest), LEAST, type.bits());
    }

    private static int width(long most) {
        return Long.SIZE - Long.numberOfLeadingZeros(most);
    }

    private int activations(Value data) {
        Optional<Node> back = producer(data, DequantizeLinear.class);
        if (back.isEmpty()) {
            return FLOAT;
        }
        Value codes = back.get().input(0);
        Optional<Node> limited = producer(codes, Clip.class);
        Optional<Node> rounded = producer(limited.isPresent() ? limited.get().input(0) : codes, QuantizeLinear.class);
        int stored = rounded.flatMap(n -> graph.constant(n.input(2))).map(z -> z.dtype().bits()).orElse(Byte.SIZE);
        return limited.flatMap(n -> graph.constant(n.input(1)).flatMap(low -> graph.constant(n.input(2))
                .map(high -> Math.max(LEAST, width(high.longAt(0) - low.longAt(0)))))).orElse(stored);
    }
}
