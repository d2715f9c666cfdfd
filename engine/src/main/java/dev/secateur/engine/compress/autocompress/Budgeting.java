package dev.secateur.engine.compress.autocompress;

import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.function.ToDoubleFunction;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.compress.CutTimes;
import dev.secateur.engine.coupling.ChannelCut;
import dev.secateur.engine.coupling.CutCounts;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.problem.ProblemException;

/// What ratios cost, and how they have to be to cost so much.
final class Budgeting {

    private static final double LEAST = 0.01;
    private static final double MOST = 0.99;
    private static final double FARTHEST = 4096;
    private static final int HALVINGS = 18;

    private final Projection projection;
    private final Objective objective;
    private final @Nullable CutTimes times;
    private final CutCounts counts;
    private final Map<BitSet, Double> timed = new HashMap<>();

    /// @param times of the network as it was given; null unless time is the objective
    Budgeting(Projection projection, Objective objective, @Nullable CutTimes times) {
        this.projection = projection;
        this.objective = objective;
        this.times = times;
        this.counts = CutCounts.of(projection.anatomy().coupling(), 1);
    }

    /// The whole network as it is.
    ///
    /// @param accuracy on held-out pictures; null without any
    AutoCompressReport.Size size(@Nullable Double accuracy) {
        CutCounts.Left dense = counts.of(new BitSet());
        double[] nothing = new double[projection.space().count()];
        return new AutoCompressReport.Size(weights(nothing), dense.parameters(), macs(nothing), dense.macs(), accuracy);
    }

    /// Elements of all weights that stay at these ratios.
    double weights(double[] state) {
        BitSet removed = projection.removed(state);
        return counts.parameters(removed) - missing(state, removed, l -> 1);
    }

    /// Multiply-accumulates of one picture at these ratios.
    double macs(double[] state) {
        BitSet removed = projection.removed(state);
        return counts.of(removed).macs() - missing(state, removed, Layer::macs);
    }

    /// What columns and single weights come to that are gone.
    private double missing(double[] state, BitSet removed, ToDoubleFunction<Layer> worth) {
        double[] ratios = new double[projection.anatomy().layers().size()];
        for (int d = 0; d < state.length; d++) {
            Space.Dimension dimension = projection.space().dimensions().get(d);
            if (dimension.kind() == Space.Kind.COLUMNS || dimension.kind() == Space.Kind.WEIGHTS) {
                ratios[dimension.index()] = state[d];
            }
        }
        double missing = 0;
        for (int l = 0; l < ratios.length; l++) {
            Layer layer = projection.anatomy().layers().get(l);
            missing += missing(layer, ratios[l], removed) * worth.applyAsDouble(layer);
        }
        return missing;
    }

    /// Elements of all weights that a cut leaves.
    double weights(Cut cut) {
        double weights = counts.parameters(cut.removed());
        for (Layer layer : projection.anatomy().layers()) {
            if (layer.isConvolution()) {
                float[] mask = Projection.of(cut.masks(), layer.weight());
                BitSet open = layer.live(mask);
                weights -= (double) layer.rowsKept(cut.removed())
                        * (layer.innerKept(cut.removed()) * layer.taps() - open.cardinality());
            }
        }
        return weights;
    }

    private double missing(Layer layer, double ratio, BitSet removed) {
        BitSet live = projection.live(layer);
        if (projection.isWeightwise()) {
            int open = live.cardinality();
            return (double) layer.rows() * layer.columns() - (ratio > 0 ? projection.columnsKept(ratio, open) : open);
        }
        if (!layer.isConvolution()) {
            return 0;
        }
        int open = (int) live.stream().filter(c -> layer.keepsColumn(c, removed)).count();
        int kept = ratio > 0 ? projection.columnsKept(ratio, open) : open;
        return (double) layer.rowsKept(removed) * (layer.innerKept(removed) * layer.taps() - kept);
    }

    /// What the objective comes to at these ratios.
    ///
    /// @throws ProblemException if layers cannot be timed
    double cost(double[] state, Progress progress) throws ProblemException {
        CutTimes clock = times;
        if (clock == null) {
            return objective == Objective.MACS ? macs(state) : weights(state);
        }
        progress.check();
        BitSet removed = projection.removed(state);
        Double known = timed.get(removed);
        if (known == null) {
            known = clock.of(ChannelCut.apply(projection.anatomy().coupling(), removed), progress);
            timed.put(removed, known);
        }
        return known;
    }

    /// What the objective comes to when everything goes that may.
    double least(Progress progress) throws ProblemException {
        double[] all = new double[projection.space().count()];
        Arrays.fill(all, 1);
        return cost(all, progress);
    }

    /// The ratios that cost no more than the target and are as near to the given ones as one factor allows: `1 - (1 - x)^s`.
    ///
    /// @throws ProblemException if the floors do not allow the target
    double[] scaled(double[] state, double target, Progress progress) throws ProblemException {
        double[] clipped = Arrays.stream(state).map(x -> Math.clamp(x, LEAST, MOST)).toArray();
        double high = 1;
        while (cost(powered(clipped, high), progress) > target) {
            high *= 2;
            if (high > FARTHEST) {
                throw new IllegalStateException("a target below what is left when everything goes: " + target);
            }
        }
        double low = 0;
        for (int i = 0; i < HALVINGS; i++) {
            double middle = (low + high) / 2;
            if (cost(powered(clipped, middle), progress) > target) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return powered(clipped, high);
    }

    private static double[] powered(double[] state, double exponent) {
        return Arrays.stream(state).map(x -> 1 - Math.pow(1 - x, exponent)).toArray();
    }
}
