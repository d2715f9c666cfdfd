package dev.secateur.views.gamma;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import dev.secateur.engine.compress.slimming.Coupled;
import dev.secateur.engine.compress.slimming.Gammas;
import dev.secateur.engine.coupling.Coupling;
import dev.secateur.engine.coupling.CutCounts;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.rewrite.calibration.RecreateBatchNorm;
import dev.secateur.views.outline.Layer;
import dev.secateur.views.session.Analysis;

/// All that is known of a graph's scales before a threshold is set. Immutable.
///
/// @param counts what any cut would leave
/// @param before the same for no cut
/// @param names for people, of the layers of {@link Gammas#layers()}
/// @param ranges where the largest scales end, for the axes of histograms
/// @param foldable true if a convolution has no normalisation and could get one
record GammaScan(Graph graph, CutCounts counts, CutCounts.Left before, Map<Coupled, Gammas> gammas, List<String> names,
        Range ranges, boolean foldable) {

    /// Values beyond are shown in a last bin.
    private static final double MOST = 0.99;
    private static final double FAR = 1.5;

    /// Where histograms end.
    ///
    /// @param top end of the axis
    /// @param open true if there are values beyond
    record Range(double top, boolean open) {}

    static GammaScan of(Analysis analysis) {
        Graph graph = analysis.graph();
        Coupling coupling = Coupling.of(graph);
        CutCounts counts = CutCounts.of(coupling, 1);
        Map<Coupled, Gammas> gammas = new EnumMap<>(Coupled.class);
        for (Coupled coupled : Coupled.values()) {
            gammas.put(coupled, Gammas.of(coupling, coupled));
        }
        List<Gammas.Layer> layers = Objects.requireNonNull(gammas.get(Coupled.LARGEST)).layers();
        List<String> names = layers.stream().map(l -> analysis.outline().layerOf(l.node()).map(Layer::path)
                .orElseGet(() -> graph.name(l.node()))).toList();
        return new GammaScan(graph, counts, counts.of(new java.util.BitSet()), gammas, names, range(layers),
                graph.nodes().stream().anyMatch(n -> RecreateBatchNorm.match(graph, n).applies()));
    }

    private static Range range(List<Gammas.Layer> layers) {
        List<Double> all = new ArrayList<>();
        layers.forEach(l -> java.util.Arrays.stream(l.sizes()).forEach(all::add));
        if (all.isEmpty()) {
            return new Range(1, false);
        }
        all.sort(null);
        double largest = all.getLast();
        double usual = all.get((int) (MOST * (all.size() - 1)));
        boolean open = usual > 0 && largest > FAR * usual;
        double top = open ? usual : largest;
        return new Range(top > 0 ? round(top) : 1, open);
    }

    /// Up to two digits.
    private static double round(double top) {
        double unit = Math.pow(10, Math.floor(Math.log10(top)) - 1);
        return Math.ceil(top / unit) * unit;
    }

    Gammas gammas(Coupled coupled) {
        return Objects.requireNonNull(gammas.get(coupled));
    }

    /// True if a channel can go by its scale.
    boolean hasCandidates() {
        return !gammas(Coupled.LARGEST).candidates().isEmpty();
    }
}
