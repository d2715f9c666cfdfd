package dev.secateur.engine.rewrite;

import java.util.Arrays;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.Node;
import dev.secateur.engine.op.BatchNormalization;
import dev.secateur.engine.tensor.Tensor;

/// Batch normalisation with fixed statistics, or constants that do the same: per channel `factor * x + offset`, in float64.
/// Immutable.
public final class Normalisation {

    private final double[] factor;
    private final double[] offset;

    private Normalisation(double[] factor, double[] offset) {
        this.factor = factor;
        this.offset = offset;
    }

    /// From the statistics of `C` channels: `factor = scale / sqrt(variance + epsilon)`, `offset = shift - factor * mean`.
    public static Normalisation of(double[] scale, double[] shift, double[] mean, double[] variance, double epsilon) {
        double[] factor = new double[scale.length];
        Arrays.setAll(factor, c -> scale[c] / Math.sqrt(variance[c] + epsilon));
        double[] offset = new double[scale.length];
        Arrays.setAll(offset, c -> shift[c] - factor[c] * mean[c]);
        return new Normalisation(factor, offset);
    }

    /// From factors and offsets of `C` channels.
    public static Normalisation of(double[] factor, double[] offset) {
        if (factor.length != offset.length) {
            throw new IllegalArgumentException(factor.length + " factors and " + offset.length + " offsets");
        }
        return new Normalisation(factor.clone(), offset.clone());
    }

    /// Number of channels.
    public int channels() {
        return factor.length;
    }

    /// True if nothing is added to any channel.
    public boolean hasNoOffset() {
        return Arrays.stream(offset).allMatch(o -> o == 0);
    }

    /// This one and then another.
    public Normalisation then(Normalisation next) {
        double[] both = new double[factor.length];
        Arrays.setAll(both, c -> next.factor[c] * factor[c]);
        double[] added = new double[factor.length];
        Arrays.setAll(added, c -> next.factor[c] * offset[c] + next.offset[c]);
        return new Normalisation(both, added);
    }

    /// Why a batch normalisation cannot be taken as factors and offsets.
    ///
    /// @return null if it can
    public static @Nullable String refusal(Graph graph, Node node, BatchNormalization op) {
        if (op.training() || node.outputs().size() > 1) {
            return "it computes its statistics while it runs";
        }
        for (int input = 1; input <= 4; input++) {
            Tensor constant = graph.constant(node.input(input)).orElse(null);
            if (constant == null) {
                return "its statistics are computed, not constant";
            }
            if (!Stored.canHold(constant.dtype())) {
                return "its statistics are " + constant.dtype()
                        + ", and only float16, float32 and float64 can be folded";
            }
        }
        Tensor variance = graph.constant(node.input(4)).orElseThrow();
        for (long c = 0; c < variance.elements(); c++) {
            if (!(variance.doubleAt(c) + op.epsilon() > 0)) {
                return "the variance of its channel " + c + " is not positive";
            }
        }
        return null;
    }

    /// Reads a node for which {@link #refusal} found nothing.
    public static Normalisation read(Graph graph, Node node) {
        BatchNormalization op = (BatchNormalization) node.op();
        return of(numbers(graph, node, 1), numbers(graph, node, 2), numbers(graph, node, 3), numbers(graph, node, 4),
                op.epsilon());
    }

    private static double[] numbers(Graph graph, Node node, int input) {
        return graph.constant(node.input(input)).orElseThrow().toDoubles();
    }

    /// What a channel is multiplied with.
    public double factor(int channel) {
        return factor[channel];
    }

    /// What is added to a channel then.
    public double offset(int channel) {
        return offset[channel];
    }

    double[] factor() {
        return factor;
    }

    double[] offset() {
        return offset;
    }
}
