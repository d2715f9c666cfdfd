package dev.secateur.engine.compress.slimming;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import dev.secateur.engine.compress.ChannelOrder;
import dev.secateur.engine.compress.NearestNames;
import dev.secateur.engine.coupling.ChannelGroup;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.problem.ProblemException;

/// The thresholds of all groups of channels as configured, and the order in which channels go by them.
public final class Thresholds {

    private final Gammas gammas;
    private final SlimmingConfig config;
    private final Map<String, Double> byGroup = new HashMap<>();
    private final int[] candidates;

    /// @throws ProblemException if an own threshold names no layer
    public Thresholds(Gammas gammas, SlimmingConfig config) throws ProblemException {
        this.gammas = gammas;
        this.config = config;
        this.candidates = gammas.candidates().stream().toArray();
        double whole = config.select() == Selection.VALUE
                ? config.threshold()
                : quantile(IntStream.of(candidates), config.rate());
        for (ChannelGroup group : gammas.coupling().groups()) {
            byGroup.put(group.id(), config.select() == Selection.LAYER
                    ? quantile(IntStream.of(group.units()).filter(gammas::isCandidate), config.rate())
                    : whole);
        }
        if (config.select() == Selection.VALUE) {
            for (String own : config.own()) {
                byGroup.put(named(SlimmingConfig.layer(own)), SlimmingConfig.threshold(own));
            }
        }
    }

    private String named(String layer) throws ProblemException {
        Map<String, String> ids = new LinkedHashMap<>();
        Graph graph = gammas.coupling().graph();
        gammas.coupling().groups().forEach(g -> {
            g.members().forEach(m -> ids.putIfAbsent(graph.name(m.node()), g.id()));
            ids.put(g.id(), g.id());
        });
        String id = ids.get(layer);
        if (id == null) {
            throw ProblemException.ofSetting("unknown layer", layer, "no layer with channels has this name",
                    NearestNames.hint(layer, ids.keySet()));
        }
        return id;
    }

    /// The scale below which the rate of the channels lies: the value at the whole part of rate times n, in ascending order.
    private double quantile(IntStream units, double rate) {
        double[] sorted = units.mapToDouble(gammas::score).sorted().toArray();
        return sorted.length == 0
                ? 0
                : sorted[(int) Math.min(sorted.length - 1, Math.floor(rate * sorted.length + 1e-9))];
    }

    /// The threshold of a group: channels below it go.
    public double of(ChannelGroup group) {
        return byGroup.getOrDefault(group.id(), 0.0);
    }

    /// True if the scales of all channels that may go are the same, so that a threshold takes all or nothing.
    public boolean isAllEqual() {
        return Arrays.stream(candidates).mapToDouble(gammas::score).distinct().count() == 1;
    }

    /// The channels in the order in which they go, those below their threshold first.
    public ChannelOrder order() {
        double[] keys = keys();
        boolean goal = config.budget().hasGoal();
        int[] order = Arrays.stream(candidates).boxed()
                .sorted(Comparator.comparing((Integer u) -> !goal && !isBelow(u)).thenComparingDouble(u -> keys[u]))
                .mapToInt(Integer::intValue).toArray();
        int wanted = config.select() == Selection.RANK
                ? (int) Math.floor(config.rate() * order.length + 1e-9)
                : (int) Arrays.stream(order).filter(this::isBelow).count();
        return new ChannelOrder(gammas.scores(), order, wanted);
    }

    /// The channels below their threshold alone, in the order of their numbers: all that counting needs.
    public ChannelOrder below() {
        int[] below = Arrays.stream(candidates).filter(this::isBelow).toArray();
        return new ChannelOrder(gammas.scores(), below, below.length);
    }

    private boolean isBelow(int unit) {
        return config.select() != Selection.RANK && gammas.score(unit) < of(gammas.group(unit));
    }

    /// Scales, or places within the layer.
    private double[] keys() {
        double[] keys = gammas.scores();
        if (config.select() == Selection.LAYER) {
            for (ChannelGroup group : gammas.coupling().groups()) {
                List<Integer> own = IntStream.of(group.units()).filter(gammas::isCandidate).boxed()
                        .sorted(Comparator.comparingDouble(gammas::score)).toList();
                for (int i = 0; i < own.size(); i++) {
                    keys[own.get(i)] = (i + 1.0) / group.channels();
                }
            }
        }
        return keys;
    }
}
