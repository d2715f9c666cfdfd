package dev.secateur.engine.quant;

import dev.secateur.engine.graph.GraphEditor;
import dev.secateur.engine.graph.Value;
import dev.secateur.engine.op.Binary;
import dev.secateur.engine.op.Clip;
import dev.secateur.engine.op.Unary;
import dev.secateur.engine.tensor.Tensor;

/// Rounding by float32 arithmetic alone: `clip(round(x / scale)) * scale`.
record SimulatedRounding() implements QuantisedGraph.Rounding {

    @Override
    public Value rounded(GraphEditor editor, Value value, Grid grid) {
        String name = editor.name(value);
        Value scale = editor.addConstant(name + "_scale", Tensor.scalar(grid.scale()));
        Value divided = editor.addNode(new Binary(Binary.Kind.DIV), name + "_divided", value, scale).output();
        Value whole = editor.addNode(new Unary(Unary.Kind.ROUND), name + "_rounded", divided).output();
        Value limited = editor.addNode(new Clip(null, null), name + "_limited", whole,
                editor.addConstant(name + "_lowest", Tensor.scalar(grid.low() - grid.zeroPoint())),
                editor.addConstant(name + "_highest", Tensor.scalar(grid.high() - grid.zeroPoint()))).output();
        return editor.addNode(new Binary(Binary.Kind.MUL), name + "_restored", limited, scale).output();
    }

    @Override
    public Value weight(GraphEditor editor, QuantisedWeight weight, String name) {
        return editor.addConstant(name + "_restored", Tensor.of(weight.restored(), weight.layer().weight().dims()));
    }

    @Override
    public Value bias(GraphEditor editor, float[] bias, float[] steps, String name) {
        float[] restored = bias.clone();
        for (int i = 0; i < steps.length; i++) {
            restored[i] = (float) ((double) QdqRounding.code(bias[i], steps[i]) * steps[i]);
        }
        return editor.addConstant(name + "_restored", Tensor.of(restored, restored.length));
    }
}
