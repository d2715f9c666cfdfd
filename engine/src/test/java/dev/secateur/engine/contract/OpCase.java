package dev.secateur.engine.contract;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

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

/// One operator with its operands, as a graph of one node.
///
/// @param outputs number of results that are named
/// @param open true if the result's extents depend on what an operand holds at run time, so that they need not be told
record OpCase(String title, Op op, List<Operand> operands, long opset, int outputs, boolean open) {

    /// An operand.
    ///
    /// @param tensor its value, null if it is left out
    /// @param constant true for an initializer, false for an input of the graph
    record Operand(@Nullable Tensor tensor, boolean constant) {}

    static OpCase of(String title, Op op, Operand... operands) {
        return new OpCase(title, op, List.of(operands), 17, 1, false);
    }

    OpCase opset(long other) {
        return new OpCase(title, op, operands, other, outputs, open);
    }

    OpCase outputs(int count) {
        return new OpCase(title, op, operands, opset, count, open);
    }

    OpCase mayStayOpen() {
        return new OpCase(title, op, operands, opset, outputs, true);
    }

    /// Float data given at run time.
    static Operand data(long... dims) {
        return new Operand(Samples.floats(dims), false);
    }

    /// Data of another type given at run time, all zeros.
    static Operand data(DType dtype, long... dims) {
        return new Operand(Samples.zeros(dtype, dims), false);
    }

    /// A float weight.
    static Operand weight(long... dims) {
        return new Operand(Samples.floats(dims), true);
    }

    /// A constant.
    static Operand constant(Tensor tensor) {
        return new Operand(tensor, true);
    }

    /// A constant int64 vector.
    static Operand longs(long... values) {
        return new Operand(Tensor.vector(values), true);
    }

    /// An int64 vector given at run time.
    static Operand liveLongs(long... values) {
        return new Operand(Tensor.vector(values), false);
    }

    /// An operand that is left out.
    static Operand none() {
        return new Operand(null, true);
    }

    /// The graph; with symbols `x0_1` for the extents of float inputs if asked, else with their numbers.
    Graph graph(boolean symbolic) {
        GraphEditor editor = Graph.empty(new Header("case", 8, Map.of("", opset), null)).edit();
        List<Value> inputs = new ArrayList<>();
        for (int i = 0; i < operands.size(); i++) {
            inputs.add(operand(editor, i, symbolic));
        }
        List<Value> results = new ArrayList<>();
        for (int i = 0; i < outputs; i++) {
            results.add(editor.addValue("y" + i));
        }
        editor.addNode("node", new Node(-1, op, inputs, results, List.of(), null));
        editor.setOutputs(results);
        return editor.build();
    }

    private Value operand(GraphEditor editor, int index, boolean symbolic) {
        Operand operand = operands.get(index);
        Tensor tensor = operand.tensor();
        if (tensor == null) {
            return Value.NONE;
        }
        String name = "x" + index;
        if (operand.constant()) {
            return editor.addConstant(name, tensor);
        }
        List<Dim> dims = new ArrayList<>();
        for (int axis = 0; axis < tensor.rank(); axis++) {
            dims.add(symbolic ? Dim.of(symbol(index, axis)) : Dim.of(tensor.dim(axis)));
        }
        return editor.addInput(name, TensorType.of(tensor.dtype(), new Shape(dims)));
    }

    private static String symbol(int operand, int axis) {
        return "x" + operand + "_" + axis;
    }

    /// What is fed at run time, by name.
    Map<String, Tensor> feed() {
        Map<String, Tensor> feed = new LinkedHashMap<>();
        for (int i = 0; i < operands.size(); i++) {
            Tensor tensor = operands.get(i).tensor();
            if (tensor != null && !operands.get(i).constant()) {
                feed.put("x" + i, tensor);
            }
        }
        return feed;
    }

    /// The numbers behind the symbols.
    Map<String, Long> symbols() {
        Map<String, Long> numbers = new HashMap<>();
        feed().forEach((name, tensor) -> {
            for (int axis = 0; axis < tensor.rank(); axis++) {
                numbers.put(name + "_" + axis, tensor.dim(axis));
            }
        });
        return numbers;
    }

    @Override
    public String toString() {
        return op.type() + " " + title;
    }
}
