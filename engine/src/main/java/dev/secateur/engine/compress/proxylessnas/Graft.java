package dev.secateur.engine.compress.proxylessnas;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.GraphEditor;
import dev.secateur.engine.graph.Node;
import dev.secateur.engine.graph.Value;

/// Puts a copy of a part with one way in and one way out into another graph.
final class Graft {

    private final Graph part;
    private final GraphEditor editor;
    private final UnaryOperator<String> names;
    private final Map<Value, Value> values = new HashMap<>();

    private Graft(Graph part, GraphEditor editor, UnaryOperator<String> names) {
        this.part = part;
        this.editor = editor;
        this.names = names;
    }

    /// Copies it.
    ///
    /// @param entry what the copy reads in place of the part's input
    /// @param names what the part's names become
    /// @return what the copy makes
    static Value into(GraphEditor editor, Graph part, Value entry, UnaryOperator<String> names) {
        Graft graft = new Graft(part, editor, names);
        graft.values.put(part.inputs().getFirst(), entry);
        part.nodes().forEach(graft::copy);
        return graft.value(part.outputs().getFirst());
    }

    private void copy(Node node) {
        List<Value> operands = node.inputs().stream().map(this::value).toList();
        List<Value> outputs = node.outputs().stream().map(o -> o.isPresent() ? made(o) : o).toList();
        String name = part.names().ofNode(node.id());
        editor.addNode(name.isEmpty() ? "" : names.apply(name),
                new Node(-1, node.op(), operands, outputs, List.of(), null));
    }

    private Value made(Value output) {
        Value copy = editor.addValue(names.apply(part.name(output)));
        values.put(output, copy);
        return copy;
    }

    private Value value(Value of) {
        if (!of.isPresent()) {
            return of;
        }
        return values.computeIfAbsent(of,
                v -> editor.addConstant(names.apply(part.name(v)), part.constant(v).orElseThrow()));
    }
}
