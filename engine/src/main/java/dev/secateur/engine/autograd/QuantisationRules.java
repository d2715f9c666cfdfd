package dev.secateur.engine.autograd;

import java.util.Arrays;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarOptional;
import org.bytedeco.pytorch.Tensor;

import dev.secateur.engine.graph.Node;
import dev.secateur.engine.op.DequantizeLinear;
import dev.secateur.engine.op.QuantizeLinear;
import dev.secateur.engine.tensor.DType;

/// Quantising and back. What is quantised stays a real number here, so that gradients pass straight through the rounding
/// and stop where the range ends (Bengio et al. 2013; Jacob et al. 2018).
final class QuantisationRules {

    private QuantisationRules() {}

    static void addTo(RuleTable table) {
        table.put(QuantizeLinear.class, QuantisationRules::quantise);
        table.put(DequantizeLinear.class, QuantisationRules::dequantise);
    }

    private static Tensor quantise(QuantizeLinear op, Site site) {
        Tensor x = site.input(0);
        Tensor scale = spread(site.input(1), x, op.axis(), op.blockSize());
        Tensor scaled = x.div(scale);
        Tensor rounded = scaled.add(scaled.round().sub(scaled).detach());
        if (site.has(2)) {
            rounded = rounded.add(spread(site.input(2).to(x.scalar_type()), x, op.axis(), op.blockSize()));
        }
        DType type = op.result() != null ? op.result() : site.has(2) ? Host.type(site.input(2)) : DType.UINT8;
        return rounded.clamp(limit(lowest(type, site.node())), limit(highest(type, site.node())));
    }

    private static Tensor dequantise(DequantizeLinear op, Site site) {
        Tensor scale = site.input(1);
        Tensor x = site.input(0).to(scale.scalar_type());
        if (site.has(2)) {
            x = x.sub(spread(site.input(2).to(scale.scalar_type()), x, op.axis(), op.blockSize()));
        }
        return x.mul(spread(scale, x, op.axis(), op.blockSize()));
    }

    /// A vector along the axis; a number as it is.
    private static Tensor spread(Tensor numbers, Tensor like, int axis, int blockSize) {
        if (blockSize != 0) {
            throw new IllegalStateException("scales for blocks are not computed");
        }
        if (numbers.dim() == 0 || numbers.numel() == 1) {
            return numbers.reshape(new long[0]);
        }
        long[] dims = new long[(int) like.dim()];
        Arrays.fill(dims, 1);
        dims[Site.axis(axis, dims.length)] = -1;
        return numbers.reshape(dims);
    }

    private static ScalarOptional limit(double value) {
        return new ScalarOptional(new Scalar(value));
    }

    private static double lowest(DType type, Node node) {
        return switch (type) {
            case UINT8, UINT16, UINT4 -> 0;
            case INT8, INT16, INT4 -> -(1L << (type.bits() - 1));
            default -> throw new IllegalStateException("quantising to " + type + " is not computed: " + node);
        };
    }

    private static double highest(DType type, Node node) {
        return lowest(type, node) + (1L << type.bits()) - 1;
    }
}
