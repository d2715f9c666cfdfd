package dev.secateur.engine.compare;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.IntFunction;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.GraphEditor;
import dev.secateur.engine.graph.Header;
import dev.secateur.engine.graph.Value;
import dev.secateur.engine.op.Conv;
import dev.secateur.engine.op.Unary;
import dev.secateur.engine.op.Window;
import dev.secateur.engine.tensor.DType;
import dev.secateur.engine.tensor.Shape;
import dev.secateur.engine.tensor.Tensor;
import dev.secateur.engine.tensor.TensorType;

/// Made networks: convolutions with Relus one after the other.
///
/// @param convolutions their numbers, which decide about their weights
/// @param names node names from the place in the tower
/// @param seed of the weights
/// @param channels of convolution number 2, four elsewhere
record Towers(List<Integer> convolutions, IntFunction<String> names, long seed, int channels) {

    private static final int WIDTH = 4;
    private static final Set<Integer> BESIDE = Set.of(3);

    static Towers of(Integer... convolutions) {
        return new Towers(List.of(convolutions), i -> "conv" + (char) ('a' + i), 1, WIDTH);
    }

    Towers named(IntFunction<String> other) {
        return new Towers(convolutions, other, seed, channels);
    }

    Towers seeded(long other) {
        return new Towers(convolutions, names, other, channels);
    }

    Towers withChannels(int other) {
        return new Towers(convolutions, names, seed, other);
    }

    Graph graph() {
        GraphEditor editor = Graph.empty(new Header("tower", 8, Map.of("", 17L), null)).edit();
        Value last = editor.addInput("x", TensorType.of(DType.FLOAT, Shape.of(1, WIDTH, 8, 8)));
        int place = 0;
        for (int number : convolutions) {
            Random random = new Random(seed * 100 + number);
            int out = number == 2 ? channels : WIDTH;
            int in = BESIDE.contains(number) ? channels : WIDTH;
            float[] weights = new float[out * in * 9];
            for (int i = 0; i < weights.length; i++) {
                weights[i] = (float) random.nextGaussian();
            }
            Value weight = editor.addConstant("onnx::Conv_" + (100 + 3 * place), Tensor.of(weights, out, in, 3, 3));
            last = editor.addNode(new Conv(Window.square(3, 1, 1), 1), names.apply(place), last, weight).output();
            last = editor.addNode(new Unary(Unary.Kind.RELU), "Relu_" + (3 * place + 1), last).output();
            place++;
        }
        editor.setOutputs(List.of(last));
        return editor.build();
    }
}
