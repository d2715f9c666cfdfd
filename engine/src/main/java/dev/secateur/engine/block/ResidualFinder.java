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
import dev.secateur.engine.op.BatchNormalization;
import dev.secateur.engine.op.Binary;
import dev.secateur.engine.op.Conv;
import dev.secateur.engine.rewrite.Activation;

/// Finds the block that ends in an addition, if a shortcut and a longer path meet there.
final class ResidualFinder {

    /// Largest block without attention.
    private static final int MOST_NODES = 120;

    /// Largest block with attention. As exporters write it, one over shifted windows has about 200 nodes.
    static final int MOST_WITH_ATTENTION = 400;

    private final Graph graph;
    private final Flow flow;

    ResidualFinder(Graph graph, Flow flow) {
        this.graph = graph;
        this.flow = flow;
    }

    /// The block that ends in this node.
    Optional<Found> endingIn(Node addition) {
        if (!(addition.op() instanceof Binary(Binary.Kind kind)) || kind != Binary.Kind.ADD
                || flow.isStill(addition.input(0)) || flow.isStill(addition.input(1)) || !flow.mayLearn(addition)) {
            return Optional.empty();
        }
        return flow.regionOf(addition, MOST_WITH_ATTENTION).flatMap(region -> read(addition, region));
    }

    private Optional<Found> read(Node addition, Flow.Region region) {
        Contents contents = Contents.of(graph, flow, region.nodes());
        if (!contents.learns() || contents.attention() == null && region.nodes().size() > MOST_NODES) {
            return Optional.empty();
        }
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
        if (shortcut.units().size() > 1) {
            return Optional.empty();
        }
        return Optional.of(assemble(addition, region, contents, new Paths(main, shortcut)));
    }

    private record Paths(Spine main, Spine shortcut) {}

    private Found assemble(Node addition, Flow.Region region, Contents contents, Paths paths) {
        Optional<Activation> trailing = Activation.following(graph, addition.output());
        Map<Integer, Node> nodes = new LinkedHashMap<>();
        region.nodes().forEach(n -> nodes.put(n.id(), n));
        trailing.ifPresent(a -> a.nodes().forEach(n -> nodes.put(n.id(), n)));
        Value exit = trailing.map(Activation::output).orElse(addition.output());
        BlockKind kind = kind(contents, paths.main);
        Set<Integer> known = new LinkedHashSet<>(paths.main.nodes());
        known.addAll(paths.shortcut.nodes());
        known.add(addition.id());
        List<Integer> strange = region.nodes().stream().map(Node::id).filter(n -> !known.contains(n)).toList();
        Anatomy anatomy = new Anatomy(paths.main.units(), shortcut(paths.shortcut), addition.id(),
                trailing.map(a -> a.last().id()).orElse(-1));
        boolean understood = switch (kind) {
            case OTHER_RESIDUAL, ATTENTION, MLP -> false;
            default -> true;
        };
        boolean sums = region.nodes().stream().allMatch(n -> n.op() instanceof Conv
                || n.op() instanceof BatchNormalization
                || n.op() instanceof Binary(Binary.Kind k) && k == Binary.Kind.ADD);
        if (sums && !paths.main.obstacles().isEmpty()) {
            return new Found(BlockKind.PARALLEL_KERNELS, region.entry(), exit, nodes.values(), null,
                    new Legality.Refused("all its branches are linear: the method fold makes one convolution of them "
                            + "exactly, nothing has to be removed", List.of(addition.id())));
        }
        return new Found(kind, region.entry(), exit, nodes.values(), understood ? anatomy : null,
                refusal(contents, paths.main, strange));
    }

    private BlockKind kind(Contents contents, Spine main) {
        if (contents.attention() != null) {
            return BlockKind.ATTENTION;
        }
        if (contents.convolutions() == 0 && contents.products() > 1) {
            return BlockKind.MLP;
        }
        if (main.units().size() == 1 && contents.products() == 0 && main.obstacles().isEmpty()) {
            return BlockKind.PARALLEL_KERNELS;
        }
        boolean written = contents.convolutions() == 1 && contents.depthwise() == 1 && contents.products() == 2;
        return written || Traits.isConvNext(graph, main.units())
                ? BlockKind.CONVNEXT
                : Traits.kindOf(graph, main.units());
    }

    private static Legality.@Nullable Refused refusal(Contents contents, Spine main, List<Integer> strange) {
        Legality.Refused byInput = Training.refusal(contents);
        if (byInput != null) {
            return byInput;
        }
        List<Spine.Obstacle> obstacles = new ArrayList<>(main.obstacles());
        if (!main.leading().isEmpty()) {
            obstacles.addFirst(new Spine.Obstacle("begins with normalisation or activation, which cannot be folded "
                    + "into a padded convolution", main.leading()));
        }
        if (!obstacles.isEmpty()) {
            return refusal(obstacles);
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
        boolean plain = spine.obstacles().isEmpty() && spine.leading().isEmpty() && spine.units().size() == 1
                && spine.units().getFirst().activations().isEmpty();
        if (plain) {
            return new Anatomy.Shortcut.Projection(spine.units().getFirst());
        }
        List<Node> nodes = spine.nodes().stream().map(id -> graph.node(id).orElseThrow())
                .sorted(java.util.Comparator.comparingInt(flow::place)).toList();
        List<String> types = new ArrayList<>();
        for (Node node : nodes) {
            if (types.isEmpty() || !types.getLast().equals(node.op().type())) {
                types.add(node.op().type());
            }
        }
        return new Anatomy.Shortcut.Other(String.join(" + ", types), nodes.stream().map(Node::id).toList());
    }
}
