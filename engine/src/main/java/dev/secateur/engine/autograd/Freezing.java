package dev.secateur.engine.autograd;

import java.util.LinkedHashMap;
import java.util.Map;

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
    private final Map<Value, Value> heirs = new LinkedHashMap<>();

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
                    Value changed = editor.addConstant(graph.name(value), now);
                    editor.replaceUses(value, changed);
                    heirs.putIfAbsent(value, changed);
                }
            });
            for (Statistics statistics : weights.statistics()) {
                write(statistics.node(), MEAN, statistics.mean());
                write(statistics.node(), VARIANCE, statistics.variance());
            }
        }
        heirs.forEach(editor::inheritName);
        editor.removeUnused();
        return editor.build();
    }

    private void write(Node node, int operand, Var present) {
        Value value = node.input(operand);
        Tensor before = graph.constant(value).orElseThrow();
        Tensor now = as(present, before.dtype());
        if (!now.sameAs(before)) {
            Value changed = editor.addConstant(graph.name(value), now);
            editor.setInput(editor.current(node), operand, changed);
            heirs.putIfAbsent(value, changed);
        }
    }

    private static Tensor as(Var numbers, DType dtype) {
        return (numbers.dtype() == dtype ? numbers : numbers.to(dtype)).toTensor();
    }
}
