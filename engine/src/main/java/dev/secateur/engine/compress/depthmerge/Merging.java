package dev.secateur.engine.compress.depthmerge;

import java.util.List;
import java.util.stream.Stream;

import dev.secateur.engine.block.Anatomy;
import dev.secateur.engine.block.Variant;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.GraphEditor;
import dev.secateur.engine.graph.Node;
import dev.secateur.engine.graph.Value;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.op.Clip;
import dev.secateur.engine.op.Unary;
import dev.secateur.engine.rewrite.Match;
import dev.secateur.engine.rewrite.Rewriter;
import dev.secateur.engine.rewrite.Rule;
import dev.secateur.engine.rewrite.Stored;
import dev.secateur.engine.rewrite.rules.AbsorbIdentitySkip;
import dev.secateur.engine.rewrite.rules.AbsorbProjectionSkip;
import dev.secateur.engine.rewrite.rules.FoldBatchNorm;
import dev.secateur.engine.rewrite.rules.MergeConvolutions;
import dev.secateur.engine.rewrite.rules.MovePadding;
import dev.secateur.engine.rewrite.rules.MoveStride;
import dev.secateur.engine.rewrite.rules.ReduceToCentreTap;
import dev.secateur.engine.rewrite.rules.RemoveActivation;

/// The three steps for one block. Each takes the whole graph as the step before left it and finds its nodes by id.
final class Merging {

    private final Choice choice;
    private final Anatomy anatomy;
    private final Progress progress;

    Merging(Choice choice, Progress progress) {
        this.choice = choice;
        this.anatomy = java.util.Objects.requireNonNull(choice.block().anatomy());
        this.progress = progress;
    }

    /// The network without the blocks that are left out: what each reads takes the place of what it makes.
    static Graph drop(Graph graph, List<Choice> choices) {
        GraphEditor editor = graph.edit();
        // The last one first, because its entry may be the exit of another that goes.
        for (Choice choice : choices.reversed()) {
            if (choice.drops()) {
                editor.replaceUses(choice.block().exit(), choice.block().entry());
            }
        }
        editor.removeUnused();
        return editor.build();
    }

    /// The first step: no activation inside, and possibly one at the end.
    Graph linearise(Graph graph, EndActivation end) {
        Graph now = graph;
        for (int id : anatomy.main().stream().flatMap(u -> u.activations().stream()).toList()) {
            now = must(now, id, new RemoveActivation());
        }
        return end == EndActivation.NONE || anatomy.trailing() >= 0 ? now : withEnd(now, end);
    }

    /// Number of activations that the first step removes.
    int activations() {
        return anatomy.main().stream().mapToInt(u -> u.activations().size()).sum();
    }

    private Graph withEnd(Graph graph, EndActivation end) {
        GraphEditor editor = graph.edit();
        Value exit = choice.block().exit();
        String name = graph.name(exit) + "/" + (end == EndActivation.RELU ? "Relu" : "Clip");
        Node made;
        if (end == EndActivation.RELU) {
            made = editor.addNode(new Unary(Unary.Kind.RELU), name, exit);
        } else if (graph.header().opset() < 11) {
            made = editor.addNode(new Clip(0f, 6f), name, exit);
        } else {
            var dtype = choice.plan().main().getLast().weight().dtype();
            Value low = editor.addConstant(name + "/min", Stored.of(new double[]{0}, dtype));
            Value high = editor.addConstant(name + "/max", Stored.of(new double[]{6}, dtype));
            made = editor.addNode(new Clip(null, null), name, exit, low, high);
        }
        editor.replaceUses(exit, made.output());
        editor.setInput(made, 0, exit);
        return editor.build();
    }

    /// The second step: padding at the first convolution, and strides and middle taps as the variant asks.
    Graph reshape(Graph graph) {
        List<Integer> convolutions = anatomy.main().stream().map(Anatomy.Unit::convolution).toList();
        List<Integer> following = convolutions.subList(1, convolutions.size());
        Graph now = graph;
        if (choice.plan().variant() != Variant.EXACT) {
            now = Rewriter.within(now, following, new MoveStride(), progress);
        }
        now = Rewriter.within(now, following.reversed(), new MovePadding(), progress);
        if (choice.plan().variant() == Variant.CENTRE_TAP) {
            int first = choice.plan().main().stream().filter(c -> !c.geometry().isOneByOne()).findFirst().orElseThrow()
                    .node().id();
            now = must(now, first, new ReduceToCentreTap());
        }
        return now;
    }

    /// The third step: one convolution.
    Graph merge(Graph graph) {
        Stream<Anatomy.Unit> units = anatomy.shortcut() instanceof Anatomy.Shortcut.Projection(Anatomy.Unit unit)
                ? Stream.concat(anatomy.main().stream(), Stream.of(unit))
                : anatomy.main().stream();
        Graph now = graph;
        for (int id : units.flatMap(u -> u.normalisations().stream()).toList()) {
            now = must(now, id, new FoldBatchNorm());
        }
        for (Anatomy.Unit unit : anatomy.main().subList(1, anatomy.main().size())) {
            now = must(now, unit.convolution(), new MergeConvolutions());
        }
        return switch (anatomy.shortcut()) {
            case Anatomy.Shortcut.Identity i -> must(now, anatomy.addition(), new AbsorbIdentitySkip());
            case Anatomy.Shortcut.Projection p -> must(now, anatomy.addition(), new AbsorbProjectionSkip());
            case Anatomy.Shortcut.None n -> now;
            case Anatomy.Shortcut.Other o -> throw new IllegalStateException("a block with " + o + " was called legal");
        };
    }

    private <M> Graph must(Graph graph, int id, Rule<M> rule) {
        progress.check();
        Node node = graph.node(id).orElseThrow();
        if (rule.match(graph, node) instanceof Match.No<M>(String reason, List<Node> nodes)) {
            throw new IllegalStateException("block " + choice.block().id() + " was called legal, but at "
                    + graph.name(node) + " one cannot " + rule.name() + ": " + reason);
        }
        return Rewriter.at(graph, node, rule, progress);
    }
}
