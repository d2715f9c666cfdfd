package dev.secateur.engine.block;

import java.util.List;
import java.util.Optional;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.Node;
import dev.secateur.engine.graph.Use;
import dev.secateur.engine.graph.Value;
import dev.secateur.engine.op.BatchNormalization;
import dev.secateur.engine.op.Binary;
import dev.secateur.engine.op.Conv;
import dev.secateur.engine.rewrite.Activation;

/// Finds inverted residuals without a shortcut: expansion (possibly left out), depthwise convolution, linear projection.
final class InvertedFinder {

    /// Nodes from the depthwise convolution to the projection, squeeze-and-excitation included.
    private static final int MOST_STEPS = 12;

    private final Graph graph;
    private final Flow flow;

    InvertedFinder(Graph graph, Flow flow) {
        this.graph = graph;
        this.flow = flow;
    }

    /// The block around this depthwise convolution, if it is linear at its end and feeds a convolution or an addition.
    Optional<Found> around(Node depthwise) {
        if (!(depthwise.op() instanceof Conv) || !Traits.of(graph, depthwise).depthwise()
                || flow.isStill(depthwise.output())) {
            return Optional.empty();
        }
        Optional<Node> projection = projection(depthwise.output());
        if (projection.isEmpty()) {
            return Optional.empty();
        }
        Value exit = pastNormalisation(projection.get().output());
        if (Activation.following(graph, exit).isPresent() || !feedsConvolution(exit)) {
            return Optional.empty();
        }
        return assemble(entry(depthwise), exit);
    }

    private Optional<Found> assemble(Value entry, Value exit) {
        Spine spine = Spine.between(graph, flow, entry, exit);
        if (!spine.isComplete()) {
            return Optional.empty();
        }
        List<Node> nodes = spine.nodes().stream().map(n -> graph.node(n).orElseThrow()).toList();
        Anatomy anatomy = new Anatomy(spine.units(), new Anatomy.Shortcut.None(), -1, -1);
        return Optional.of(new Found(BlockKind.INVERTED_RESIDUAL, entry, exit, nodes, anatomy,
                spine.obstacles().isEmpty() ? null : ResidualFinder.refusal(spine.obstacles())));
    }

    /// The 1×1 convolution that the value reaches through normalisation, activation and squeeze-and-excitation.
    private Optional<Node> projection(Value from) {
        Value value = from;
        for (int i = 0; i < MOST_STEPS; i++) {
            Optional<Activation> activation = Activation.following(graph, value);
            if (activation.isPresent()) {
                value = activation.get().output();
                continue;
            }
            List<Node> users = graph.uses(value).stream().map(Use::node).distinct().toList();
            Optional<Node> next = users.size() == 1
                    ? Optional.of(users.getFirst())
                    : users.stream().filter(n -> n.op() instanceof Binary(Binary.Kind k) && k == Binary.Kind.MUL)
                            .findFirst();
            if (next.isEmpty() || graph.isOutput(value)) {
                return Optional.empty();
            }
            if (next.get().op() instanceof Conv) {
                Traits traits = Traits.of(graph, next.get());
                return next.filter(n -> traits.pointwise() && !traits.depthwise());
            }
            boolean passes = next.get().op() instanceof BatchNormalization || users.size() > 1;
            if (!passes) {
                return Optional.empty();
            }
            value = next.get().output();
        }
        return Optional.empty();
    }

    private Value pastNormalisation(Value value) {
        List<Use> uses = graph.uses(value);
        boolean only = uses.size() == 1 && !graph.isOutput(value);
        return only && uses.getFirst().node().op() instanceof BatchNormalization
                ? uses.getFirst().node().output()
                : value;
    }

    /// A depthwise convolution right behind it would be the middle of a separable convolution without activation.
    private boolean feedsConvolution(Value exit) {
        return graph.uses(exit).stream().map(Use::node)
                .anyMatch(n -> n.op() instanceof Conv && !Traits.of(graph, n).depthwise()
                        || n.op() instanceof Binary(Binary.Kind k) && k == Binary.Kind.ADD);
    }

    /// What the expansion reads, or the depthwise convolution itself if no 1×1 convolution serves it alone.
    private Value entry(Node depthwise) {
        Value value = depthwise.input(0);
        boolean alone = servesOne(value);
        for (Optional<Node> maker = graph.producer(value); alone && maker.isPresent(); maker = graph.producer(value)) {
            Optional<Activation> activation = Activation.endingIn(graph, maker.get());
            if (activation.isPresent()) {
                value = activation.get().input();
                alone = Activation.following(graph, value).equals(activation);
            } else if (maker.get().op() instanceof BatchNormalization) {
                value = maker.get().input(0);
                alone = servesOne(value);
            } else {
                Traits traits = Traits.of(graph, maker.get());
                return traits.pointwise() && !traits.depthwise() ? maker.get().input(0) : depthwise.input(0);
            }
        }
        return depthwise.input(0);
    }

    private boolean servesOne(Value value) {
        return !graph.isOutput(value) && graph.uses(value).size() == 1;
    }
}
