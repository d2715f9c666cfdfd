package dev.secateur.engine.compress;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import dev.secateur.engine.coupling.ChannelGroup;
import dev.secateur.engine.coupling.Coupling;
import dev.secateur.engine.coupling.Floor;

/// Which channels go, by their scores: the lowest ones, ties in the order of their numbers.
final class ChannelChoice {

    private final Coupling coupling;
    private final double[] scores;
    private final ChannelConfig config;
    private final BitSet removable;

    /// @param scores importance of every unit of the coupling, higher is more important
    ChannelChoice(Coupling coupling, double[] scores, ChannelConfig config) {
        this.coupling = coupling;
        this.scores = scores;
        this.config = config;
        this.removable = coupling.removable(config.mixed());
    }

    /// The units that go.
    BitSet removed() {
        BitSet removed = config.scope() == ChannelScope.GROUP ? byGroup() : byNetwork();
        coupling.groups().forEach(g -> round(g, removed));
        return Floor.apply(coupling, removed, config.least(), unit -> scores[unit]);
    }

    private List<Integer> candidates(ChannelGroup group) {
        return IntStream.of(group.units()).filter(removable::get).boxed()
                .sorted(Comparator.comparingDouble(unit -> scores[unit])).toList();
    }

    private BitSet byGroup() {
        BitSet removed = new BitSet();
        for (ChannelGroup group : coupling.groups()) {
            candidates(group).stream().limit(part(group.channels())).forEach(removed::set);
        }
        return removed;
    }

    /// The whole part of rate times n; 0.3 times 10 is 3, though the product of the two binary numbers is a little less.
    private long part(int channels) {
        return (long) Math.floor(config.rate() * channels + 1e-9);
    }

    private BitSet byNetwork() {
        List<Integer> all = new ArrayList<>();
        Map<Integer, Double> relative = new HashMap<>();
        for (ChannelGroup group : coupling.groups()) {
            List<Integer> own = candidates(group);
            double mean = own.stream().mapToDouble(unit -> scores[unit]).average().orElse(0);
            own.forEach(unit -> relative.put(unit, mean == 0 ? 0 : scores[unit] / mean));
            all.addAll(own);
        }
        BitSet removed = new BitSet();
        all.stream().sorted(Comparator.comparingDouble(relative::get)).limit(part(all.size())).forEach(removed::set);
        return removed;
    }

    /// Takes the most important ones back until what stays is a multiple.
    private void round(ChannelGroup group, BitSet removed) {
        List<Integer> gone = IntStream.of(group.units()).filter(removed::get).boxed()
                .sorted(Comparator.comparingDouble((Integer unit) -> scores[unit]).reversed()).toList();
        int left = group.channels() - gone.size();
        int missing = Math.floorMod(-left, config.round());
        if (!gone.isEmpty()) {
            gone.stream().limit(missing).forEach(removed::clear);
        }
    }
}
