package dev.secateur.engine.block;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.Node;
import dev.secateur.engine.graph.Value;
import dev.secateur.engine.op.Binary;
import dev.secateur.engine.op.Conv;
import dev.secateur.engine.op.OpFamily;
import dev.secateur.engine.op.Opaque;
import dev.secateur.engine.rewrite.Activation;

/// Finds the block that ends in an addition, if a shortcut and a longer path meet there.
final class ResidualFinder {

    /// Largest block. An attention layer as exporters write it has about 60 nodes.
    private static final int MOST_NODES = 120;

    private final Graph graph;
    private final Flow flow;

    ResidualFinder(Graph graph, Flow flow) {
        this.graph = graph;
        this.flow = flow;
    }

    /// The block that ends in this node.
    Optional<Found> endingIn(Node addition) {
        if (!(addition.op() instanceof Binary(Binary.Kind kind)) || kind != Binary.Kind.ADD
                || flow.isStill(addition.input(0)) || flow.isStill(addition.input(1))) {
            return Optional.empty();
        }
        return flow.regionOf(addition, MOST_NODES).flatMap(region -> read(addition, region));
    }

    private Optional<Found> read(Node addition, Flow.Region region) {
        Spine left = Spine.between(graph, flow, region.entry(), addition.input(0));
        Spine right = Spine.between(graph, flow, region.entry(), addition.input(1));
        if (!left.isComplete() || !right.isComplete()) {
            return Optional.empty();
        }
        boolean leftIsMain = left.units().size() != right.units().size()
                ? left.units().size() > right.units().size()
                : left.nodes().size() >= right.nodes().size();
        Spine main = leftIsMain ? left : right;
        Spine shortcut = leftIsMain ? right : left;
        boolean learns = region.nodes().values().stream().anyMatch(
                n -> n.op() instanceof Conv || n.op().family() == OpFamily.LINEAR || n.op() instanceof Opaque);
        boolean outer = region.nodes().values().stream().anyMatch(n -> n.id() != addition.id() && meets(n));
        if (!learns || outer || shortcut.units().size() > 1) {
            return Optional.empty();
        }
        return Optional.of(assemble(addition, region, main, shortcut));
    }

    /// True for an addition or concatenation of two paths.
    private boolean meets(Node node) {
        return node.op() instanceof Binary(Binary.Kind kind) && kind == Binary.Kind.ADD
                && node.inputs().stream().noneMatch(flow::isStill);
    }

    private Found assemble(Node addition, Flow.Region region, Spine main, Spine shortcut) {
        Optional<Activation> trailing = Activation.following(graph, addition.output());
        Map<Integer, Node> nodes = new LinkedHashMap<>(region.nodes());
        trailing.ifPresent(a -> a.nodes().forEach(n -> nodes.put(n.id(), n)));
        Value exit = trailing.map(Activation::output).orElse(addition.output());
        BlockKind kind = Traits.kindOf(graph, main.units());
        Set<Integer> known = new LinkedHashSet<>(main.nodes());
        known.addAll(shortcut.nodes());
        known.add(addition.id());
        List<Integer> strange = region.nodes().keySet().stream().filter(n -> !known.contains(n)).toList();
        Anatomy anatomy = new Anatomy(main.units(), shortcut(shortcut), addition.id(),
                trailing.map(a -> a.last().id()).orElse(-1));
        Legality.Refused refusal = refusal(main, strange);
        return new Found(kind, region.entry(), exit, nodes.values(),
                kind == BlockKind.OTHER_RESIDUAL ? null : anatomy, refusal);
    }

    private static Legality.@Nullable Refused refusal(Spine main, List<Integer> strange) {
        if (!main.obstacles().isEmpty()) {
            return refusal(main.obstacles());
        }
        return strange.isEmpty() ? null : new Legality.Refused("its main path branches", strange);
    }

    /// Names the first obstacle and counts the others.
    static Legality.Refused refusal(List<Spine.Obstacle> obstacles) {
        List<Integer> all = new ArrayList<>();
        obstacles.forEach(o -> all.addAll(o.nodes()));
        long others = obstacles.stream().map(Spine.Obstacle::clause).distinct().count() - 1;
        return new Legality.Refused("it " + obstacles.getFirst().clause()
                + (others > 0
                        ? " (and " + others + (others == 1 ? " more such operator)" : " more such operators)")
                        : ""),
                all);
    }

    private Anatomy.Shortcut shortcut(Spine spine) {
        if (spine.nodes().isEmpty()) {
            return new Anatomy.Shortcut.Identity();
        }
        boolean plain = spine.obstacles().isEmpty() && spine.units().size() == 1
                && spine.units().getFirst().activations().isEmpty();
        if (plain) {
            return new Anatomy.Shortcut.Projection(spine.units().getFirst());
        }
        List<Node> nodes = graph.nodes().stream().filter(n -> spine.nodes().contains(n.id())).toList();
        List<String> types = new ArrayList<>();
        for (Node node : nodes) {
            if (types.isEmpty() || !types.getLast().equals(node.op().type())) {
                types.add(node.op().type());
            }
        }
        return new Anatomy.Shortcut.Other(String.join(" + ", types), nodes.stream().map(Node::id).toList());
    }
}
