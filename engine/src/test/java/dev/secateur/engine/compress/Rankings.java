package dev.secateur.engine.compress;

import java.util.List;
import java.util.Map;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.GraphEditor;
import dev.secateur.engine.graph.Header;
import dev.secateur.engine.graph.Value;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.op.Conv;
import dev.secateur.engine.op.Window;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.tensor.DType;
import dev.secateur.engine.tensor.Shape;
import dev.secateur.engine.tensor.Tensor;
import dev.secateur.engine.tensor.TensorType;

/// A network of two 1x1 convolutions, the filters of the first of which are given: which one goes?
public final class Rankings {

    private Rankings() {}

    /// The first layer's weights after one of its channels was cut.
    ///
    /// @param filters `[channels][2]`
    /// @param next weights of the second layer's only filter, one for each channel
    public static float[] left(Method<ChannelConfig> method, float[][] filters, float... next) throws ProblemException {
        GraphEditor editor = Graph.empty(new Header("ranking", 8, Map.of("", 17L), null)).edit();
        Value input = editor.addInput("x", new TensorType(DType.FLOAT, Shape.of(1, 2, 3, 3)));
        float[] flat = new float[filters.length * 2];
        for (int i = 0; i < filters.length; i++) {
            System.arraycopy(filters[i], 0, flat, 2 * i, 2);
        }
        Conv pointwise = new Conv(Window.square(1, 1, 0), 1);
        Value hidden = editor.addNode(pointwise, "first", input,
                editor.addConstant("w1", Tensor.of(flat, filters.length, 2, 1, 1))).output();
        Value result = editor.addNode(pointwise, "second", hidden,
                editor.addConstant("w2", Tensor.of(next, 1, filters.length, 1, 1))).output();
        editor.setOutputs(List.of(result));
        MethodResult cut = method.run(
                new MethodInput<>(editor.build(), ChannelConfig.of(1.0 / filters.length), null, 1, 1), Progress.none());
        return cut.graph().constant(cut.graph().nodeNamed("first").orElseThrow().input(1)).orElseThrow().toFloats();
    }
}
