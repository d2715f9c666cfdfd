package dev.secateur.engine.compress.depthmerge;

import java.util.List;
import java.util.Objects;

import dev.secateur.engine.block.merge.BlockMerge;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.GraphEditor;
import dev.secateur.engine.graph.Node;
import dev.secateur.engine.graph.Value;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.op.Clip;
import dev.secateur.engine.op.Unary;
import dev.secateur.engine.rewrite.Stored;

/// The three steps for one block. Each takes the whole graph as the step before left it and finds its nodes by id.
final class Merging {

    private final Choice choice;
    private final BlockMerge steps;
    private final int trailing;

    Merging(Choice choice, Progress progress) {
        this.choice = choice;
        this.steps = new BlockMerge(choice.block(), choice.plan(), progress);
        this.trailing = Objects.requireNonNull(choice.block().anatomy()).trailing();
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
        Graph now = steps.linearise(graph);
        return end == EndActivation.NONE || trailing >= 0 ? now : withEnd(now, end);
    }

    /// Number of activations that the first step removes.
    int activations() {
        return steps.activations().size();
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
        return steps.reduce(steps.moveGeometry(graph));
    }

    /// The third step: one convolution.
    Graph merge(Graph graph) {
        return steps.merge(graph);
    }
}
