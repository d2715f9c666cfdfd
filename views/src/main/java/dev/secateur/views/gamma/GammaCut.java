package dev.secateur.views.gamma;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.OptionalDouble;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.compress.ChannelOrder;
import dev.secateur.engine.compress.slimming.Gammas;
import dev.secateur.engine.compress.slimming.SlimmingConfig;
import dev.secateur.engine.compress.slimming.Thresholds;
import dev.secateur.engine.coupling.Coupling;
import dev.secateur.engine.coupling.CutCounts;
import dev.secateur.engine.hardware.WidthForecast;
import dev.secateur.engine.problem.ProblemException;

/// What a threshold would cut, counted without cutting. Immutable.
///
/// @param rows all normalisations, in the order of the network
/// @param channels of the network that can go by their scale
/// @param wanted of them below their threshold
/// @param going of them that go in the end
/// @param removed the units that go
/// @param left parameters and multiply-accumulates
/// @param before milliseconds foretold without the cut; empty until layers were timed
/// @param after milliseconds foretold with it
record GammaCut(List<GammaRow> rows, int channels, int wanted, int going, BitSet removed, CutCounts.Left left,
        OptionalDouble before,
        OptionalDouble after) {

    /// @param forecast null until layers were timed
    static GammaCut of(GammaScan scan, SlimmingConfig config, @Nullable WidthForecast forecast)
            throws ProblemException {
        Gammas gammas = scan.gammas(config.coupled());
        Coupling coupling = gammas.coupling();
        Thresholds thresholds = new Thresholds(gammas, config);
        ChannelOrder order = thresholds.below();
        BitSet removed = order.removed(coupling, order.wanted(), config.channels().kept());
        List<GammaRow> rows = new ArrayList<>();
        for (int i = 0; i < gammas.layers().size(); i++) {
            rows.add(row(scan, i, gammas, thresholds, config, removed));
        }
        return new GammaCut(rows, gammas.candidates().cardinality(), order.wanted(), removed.cardinality(), removed,
                scan.counts().of(removed), foretold(scan, forecast, new BitSet()), foretold(scan, forecast, removed));
    }

    private static OptionalDouble foretold(GammaScan scan, @Nullable WidthForecast forecast, BitSet removed) {
        return forecast == null ? OptionalDouble.empty() : forecast.of(scan.counts().shapes(removed));
    }

    private static GammaRow row(GammaScan scan, int index, Gammas gammas, Thresholds thresholds,
            SlimmingConfig config, BitSet removed) {
        Gammas.Layer layer = gammas.layers().get(index);
        int[] units = layer.units();
        Fate[] fates = new Fate[units.length];
        String group = "";
        double threshold = config.threshold();
        boolean partner = false;
        for (int i = 0; i < units.length; i++) {
            boolean free = units[i] >= 0 && gammas.isCandidate(units[i]);
            if (free && group.isEmpty()) {
                group = gammas.group(units[i]).id();
                threshold = thresholds.of(gammas.group(units[i]));
            }
            fates[i] = !free
                    ? Fate.LOCKED
                    : removed.get(units[i]) ? Fate.GOES : layer.sizes()[i] < threshold ? Fate.HELD : Fate.STAYS;
            partner |= fates[i] == Fate.HELD && gammas.score(units[i]) >= threshold;
        }
        boolean own = threshold != config.threshold();
        GammaRow bare = new GammaRow(index, scan.names().get(index), group, layer.sizes(), fates, threshold, own, "");
        return new GammaRow(index, bare.name(), group, layer.sizes(), fates, threshold, own,
                decided(bare, config, partner));
    }

    private static String decided(GammaRow row, SlimmingConfig config, boolean partner) {
        if (row.isLocked()) {
            return "cannot be cut";
        }
        if (row.count(Fate.HELD) > 0) {
            int floor = Math.max(config.least(), (int) Math.ceil(config.leastShare() * row.channels() - 1e-9));
            return row.kept() <= floor
                    ? "kept by floor"
                    : partner
                            ? "held by coupling"
                            : config.round() > 1
                                    ? "rounded to " + config.round()
                                    : "floor of a coupled layer";
        }
        return row.count(Fate.GOES) > 0 ? "threshold" : "nothing below";
    }
}
