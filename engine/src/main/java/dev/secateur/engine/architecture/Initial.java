package dev.secateur.engine.architecture;

import java.util.Arrays;
import java.util.Random;

import dev.secateur.engine.tensor.Tensor;

/// First values of parameters. Each parameter draws from its own stream, which follows from the seed and its name, so that a
/// change to one layer leaves the others' values as they were.
final class Initial {

    private static final double VARIATION = 0.1;

    private final long seed;
    private final Start start;

    Initial(long seed, Start start) {
        this.seed = seed;
        this.start = start;
    }

    /// What normalisations and linear layers begin with.
    enum Start {
        /// Everything drawn, as if trained a little, so that folding or moving a parameter is a real change.
        VARIED,
        /// What training begins with: normalisations that change nothing.
        TRAINABLE
    }

    /// Factors of a normalisation.
    Tensor scale(String name, int count) {
        return start == Start.VARIED ? uniform(name, 0.75, 1.25, count) : same(1, count);
    }

    /// Summands of a normalisation, and means of a batch normalisation.
    Tensor shift(String name, int count) {
        return start == Start.VARIED ? normal(name, 0, VARIATION, count) : same(0, count);
    }

    /// Weights of the layer that gives the scores, `[outputs, inputs]`: uniform within `1 / sqrt(inputs)`, PyTorch's choice.
    Tensor head(String name, int outputs, int inputs) {
        double bound = Math.sqrt(1.0 / inputs);
        return start == Start.VARIED
                ? normal(name, 0, bound, outputs, inputs)
                : uniform(name, -bound, bound, outputs, inputs);
    }

    /// Summands of that layer.
    Tensor headShift(String name, int outputs) {
        return start == Start.VARIED ? normal(name, 0, VARIATION / 10, outputs) : same(0, outputs);
    }

    /// Weights `[inputs, outputs]` of a linear layer, uniform within `sqrt(6 / (inputs + outputs))` (Glorot and Bengio 2010).
    Tensor glorot(String name, int inputs, int outputs) {
        double bound = Math.sqrt(6.0 / (inputs + outputs));
        return uniform(name, -bound, bound, inputs, outputs);
    }

    /// The same number everywhere.
    Tensor same(double value, long... dims) {
        float[] values = new float[count(dims)];
        Arrays.fill(values, (float) value);
        return Tensor.of(values, dims);
    }

    private Random stream(String name) {
        long mixed = (seed ^ name.hashCode() * 0x9e3779b97f4a7c15L) * 0xbf58476d1ce4e5b9L;
        return new Random(mixed ^ mixed >>> 31);
    }

    /// Normal with the deviation `sqrt(2 / fanOut)` (He et al. 2015), fan-out being outputs times kernel taps over groups.
    Tensor kaiming(String name, long fanOut, long... dims) {
        return normal(name, 0, Math.sqrt(2.0 / fanOut), dims);
    }

    /// Normal.
    Tensor normal(String name, double mean, double deviation, long... dims) {
        Random random = stream(name);
        float[] values = new float[count(dims)];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (mean + deviation * random.nextGaussian());
        }
        return Tensor.of(values, dims);
    }

    /// Uniform between two bounds.
    Tensor uniform(String name, double low, double high, long... dims) {
        Random random = stream(name);
        float[] values = new float[count(dims)];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (low + (high - low) * random.nextDouble());
        }
        return Tensor.of(values, dims);
    }

    private static int count(long... dims) {
        long product = 1;
        for (long dim : dims) {
            product = Math.multiplyExact(product, dim);
        }
        return Math.toIntExact(product);
    }
}
