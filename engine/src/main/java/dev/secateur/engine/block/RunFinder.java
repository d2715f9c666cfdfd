package dev.secateur.engine.block;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.Node;
import dev.secateur.engine.graph.Use;
import dev.secateur.engine.graph.Value;
import dev.secateur.engine.op.BatchNormalization;
import dev.secateur.engine.op.Conv;
import dev.secateur.engine.rewrite.Activation;

/// Finds convolutions in a row that no block holds but one of branches: each feeds only the next, through normalisation and
/// activation at most.
///
/// A run ends where the next convolution has a stride, filters each channel alone, or would be the fifth.
final class RunFinder {

    /// Kernels of more convolutions of 3×3 are larger than 9×9.
    private static final int LONGEST = 4;

    private final Graph graph;
    private final Flow flow;
    private final Nest nest;
    private final Map<Integer, Step> steps = new HashMap<>();

    RunFinder(Graph graph, Flow flow, Nest nest) {
        this.graph = graph;
        this.flow = flow;
        this.nest = nest;
    }

    /// A convolution and what follows it.
    ///
    /// @param linear its result before a last activation
    /// @param exit its result after it
    /// @param next the convolution that alone reads the exit, null if there is none
    private record Step(Node convolution, List<Node> nodes, Value linear, Value exit, @Nullable Node next) {}

    /// All runs.
    List<Found> find() {
        Set<Integer> followers = new HashSet<>();
        for (Node node : graph.nodes()) {
            if (node.op() instanceof Conv && !flow.isStill(node.output()) && isFree(node)) {
                Step step = step(node);
                steps.put(node.id(), step);
                if (step.next() != null) {
                    followers.add(step.next().id());
                }
            }
        }
        List<Found> found = new ArrayList<>();
        for (Node node : graph.nodes()) {
            if (steps.containsKey(node.id()) && !followers.contains(node.id())) {
                split(node, found);
            }
        }
        return found;
    }

    private boolean isFree(Node node) {
        Found around = nest.around(node);
        return around == null || around.kind() == BlockKind.BRANCHES || around.kind() == BlockKind.SHUFFLE_UNIT;
    }

    private Step step(Node convolution) {
        List<Node> nodes = new ArrayList<>(List.of(convolution));
        Value value = convolution.output();
        Value linear = value;
        for (boolean more = true; more;) {
            Optional<Activation> activation = Activation.following(graph, value);
            Optional<Node> only = onlyUser(value);
            if (activation.isPresent()) {
                linear = value;
                nodes.addAll(activation.get().nodes());
                value = activation.get().output();
                more = false;
            } else if (only.isPresent() && only.get().op() instanceof BatchNormalization) {
                nodes.add(only.get());
                value = only.get().output();
                linear = value;
            } else {
                more = false;
            }
        }
        Value exit = value;
        Node next = onlyUser(exit)
                .filter(n -> n.op() instanceof Conv && n.input(0).equals(exit)
                        && nest.around(n) == nest.around(convolution))
                .orElse(null);
        return new Step(convolution, nodes, linear, exit, next);
    }

    private Optional<Node> onlyUser(Value value) {
        List<Use> uses = graph.uses(value);
        boolean only = uses.size() == 1 && !uses.getFirst().isCapture() && !graph.isOutput(value);
        return only ? Optional.of(uses.getFirst().node()) : Optional.empty();
    }

    private void split(Node first, List<Found> found) {
        List<Step> run = new ArrayList<>();
        for (Node node = first; node != null;) {
            Step step = Objects.requireNonNull(steps.get(node.id()));
            if (!run.isEmpty() && (run.size() == LONGEST || starts(node))) {
                finish(run, found);
            }
            run.add(step);
            node = step.next();
        }
        finish(run, found);
    }

    private boolean starts(Node convolution) {
        Conv conv = (Conv) convolution.op();
        boolean strided = conv.window().strides().stream().anyMatch(s -> s > 1);
        return strided || Traits.of(graph, convolution).depthwise();
    }

    private void finish(List<Step> run, List<Found> found) {
        if (run.size() > 1) {
            Step last = run.getLast();
            Value entry = run.getFirst().convolution().input(0);
            Spine spine = Spine.between(graph, flow, entry, last.linear());
            int trailing = last.exit().equals(last.linear()) ? -1 : last.nodes().getLast().id();
            Anatomy anatomy = new Anatomy(spine.units(), new Anatomy.Shortcut.None(), -1, trailing);
            boolean separable = run.size() == 2 && Traits.of(graph, run.getFirst().convolution()).depthwise()
                    && Traits.of(graph, last.convolution()).pointwise();
            found.add(new Found(separable ? BlockKind.SEPARABLE : BlockKind.CONVOLUTIONS, entry, last.exit(),
                    run.stream().flatMap(s -> s.nodes().stream()).toList(), anatomy,
                    spine.obstacles().isEmpty() ? null : ResidualFinder.refusal(spine.obstacles())));
        }
        run.clear();
    }
}
