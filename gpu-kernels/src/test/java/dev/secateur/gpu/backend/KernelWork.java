package dev.secateur.gpu.backend;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Function;

import dev.secateur.engine.job.Progress;
import dev.secateur.engine.kernel.ConvolutionPair;
import dev.secateur.engine.kernel.Grids;
import dev.secateur.engine.kernel.Kernels;
import dev.secateur.engine.kernel.KnockoffLaw;
import dev.secateur.engine.kernel.RoundingSweep;

/// Work to measure a kernel with.
///
/// @param name of the kernel
/// @param size of its input
/// @param operations as {@link dev.secateur.gpu.launch.GuardedKernels} counts them
/// @param opened what is done before: for a sweep the values are given once
record KernelWork(String name, String size, long operations, Function<Kernels, Function<Kernels, Object>> opened) {

    private static final int WIDTHS = 7;
    private static final int ROWS = 64;
    private static final int BINS = 2048;
    private static final int CLUSTERS = 16;
    private static final int ITERATIONS = 20;
    private static final int CANDIDATES = 16;
    private static final int[] NUMBERS = {1 << 14, 1 << 18, 1 << 22};
    private static final int[][] FILTERS = {{64, 576}, {256, 1152}, {512, 2304}};

    /// What one call does.
    Function<Kernels, Object> ready(Kernels kernels) {
        return opened.apply(kernels);
    }

    /// Every kernel, at three sizes.
    static List<KernelWork> all() {
        List<KernelWork> all = new ArrayList<>();
        for (int numbers : NUMBERS) {
            all.add(rounding(numbers));
        }
        for (int numbers : NUMBERS) {
            all.add(sweep(numbers));
        }
        for (int numbers : NUMBERS) {
            all.add(histogram(numbers));
        }
        for (int numbers : new int[]{1 << 12, 1 << 16, 1 << 20}) {
            all.add(clusters(numbers));
        }
        for (int[] filters : FILTERS) {
            all.add(of("filter norms", filters, 1, (kernels, x) -> kernels.norms(x, filters[0], Kernels.Norm.L1)));
        }
        for (int[] filters : FILTERS) {
            all.add(of("largest filters", filters, 1,
                    (kernels, x) -> kernels.largestRows(x, filters[0], filters[0] / 2)));
        }
        for (int[] filters : FILTERS) {
            all.add(of("filter distances", filters, filters[0],
                    (kernels, x) -> kernels.distanceSums(x, filters[0], Progress.none())));
        }
        for (int[] filters : FILTERS) {
            all.add(of("Gram matrix", filters, filters[0], (kernels, x) -> kernels.gram(x, filters[0])));
        }
        for (int[] pictures : new int[][]{{256, 64}, {2048, 128}, {2048, 512}}) {
            all.add(knockoffs(pictures[0], pictures[1]));
        }
        for (int channels : new int[]{16, 64, 128}) {
            all.add(composition(channels));
        }
        for (int numbers : NUMBERS) {
            float[] candidates = numbers(CANDIDATES);
            all.add(of("softmax means", new int[]{numbers / CANDIDATES, CANDIDATES}, 1,
                    (kernels, x) -> kernels.softmaxMeans(x, candidates, 0.5f)));
        }
        for (int numbers : NUMBERS) {
            all.add(of("largest of a row", new int[]{numbers / CANDIDATES, CANDIDATES}, 1,
                    (kernels, x) -> kernels.largest(x, CANDIDATES)));
        }
        return all;
    }

    private interface Call {
        Object on(Kernels kernels, float[] values);
    }

    private static KernelWork of(String name, int[] shape, int each, Call call) {
        float[] values = numbers(shape[0] * shape[1]);
        return new KernelWork(name, shape[0] + " × " + shape[1], (long) values.length * each,
                opened -> kernels -> call.on(kernels, values));
    }

    private static KernelWork rounding(int numbers) {
        Grids grids = grids();
        return of("rounding errors, 7 widths", new int[]{ROWS, numbers / ROWS}, WIDTHS,
                (kernels, x) -> kernels.roundingErrors(x, grids));
    }

    private static KernelWork sweep(int numbers) {
        Grids grids = grids();
        float[] values = numbers(numbers);
        return new KernelWork("the same as a sweep", ROWS + " × " + numbers / ROWS, (long) WIDTHS * numbers, opened -> {
            RoundingSweep sweep = opened.sweep(values);
            return kernels -> sweep.errors(grids);
        });
    }

    private static Grids grids() {
        float[] steps = new float[WIDTHS * ROWS];
        float[] lows = new float[WIDTHS * ROWS];
        float[] highs = new float[WIDTHS * ROWS];
        for (int width = 0; width < WIDTHS; width++) {
            int levels = 1 << (width + 1);
            Arrays.fill(steps, width * ROWS, (width + 1) * ROWS, 3f / levels);
            Arrays.fill(lows, width * ROWS, (width + 1) * ROWS, -levels);
            Arrays.fill(highs, width * ROWS, (width + 1) * ROWS, levels - 1f);
        }
        return new Grids(ROWS, steps, lows, highs);
    }

    private static KernelWork histogram(int numbers) {
        long[] counts = new long[BINS];
        return of("histogram, 2048 bins", new int[]{1, numbers}, 1, (kernels, x) -> {
            kernels.count(x, -4, 8f / BINS, counts);
            return counts;
        });
    }

    private static KernelWork clusters(int numbers) {
        return of("k-means, 16 centres", new int[]{1, numbers}, ITERATIONS,
                (kernels, x) -> kernels.clusters(x, CLUSTERS, ITERATIONS));
    }

    private static KernelWork knockoffs(int pictures, int channels) {
        float[] drawn = numbers(pictures * channels);
        KnockoffLaw law = new KnockoffLaw(channels, numbers(channels * channels), numbers(channels * channels));
        return of("knockoffs", new int[]{pictures, channels}, channels,
                (kernels, x) -> kernels.knockoffs(x, drawn, law));
    }

    private static KernelWork composition(int channels) {
        ConvolutionPair.Taps first = taps(channels, 3);
        ConvolutionPair.Taps second = taps(channels, 1);
        ConvolutionPair pair = new ConvolutionPair(first, second, 1, 1);
        long operations = (long) second.weights().length * first.perGroup() * first.taps();
        return new KernelWork("two convolutions as one", "3×3 then 1×1, " + channels + " channels", operations,
                opened -> kernels -> kernels.compose(pair, Progress.none()));
    }

    private static ConvolutionPair.Taps taps(int channels, int side) {
        Random random = new Random(side);
        double[] weights = random.doubles((long) channels * channels * side * side).toArray();
        return new ConvolutionPair.Taps(channels, channels, 1, side, side, weights);
    }

    private static float[] numbers(int count) {
        Random random = new Random(count);
        float[] numbers = new float[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = (float) random.nextGaussian();
        }
        return numbers;
    }
}
