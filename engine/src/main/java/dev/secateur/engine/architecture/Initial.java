package dev.secateur.engine.architecture;

import java.util.Random;

import dev.secateur.engine.tensor.Tensor;

/// First values of parameters. Each parameter draws from its own stream, which follows from the seed and its name, so that a
/// change to one layer leaves the others' values as they were.
final class Initial {

    private final long seed;

    Initial(long seed) {
        this.seed = seed;
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
