package dev.secateur.engine.autograd;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.GraphEditor;
import dev.secateur.engine.graph.Node;
import dev.secateur.engine.graph.Value;
import dev.secateur.engine.tensor.DType;
import dev.secateur.engine.tensor.Tensor;

/// Writes trained weights back into a graph.
final class Freezing {

    private static final int MEAN = 3;
    private static final int VARIANCE = 4;

    private final Graph graph;
    private final Weights weights;
    private final Attachments attachments;
    private final GraphEditor editor;

    Freezing(Graph graph, Weights weights, Attachments attachments) {
        this.graph = graph;
        this.weights = weights;
        this.attachments = attachments;
        this.editor = graph.edit();
    }

    Graph result() {
        try (Scope scope = Scope.open(); Section off = Torch.withoutGradients()) {
            weights.parameters().forEach((value, parameter) -> {
                Tensor before = graph.constant(value).orElseThrow();
                Tensor now = as(attachments.effective(parameter, Mode.EVAL), before.dtype());
                if (!now.sameAs(before)) {
                    editor.replaceUses(value, editor.addConstant(graph.name(value), now));
                }
            });
            for (Statistics statistics : weights.statistics()) {
                write(statistics.node(), MEAN, statistics.mean());
                write(statistics.node(), VARIANCE, statistics.variance());
            }
        }
        editor.removeUnused();
        return editor.build();
    }

    private void write(Node node, int operand, Var present) {
        Value value = node.input(operand);
        Tensor before = graph.constant(value).orElseThrow();
        Tensor now = as(present, before.dtype());
        if (!now.sameAs(before)) {
            editor.setInput(editor.current(node), operand, editor.addConstant(graph.name(value), now));
        }
    }

    private static Tensor as(Var numbers, DType dtype) {
        return (numbers.dtype() == dtype ? numbers : numbers.to(dtype)).toTensor();
    }
}
