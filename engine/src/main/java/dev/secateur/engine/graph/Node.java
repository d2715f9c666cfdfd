package dev.secateur.engine.graph;

import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.op.Op;

/// One operation.
///
/// @param id identity within a graph and all graphs edited from it
/// @param inputs in the order of the specification, {@link Value#NONE} where an optional one is left out
/// @param outputs likewise
/// @param captures values of this graph that sub-graphs of the node use by name
/// @param origin the node as it was in its file, null if it was made here
public record Node(int id, Op op, List<Value> inputs, List<Value> outputs, List<Value> captures,
        @Nullable Origin origin) {

    public Node {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
        captures = List.copyOf(captures);
    }

    /// Input `index`, or {@link Value#NONE} if it is left out or beyond the end.
    public Value input(int index) {
        return index < inputs.size() ? inputs.get(index) : Value.NONE;
    }

    /// Its sub-graphs as they were in its file; empty if it has none or was made here.
    public List<Body> bodies() {
        return origin == null ? List.of() : origin.bodies();
    }

    /// The first output, which every node has.
    public Value output() {
        return outputs.getFirst();
    }

    Node withOp(Op changed) {
        return new Node(id, changed, inputs, outputs, captures, origin);
    }

    Node withInputs(List<Value> changed) {
        return new Node(id, op, changed, outputs, captures, origin);
    }

    Node withCaptures(List<Value> changed) {
        return new Node(id, op, inputs, outputs, changed, origin);
    }
}
