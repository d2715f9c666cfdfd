package dev.secateur.engine.block;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.Node;
import dev.secateur.engine.graph.Use;
import dev.secateur.engine.graph.Value;
import dev.secateur.engine.op.BatchNormalization;
import dev.secateur.engine.rewrite.Convolution;
import dev.secateur.engine.rewrite.Match;
import dev.secateur.engine.rewrite.Normalisation;
import dev.secateur.engine.shape.Shapes;
import dev.secateur.engine.tensor.Dim;
import dev.secateur.engine.tensor.Shape;

/// Decides whether a block can become one convolution, and says in words why not.
final class LegalityCheck {

    private final Graph graph;
    private final Shapes shapes;

    LegalityCheck(Graph graph, Shapes shapes) {
        this.graph = graph;
        this.shapes = shapes;
    }

    /// The verdict on a block.
    Legality check(Found found) {
        if (found.refusal() != null) {
            return found.refusal();
        }
        if (found.anatomy() == null) {
            return refused("it is a block of an unknown kind", found.nodes().stream().map(Node::id).toList());
        }
        Legality leak = leak(found);
        if (!leak.isLegal()) {
            return leak;
        }
        return found.anatomy().main().isEmpty()
                ? refused("it has no convolution on its main path", found.nodes().stream().map(Node::id).toList())
                : parts(found, found.anatomy());
    }

    private static Legality refused(String reason, List<Integer> nodes) {
        return new Legality.Refused(reason, nodes);
    }

    private static List<Integer> convolutions(Anatomy anatomy) {
        return anatomy.main().stream().map(Anatomy.Unit::convolution).toList();
    }

    /// Whether something outside sees a value from within.
    private Legality leak(Found found) {
        Set<Integer> inside = new HashSet<>();
        found.nodes().forEach(n -> inside.add(n.id()));
        for (Node node : found.nodes()) {
            for (Value value : node.outputs()) {
                if (value.equals(found.exit())) {
                    continue;
                }
                if (graph.isOutput(value)) {
                    return refused("the result of " + graph.name(node) + " inside it is a result of the model",
                            List.of(node.id()));
                }
                List<Node> outside = graph.uses(value).stream().map(Use::node).filter(n -> !inside.contains(n.id()))
                        .distinct().toList();
                if (!outside.isEmpty()) {
                    List<Integer> nodes = new ArrayList<>(List.of(node.id()));
                    outside.forEach(n -> nodes.add(n.id()));
                    return refused("the result of " + graph.name(node) + " inside it is used outside too, by "
                            + outside.stream().map(graph::name).limit(3).collect(Collectors.joining(" and ")), nodes);
                }
            }
        }
        return new Legality.Legal();
    }

    private Node node(int id) {
        return graph.node(id).orElseThrow();
    }

    private Legality parts(Found found, Anatomy anatomy) {
        List<Anatomy.Unit> units = new ArrayList<>(anatomy.main());
        if (anatomy.shortcut() instanceof Anatomy.Shortcut.Projection(Anatomy.Unit unit)) {
            units.add(unit);
        }
        if (anatomy.shortcut() instanceof Anatomy.Shortcut.Other(String text, List<Integer> nodes)) {
            return refused("the shortcut is " + text + sizes(found.entry(), found.exit())
                    + ", so it cannot be added into one kernel", nodes);
        }
        for (Anatomy.Unit unit : units) {
            Legality.Refused refusal = unit(unit);
            if (refusal != null) {
                return refusal;
            }
        }
        if (broadcasts(anatomy)) {
            return refused("its addition repeats the smaller of two tensors", List.of(anatomy.addition()));
        }
        boolean any = BlockPlans.of(graph, anatomy).stream().anyMatch(p -> p.variant() == Variant.EXACT);
        return any ? new Legality.Legal() : refused(misfit(anatomy), misfits(anatomy));
    }

    private Legality.@Nullable Refused unit(Anatomy.Unit unit) {
        Node convolution = node(unit.convolution());
        if (Convolution.read(graph, convolution) instanceof Match.No<Convolution>(String reason, List<Node> nodes)) {
            return new Legality.Refused("of the convolution " + graph.name(convolution) + ": " + reason,
                    nodes.stream().map(Node::id).toList());
        }
        for (int id : unit.normalisations()) {
            Node node = node(id);
            String reason = Normalisation.refusal(graph, node, (BatchNormalization) node.op());
            if (reason != null) {
                return new Legality.Refused("of the normalisation " + graph.name(node) + ": " + reason, List.of(id));
            }
        }
        return null;
    }

    private boolean broadcasts(Anatomy anatomy) {
        if (anatomy.addition() < 0) {
            return false;
        }
        Shape left = shapes.shape(node(anatomy.addition()).input(0));
        Shape right = shapes.shape(node(anatomy.addition()).input(1));
        if (left == null || right == null) {
            return false;
        }
        boolean differs = left.rank() != right.rank();
        for (int axis = 0; !differs && axis < left.rank(); axis++) {
            differs = left.dim(axis).isKnown() && right.dim(axis).isKnown() && !left.dim(axis).equals(right.dim(axis));
        }
        return differs;
    }

    private String misfit(Anatomy anatomy) {
        return anatomy.shortcut() instanceof Anatomy.Shortcut.Projection
                ? "the shortcut's convolution steps differently over the input than the main path does"
                : "its convolutions do not keep the size and channels of their input, which the shortcut adds";
    }

    private static List<Integer> misfits(Anatomy anatomy) {
        List<Integer> nodes = new ArrayList<>(convolutions(anatomy));
        if (anatomy.shortcut() instanceof Anatomy.Shortcut.Projection(Anatomy.Unit unit)) {
            nodes.add(unit.convolution());
        }
        return nodes;
    }

    /// ` (16 → 32 channels, stride 2)` as far as the shapes tell.
    private String sizes(Value entry, Value exit) {
        Shape from = shapes.shape(entry);
        Shape to = shapes.shape(exit);
        if (from == null || to == null || from.rank() != 4 || to.rank() != 4) {
            return "";
        }
        List<String> parts = new ArrayList<>();
        if (!from.dim(1).equals(to.dim(1))) {
            parts.add(from.dim(1) + " → " + to.dim(1) + " channels");
        }
        if (from.dim(2) instanceof Dim.Known(long high) && to.dim(2) instanceof Dim.Known(long low) && low < high) {
            parts.add("stride " + Math.round((double) high / low));
        }
        return parts.isEmpty() ? "" : " (" + String.join(", ", parts) + ")";
    }
}
