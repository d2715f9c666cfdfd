package dev.secateur.engine.compress;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

import dev.secateur.engine.data.Dataset;
import dev.secateur.engine.data.Normalisation;
import dev.secateur.engine.data.Split;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.tensor.Shape;
import dev.secateur.engine.train.TrainInput;
import dev.secateur.engine.train.TrainListener;

import static java.util.Objects.requireNonNull;

/// Pictures of noise for any classifier of pictures, so that a method that looks at data can run on it.
public record Noise(Extents extents, int size, int labels) implements Dataset {

    /// Something to learn from for a network with one input of pictures and the given number of classes.
    public static Learning learning(Graph graph, int size, int labels) {
        Shape shape = requireNonNull(graph.type(graph.requiredInputs().getFirst()).shape());
        int channels = (int) shape.dim(1).sizeOrMinusOne();
        Noise noise = new Noise(new Extents(channels, (int) shape.dim(2).sizeOrMinusOne(),
                (int) shape.dim(3).sizeOrMinusOne()), size, labels);
        double[] each = new double[channels];
        java.util.Arrays.fill(each, 0.5);
        return new Learning(new TrainInput.Pictures(noise, null, new Normalisation(1 / 255.0, each, each)),
                TrainInput.Conditions.of(5, 1), TrainListener.none());
    }

    @Override
    public String name() {
        return "noise";
    }

    @Override
    public Split split() {
        return Split.TRAIN;
    }

    @Override
    public List<String> classes() {
        return IntStream.range(0, labels).mapToObj(i -> "class " + i).toList();
    }

    @Override
    public float[] image(int index) {
        SplittableRandom random = new SplittableRandom(index);
        float[] values = new float[extents.channels() * extents.height() * extents.width()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (255 * random.nextDouble());
        }
        return values;
    }

    @Override
    public int label(int index) {
        return index % labels;
    }

    @Override
    public String fingerprint() {
        return "noise " + size;
    }
}
