package dev.secateur.engine.shape;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.GraphEditor;
import dev.secateur.engine.graph.Header;
import dev.secateur.engine.graph.Node;
import dev.secateur.engine.graph.Value;
import dev.secateur.engine.op.Op;
import dev.secateur.engine.tensor.DType;
import dev.secateur.engine.tensor.Dim;
import dev.secateur.engine.tensor.Shape;
import dev.secateur.engine.tensor.Tensor;
import dev.secateur.engine.tensor.TensorType;

/// Builds small graphs.
final class Net {

    private final GraphEditor editor = Graph.empty(new Header("net", 8, Map.of("", 17L), null)).edit();

    /// Extents as text: a number, `?`, or a symbol.
    static Shape shape(String... dims) {
        return new Shape(Stream.of(dims).map(Net::dim).toList());
    }

    private static Dim dim(String text) {
        if (text.equals("?")) {
            return Dim.UNKNOWN;
        }
        return Character.isDigit(text.charAt(0)) ? Dim.of(Long.parseLong(text)) : Dim.of(text);
    }

    Value input(String name, String... dims) {
        return input(name, DType.FLOAT, dims);
    }

    Value input(String name, DType dtype, String... dims) {
        return editor.addInput(name, TensorType.of(dtype, shape(dims)));
    }

    Value weight(long... dims) {
        return editor.addConstant("w", Tensor.of(new float[(int) Shape.of(dims).elements().orElseThrow()], dims));
    }

    Value longs(long... values) {
        return editor.addConstant("c", Tensor.vector(values));
    }

    Value index(long value) {
        return editor.addConstant("i", Tensor.of(new long[]{value}));
    }

    Value node(Op op, Value... operands) {
        return editor.addNode(op, op.type(), operands).output();
    }

    /// A node with several results.
    List<Value> nodes(Op op, int results, Value... operands) {
        List<Value> outputs = Stream.generate(() -> editor.addValue(op.type())).limit(results).toList();
        editor.addNode(op.type(), new Node(-1, op, List.of(operands), outputs, List.of(), null));
        return outputs;
    }

    void declare(Value value, DType dtype, String... dims) {
        editor.declare(value, TensorType.of(dtype, shape(dims)));
    }

    Graph graph(Value... outputs) {
        editor.setOutputs(List.of(outputs));
        return editor.build();
    }
}
