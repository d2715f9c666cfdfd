package dev.secateur.engine.block;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.Node;
import dev.secateur.engine.graph.Use;
import dev.secateur.engine.graph.Value;
import dev.secateur.engine.op.Concat;
import dev.secateur.engine.op.Reshape;
import dev.secateur.engine.op.Transpose;
import dev.secateur.engine.rewrite.Activation;

/// Finds blocks that end in a concatenation of paths from one value: Inception, fire modules, ShuffleNet's units.
final class BranchFinder {

    /// Largest block.
    private static final int MOST_NODES = 400;

    private final Graph graph;
    private final Flow flow;

    BranchFinder(Graph graph, Flow flow) {
        this.graph = graph;
        this.flow = flow;
    }

    /// The block that ends in this node.
    Optional<Found> endingIn(Node concat) {
        if (!(concat.op() instanceof Concat) || flow.moving(concat).size() < 2) {
            return Optional.empty();
        }
        return flow.regionOf(concat, MOST_NODES).flatMap(region -> read(concat, region));
    }

    private Optional<Found> read(Node concat, Flow.Region region) {
        long learned = learned(concat, region);
        List<Node> shuffle = shuffle(concat);
        boolean shuffles = !shuffle.isEmpty() && learned > 0;
        if (learned < 2 && !shuffles) {
            return Optional.empty();
        }
        List<Node> nodes = new ArrayList<>(region.nodes());
        nodes.addAll(shuffles ? shuffle : List.of());
        Value entry = shuffles ? region.entry() : squeeze(concat, region, nodes);
        Value exit = shuffles ? shuffle.getLast().output() : concat.output();
        String reason = shuffles
                ? "its branches are concatenated and their channels shuffled, so no single convolution can stand for it"
                : "its branches are concatenated and have activations or pooling of their own, so no single convolution "
                        + "can stand for it";
        return Optional.of(new Found(shuffles ? BlockKind.SHUFFLE_UNIT : BlockKind.BRANCHES, entry, exit,
                nodes, null, new Legality.Refused(reason, List.of(concat.id()))));
    }

    /// Number of operands of the concatenation that have weights on their way from the entry.
    private long learned(Node concat, Flow.Region region) {
        Set<Integer> ids = region.ids();
        Map<Integer, Boolean> learns = new HashMap<>();
        for (Node node : region.nodes()) {
            boolean own = Contents.learns(graph, node);
            learns.put(node.id(), own || flow.moving(node).stream().map(graph::producer).flatMap(Optional::stream)
                    .anyMatch(m -> ids.contains(m.id()) && learns.getOrDefault(m.id(), false)));
        }
        return new HashSet<>(flow.moving(concat)).stream().map(graph::producer).flatMap(Optional::stream)
                .filter(m -> ids.contains(m.id()) && learns.getOrDefault(m.id(), false)).count();
    }

    /// Adds the 1×1 convolution that only serves two branches, as in a fire module.
    ///
    /// @return what it reads; the region's entry where there is none
    private Value squeeze(Node concat, Flow.Region region, List<Node> nodes) {
        Value entry = region.entry();
        Set<Integer> ids = region.ids();
        boolean serves = concat.inputs().size() == 2 && !graph.isOutput(entry)
                && graph.uses(entry).stream().allMatch(u -> ids.contains(u.node().id()));
        Optional<Node> maker = graph.producer(entry).filter(m -> serves);
        Optional<Activation> activation = maker.flatMap(m -> Activation.endingIn(graph, m))
                .filter(a -> Activation.following(graph, a.input()).isPresent());
        Optional<Node> first = activation.isPresent() ? graph.producer(activation.get().input()) : maker;
        if (first.isEmpty() || !Traits.of(graph, first.get()).pointwise()) {
            return entry;
        }
        nodes.add(first.get());
        activation.ifPresent(a -> nodes.addAll(a.nodes()));
        return first.get().input(0);
    }

    /// Reshape, transpose and reshape behind the concatenation; empty if something else is there.
    private List<Node> shuffle(Node concat) {
        List<Node> nodes = new ArrayList<>();
        Value value = concat.output();
        for (Class<?> wanted : List.of(Reshape.class, Transpose.class, Reshape.class)) {
            List<Use> uses = graph.uses(value);
            Optional<Node> next = uses.stream().map(Use::node).filter(n -> wanted.isInstance(n.op())).findFirst();
            boolean only = uses.stream().map(Use::node).distinct().count() == 1 && !graph.isOutput(value);
            if (!only || next.isEmpty() || !next.get().input(0).equals(value)) {
                return List.of();
            }
            nodes.add(next.get());
            value = next.get().output();
        }
        return nodes;
    }
}
