package dev.secateur.engine.compress.dynamicslimming;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

import dev.secateur.engine.coupling.ChannelCut;
import dev.secateur.engine.coupling.Coupling;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.problem.ProblemException;

/// What follows joint training: thresholds are shifted so that the mean over pictures is the target, and channels that no picture
/// uses go for good.
final class Settling {

    private static final double WIDEST = 12;
    private static final int HALVINGS = 30;

    private Settling() {}

    /// The shift of all outputs of the predictor at which the mean of the multiply-accumulates is the target, found by bisection.
    /// Where the floors or the highest thresholds do not allow it, the nearest end.
    ///
    /// @param share of the dense multiply-accumulates that is wanted
    static double shift(GatedNetwork network, MacModel macs, Foretold foretold, double share) {
        double low = -WIDEST;
        double high = WIDEST;
        for (int i = 0; i < HALVINGS; i++) {
            double middle = (low + high) / 2;
            if (mean(foretold.raised(middle).shares(network, macs)) > share) {
                low = middle;
            } else {
                high = middle;
            }
        }
        // Both ends of what is left lie beside a step; the nearer one is taken.
        double above = mean(foretold.raised(low).shares(network, macs)) - share;
        double below = share - mean(foretold.raised(high).shares(network, macs));
        return above < below ? low : high;
    }

    static double mean(double[] numbers) {
        return Arrays.stream(numbers).average().orElse(1);
    }

    /// The network without the channels that no picture uses.
    ///
    /// @param foretold for the training pictures
    static GatedNetwork withoutUnused(GatedNetwork network, Foretold foretold) throws ProblemException {
        List<GatedLayer> layers = network.layers();
        BitSet unused = new BitSet();
        double[][] left = new double[layers.size()][];
        List<float[]> thresholds = Arrays.stream(foretold.outputs()).map(network::thresholds).toList();
        for (int l = 0; l < layers.size(); l++) {
            int layer = l;
            float lowest = thresholds.stream().map(t -> t[layer]).min(Float::compare).orElse(Float.NEGATIVE_INFINITY);
            double[] sizes = network.sizes()[l];
            left[l] = Arrays.stream(sizes).filter(s -> (float) s >= lowest).toArray();
            for (int c = 0; c < sizes.length; c++) {
                if ((float) sizes[c] < lowest) {
                    unused.set(layers.get(l).group().units()[c]);
                }
            }
        }
        if (unused.isEmpty()) {
            return network;
        }
        Graph cut = ChannelCut.apply(Coupling.of(network.graph()), unused);
        return new GatedNetwork(cut, regained(cut, network), network.highest(), left, network.predictor(),
                network.grades());
    }

    /// The layers of the network after the cut, in their order. One with a single channel left would not be gated any more by its
    /// looks, so they are found by their normalisations.
    static List<GatedLayer> regained(Graph cut, GatedNetwork network) {
        Coupling coupling = Coupling.of(cut);
        return network.layers().stream().map(before -> new GatedLayer(
                coupling.groupOf(cut.node(before.producer().id()).orElseThrow()).orElseThrow(),
                cut.node(before.producer().id()).orElseThrow(),
                before.norms().stream().map(n -> cut.node(n.id()).orElseThrow()).toList())).toList();
    }
}
