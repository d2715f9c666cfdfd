package dev.secateur.engine.compress.dynamicslimming;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import dev.secateur.engine.coupling.ChannelGroup;
import dev.secateur.engine.coupling.Coupling;
import dev.secateur.engine.coupling.Hold;
import dev.secateur.engine.coupling.Member;
import dev.secateur.engine.coupling.Role;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.Node;
import dev.secateur.engine.graph.Use;
import dev.secateur.engine.graph.Value;
import dev.secateur.engine.op.BatchNormalization;
import dev.secateur.engine.op.Clip;
import dev.secateur.engine.op.Conv;
import dev.secateur.engine.op.LeakyRelu;
import dev.secateur.engine.op.Unary;
import dev.secateur.engine.shape.Shapes;
import dev.secateur.engine.tensor.Shape;
import dev.secateur.engine.tensor.Tensor;

/// Channels that one layer alone makes and that a normalisation scales, so that they can be skipped picture by picture.
///
/// @param group all that goes with the channels
/// @param producer the layer that makes them
/// @param norms the normalisations on their way, in the graph's order; the scales of the first tell their importance
record GatedLayer(ChannelGroup group, Node producer, List<Node> norms) {

    private static final int PICTURE = 4;

    GatedLayer {
        norms = List.copyOf(norms);
    }

    /// All that a graph has, in its order: not the layer that sees the picture, and none whose channels a sum ties to others'.
    static List<GatedLayer> of(Coupling coupling) {
        List<GatedLayer> layers = new ArrayList<>();
        for (ChannelGroup group : coupling.groups()) {
            layer(coupling.graph(), group).ifPresent(layers::add);
        }
        return layers;
    }

    int channels() {
        return group.channels();
    }

    /// Its name for people: the first normalisation's.
    String id(Graph graph) {
        return graph.name(norms.getFirst());
    }

    /// The constant that holds the scales.
    Value scale() {
        return norms.getFirst().input(1);
    }

    /// How many axes a value of the layer has: 2 behind a matrix product `[N, C]`, 4 among pictures.
    static int rank(Shapes shapes, Value value) {
        Shape shape = shapes.shape(value);
        return shape == null ? PICTURE : shape.rank();
    }

    /// What is held against thresholds, one number a channel.
    double[] sizes(Graph graph, Comparison comparison) {
        Tensor tensor = graph.constant(graph.node(norms.getFirst().id()).orElseThrow().input(1)).orElseThrow();
        return comparison.of(tensor.toDoubles());
    }

    private static Optional<GatedLayer> layer(Graph graph, ChannelGroup group) {
        List<Node> producers = group.producers();
        if (producers.size() != 1 || group.channels() < 2
                || group.holds().stream().anyMatch(h -> h.strength() != Hold.Strength.FREE)
                || graph.inputs().contains(producers.getFirst().input(0))) {
            return Optional.empty();
        }
        List<Node> norms = new ArrayList<>();
        for (Member member : group.members()) {
            if (!isWhole(member, group.channels())) {
                return Optional.empty();
            }
            if (member.role() == Role.CHANNEL && member.node().op() instanceof BatchNormalization norm
                    && member.input() == 1) {
                if (norm.training()) {
                    return Optional.empty();
                }
                norms.add(member.node());
            }
        }
        Set<Integer> ids = new HashSet<>(norms.stream().map(Node::id).toList());
        return !norms.isEmpty() && isNormalised(graph, producers.getFirst().output(), ids)
                ? Optional.of(new GatedLayer(group, producers.getFirst(), norms))
                : Optional.empty();
    }

    /// True if what holds the channels holds them in their order, and none but them where they are made.
    private static boolean isWhole(Member member, int channels) {
        if (member.role() == Role.CONSUMER) {
            return true;
        }
        int[] of = member.channelOf();
        boolean whole = of.length == channels;
        for (int i = 0; whole && i < channels; i++) {
            whole = of[i] == i;
        }
        return whole;
    }

    /// True if every way from a value leads through one of the normalisations before anything mixes channels.
    private static boolean isNormalised(Graph graph, Value value, Set<Integer> norms) {
        if (graph.isOutput(value)) {
            return false;
        }
        for (Use use : graph.uses(value)) {
            Node node = use.node();
            boolean passes = node.op() instanceof Unary || node.op() instanceof Clip || node.op() instanceof LeakyRelu
                    || node.op() instanceof Conv conv && conv.group() > 1;
            if (!norms.contains(node.id()) && !(passes && isNormalised(graph, node.output(), norms))) {
                return false;
            }
        }
        return true;
    }
}
