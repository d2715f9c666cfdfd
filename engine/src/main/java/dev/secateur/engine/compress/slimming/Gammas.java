package dev.secateur.engine.compress.slimming;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import dev.secateur.engine.coupling.ChannelGroup;
import dev.secateur.engine.coupling.Coupling;
import dev.secateur.engine.coupling.Member;
import dev.secateur.engine.graph.Node;
import dev.secateur.engine.op.BatchNormalization;

/// The scales of all batch normalisations, by layer and by channel. Immutable.
public final class Gammas {

    private final Coupling coupling;
    private final List<Layer> layers;
    private final double[] scores;
    private final BitSet candidates;
    private final Map<Integer, ChannelGroup> groups = new HashMap<>();

    /// The scales of one normalisation.
    ///
    /// @param sizes absolute values, one a channel
    /// @param units which unit of the coupling each is; -1 for a channel that never goes
    public record Layer(Node node, double[] sizes, int[] units) {}

    private Gammas(Coupling coupling, List<Layer> layers, Coupled coupled) {
        this.coupling = coupling;
        this.layers = List.copyOf(layers);
        coupling.groups().forEach(g -> IntStream.of(g.units()).forEach(u -> groups.put(u, g)));
        this.scores = scores(coupling.units(), layers, coupled);
        this.candidates = coupling.removable(false);
        for (int unit = 0; unit < scores.length; unit++) {
            if (Double.isInfinite(scores[unit])
                    || coupled == Coupled.KEEP && group(unit).producers().size() > 1) {
                candidates.clear(unit);
            }
        }
    }

    /// Reads the scales of a graph.
    public static Gammas of(Coupling coupling, Coupled coupled) {
        Map<Node, Layer> layers = new LinkedHashMap<>();
        List<Node> order = new ArrayList<>();
        for (ChannelGroup group : coupling.groups()) {
            for (Member member : group.members()) {
                if (member.node().op() instanceof BatchNormalization && member.input() == 1) {
                    Layer layer = layers.computeIfAbsent(member.node(), n -> layer(coupling, member));
                    for (int i = 0; i < layer.units().length; i++) {
                        int channel = member.channelOf()[i];
                        layer.units()[i] = channel < 0 ? layer.units()[i] : group.units()[channel];
                    }
                }
            }
        }
        coupling.graph().nodes().stream().filter(layers::containsKey).forEach(order::add);
        return new Gammas(coupling, order.stream().flatMap(n -> layers.values().stream()
                .filter(l -> l.node().equals(n))).toList(), coupled);
    }

    private static Layer layer(Coupling coupling, Member member) {
        double[] sizes = coupling.weight(member).toDoubles();
        for (int i = 0; i < sizes.length; i++) {
            sizes[i] = Math.abs(sizes[i]);
        }
        int[] units = new int[sizes.length];
        Arrays.fill(units, -1);
        return new Layer(member.node(), sizes, units);
    }

    private static double[] scores(int count, List<Layer> layers, Coupled coupled) {
        double[] scores = new double[count];
        int[] members = new int[count];
        for (Layer layer : layers) {
            for (int i = 0; i < layer.units().length; i++) {
                int unit = layer.units()[i];
                if (unit >= 0) {
                    members[unit]++;
                    scores[unit] = coupled == Coupled.MEAN
                            ? scores[unit] + layer.sizes()[i]
                            : Math.max(scores[unit], layer.sizes()[i]);
                }
            }
        }
        for (int unit = 0; unit < count; unit++) {
            scores[unit] = members[unit] == 0
                    ? Double.POSITIVE_INFINITY
                    : coupled == Coupled.MEAN ? scores[unit] / members[unit] : scores[unit];
        }
        return scores;
    }

    public Coupling coupling() {
        return coupling;
    }

    /// The normalisations whose channels are known, in the order of the graph.
    public List<Layer> layers() {
        return layers;
    }

    /// What each unit is judged by; infinite for one without a scale.
    public double score(int unit) {
        return scores[unit];
    }

    /// What all units are judged by, as {@link #score}.
    public double[] scores() {
        return scores.clone();
    }

    /// The units that may go.
    public BitSet candidates() {
        return (BitSet) candidates.clone();
    }

    /// True if a unit may go.
    public boolean isCandidate(int unit) {
        return candidates.get(unit);
    }

    /// The group of a unit.
    public ChannelGroup group(int unit) {
        ChannelGroup group = groups.get(unit);
        if (group == null) {
            throw new IllegalArgumentException("no such unit: " + unit);
        }
        return group;
    }
}
