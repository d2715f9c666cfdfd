package dev.secateur.engine.graph;

import java.util.Map;

import dev.secateur.engine.op.Binary;
import dev.secateur.engine.op.Unary;
import dev.secateur.engine.tensor.DType;
import dev.secateur.engine.tensor.Shape;
import dev.secateur.engine.tensor.Tensor;
import dev.secateur.engine.tensor.TensorType;

/// Long made graphs.
final class Chains {

    private Chains() {}

    /// A chain in which a weight of its own is added, a `Relu` follows, and every tenth sum also adds the value ten nodes before.
    static Graph of(int nodes) {
        GraphEditor editor = Graph.empty(new Header("chain", 8, Map.of("", 17L), null)).edit();
        Value last = editor.addInput("x", TensorType.of(DType.FLOAT, Shape.of(1, 8)));
        Value skip = last;
        for (int i = 0; i < nodes; i++) {
            if (i % 10 == 9) {
                last = editor.addNode(new Binary(Binary.Kind.ADD), "sum" + i, last, skip).output();
                skip = last;
            } else if (i % 2 == 0) {
                Value weight = editor.addConstant("w" + i, Tensor.of(new float[8], 8));
                last = editor.addNode(new Binary(Binary.Kind.MUL), "mul" + i, last, weight).output();
            } else {
                last = editor.addNode(new Unary(Unary.Kind.RELU), "relu" + i, last).output();
            }
        }
        editor.setOutputs(java.util.List.of(last));
        return editor.build();
    }
}
