package dev.secateur.engine.compress;

import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import dev.secateur.engine.coupling.ChannelGroup;
import dev.secateur.engine.coupling.Coupling;

/// In which order channels go, by their scores: the lowest ones first, ties in the order of their numbers.
final class ChannelChoice {

    /// 0.3 times 10 is 3, though the product of the two binary numbers is a little less.
    private static final double SLACK = 1e-9;
    private static final double SLACK_OF_PARTS = 1e-12;

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

    /// The order, with as many of it wanted as the rate says.
    ChannelOrder order() {
        boolean byGroup = config.scope() == ChannelScope.GROUP;
        Map<Integer, Double> keys = byGroup ? places() : relative();
        List<Integer> order = keys.keySet().stream().sorted()
                .sorted(Comparator.comparingDouble(u -> keys.getOrDefault(u, 0.0))).toList();
        double rate = config.rate();
        long wanted = byGroup
                ? order.stream().filter(u -> keys.getOrDefault(u, 0.0) <= rate + SLACK_OF_PARTS).count()
                : (long) Math.floor(rate * order.size() + SLACK);
        return new ChannelOrder(scores, order.stream().mapToInt(Integer::intValue).toArray(), (int) wanted);
    }

    /// The units that go at the rate.
    BitSet removed() {
        ChannelOrder order = order();
        return order.removed(coupling, order.wanted(), config.kept());
    }

    private List<Integer> candidates(ChannelGroup group) {
        return IntStream.of(group.units()).filter(removable::get).boxed()
                .sorted(Comparator.comparingDouble(unit -> scores[unit])).toList();
    }

    /// For every channel the rate at which its group is cut as far as it.
    private Map<Integer, Double> places() {
        Map<Integer, Double> places = new HashMap<>();
        for (ChannelGroup group : coupling.groups()) {
            List<Integer> own = candidates(group);
            for (int i = 0; i < own.size(); i++) {
                places.put(own.get(i), (i + 1.0) / group.channels());
            }
        }
        return places;
    }

    /// For every channel its score divided by the mean of its group's.
    private Map<Integer, Double> relative() {
        Map<Integer, Double> relative = new HashMap<>();
        for (ChannelGroup group : coupling.groups()) {
            List<Integer> own = candidates(group);
            double mean = own.stream().mapToDouble(unit -> scores[unit]).average().orElse(0);
            own.forEach(unit -> relative.put(unit, mean == 0 ? 0 : scores[unit] / mean));
        }
        return relative;
    }
}
