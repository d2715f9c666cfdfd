package dev.secateur.engine.block;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.Node;
import dev.secateur.engine.graph.Value;
import dev.secateur.engine.op.BatchNormalization;
import dev.secateur.engine.op.Binary;
import dev.secateur.engine.op.Conv;
import dev.secateur.engine.op.OpFamily;
import dev.secateur.engine.rewrite.Activation;

/// One path through a block, read from its end to its entry: convolutions with what follows each, and whatever else stands
/// on the way.
final class Spine {

    private final Graph graph;
    private final Flow flow;
    private final Value entry;
    private final List<Anatomy.Unit> units = new ArrayList<>();
    private final List<Obstacle> obstacles = new ArrayList<>();
    private final Set<Integer> nodes = new HashSet<>();
    private final Deque<Integer> normalisations = new ArrayDeque<>();
    private final Deque<Integer> activations = new ArrayDeque<>();
    private boolean complete;

    /// Something on the way that no kernel can hold.
    ///
    /// @param clause what it is and why, after "it": `contains Softmax, which cannot become part of a kernel`
    record Obstacle(String clause, List<Integer> nodes) {}

    private Spine(Graph graph, Flow flow, Value entry) {
        this.graph = graph;
        this.flow = flow;
        this.entry = entry;
    }

    /// Reads the path that ends in `end`.
    static Spine between(Graph graph, Flow flow, Value entry, Value end) {
        Spine spine = new Spine(graph, flow, entry);
        Value value = end;
        while (!value.equals(entry)) {
            Optional<Node> maker = graph.producer(value);
            if (maker.isEmpty()) {
                return spine;
            }
            value = spine.step(maker.get());
        }
        spine.complete = true;
        return spine;
    }

    private Value step(Node node) {
        nodes.add(node.id());
        Optional<Activation> activation = Activation.endingIn(graph, node);
        if (activation.isPresent()) {
            activation.get().nodes().forEach(n -> nodes.add(n.id()));
            activations.addFirst(node.id());
            return activation.get().input();
        }
        return switch (node.op()) {
            case Conv c -> {
                units.addFirst(new Anatomy.Unit(node.id(), List.copyOf(normalisations), List.copyOf(activations)));
                normalisations.clear();
                activations.clear();
                yield node.input(0);
            }
            case BatchNormalization b -> {
                normalisations.addFirst(node.id());
                yield node.input(0);
            }
            case Binary(Binary.Kind kind) when kind == Binary.Kind.MUL -> product(node);
            default -> {
                obstacle(node);
                yield dataOperand(node);
            }
        };
    }

    private Value product(Node node) {
        Optional<Gate> gate = Gate.endingIn(graph, flow, node);
        if (gate.isEmpty()) {
            obstacle(node);
            return dataOperand(node);
        }
        List<Integer> all = gate.get().nodes().stream().map(Node::id).toList();
        nodes.addAll(all);
        obstacle("contains squeeze-and-excitation, whose factors depend on the input", all);
        return gate.get().data();
    }

    /// The first operand that does not follow from constants alone.
    private Value dataOperand(Node node) {
        return node.inputs().stream().filter(v -> v.isPresent() && !flow.isStill(v)).findFirst().orElse(Value.NONE);
    }

    private void obstacle(Node node) {
        String why = node.op().family() == OpFamily.POOLING
                ? ", and pooling cannot become part of a kernel"
                : ", which cannot become part of a kernel";
        obstacle("contains " + node.op().type() + why, List.of(node.id()));
    }

    private void obstacle(String clause, List<Integer> at) {
        obstacles.addFirst(new Obstacle(clause, at));
    }

    /// The convolutions, first to last.
    List<Anatomy.Unit> units() {
        return units;
    }

    /// Everything on the way that is no convolution, normalisation or activation, first to last.
    List<Obstacle> obstacles() {
        return obstacles;
    }

    /// Ids of all nodes on the way.
    Set<Integer> nodes() {
        return nodes;
    }

    /// Normalisations and activations before the first convolution.
    List<Integer> leading() {
        List<Integer> first = new ArrayList<>(normalisations);
        first.addAll(activations);
        return complete ? first : List.of();
    }

    /// True if the path leads back to the entry.
    boolean isComplete() {
        return complete;
    }
}
