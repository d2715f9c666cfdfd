package dev.secateur.engine.kernel;

import java.util.stream.IntStream;

import dev.secateur.engine.job.Progress;

/// The processor's kernels: blocks that stay in the cache, chunks of equal size on all processors whose partial sums are added in their order.
final class PlainKernels implements Kernels {

    private static final int CHUNK = 1 << 15;
    private static final int BINS_WORTH_SHARING = 1 << 20;

    private final Loops loops;

    PlainKernels(Loops loops) {
        this.loops = loops;
    }

    @Override
    public RoundingErrors roundingErrors(float[] values, Grids grids) {
        int rows = grids.rows();
        if (values.length % rows != 0) {
            throw new IllegalArgumentException(values.length + " values are not " + rows + " rows");
        }
        int length = values.length / rows;
        int count = grids.count();
        int each = Math.max(1, Math.ceilDiv(length, CHUNK));
        int bundle = each > 1 ? 1 : Math.clamp(CHUNK / Math.max(1, length), 1, rows);
        int chunks = each > 1 ? rows * each : Math.ceilDiv(rows, bundle);
        double[] errors = new double[count * rows * each];
        double[] products = new double[count * rows * each];
        double[] rounded = new double[count * rows * each];
        double[] originals = new double[rows * each];
        RoundingBlock.Grid grid = new RoundingBlock.Grid(grids);
        IntStream.range(0, chunks).parallel().forEach(chunk -> {
            int first = each > 1 ? chunk / each : chunk * bundle;
            int last = each > 1 ? first + 1 : Math.min(rows, first + bundle);
            int from = each > 1 ? chunk % each * CHUNK : 0;
            int to = each > 1 ? Math.min(length, from + CHUNK) : length;
            RoundingBlock block = loops.rounding(values, grid, (long) (last - first) * (to - from) * count);
            for (int row = first; row < last; row++) {
                int part = from / CHUNK;
                originals[row * each + part] = block.squares(row * length + from, row * length + to);
                for (int variant = 0; variant < count; variant++) {
                    block.add(row, variant, row * length + from, row * length + to);
                    int at = (variant * rows + row) * each + part;
                    errors[at] = block.error();
                    products[at] = block.product();
                    rounded[at] = block.rounded();
                }
            }
        });
        return new RoundingErrors(rows, length, folded(errors, each), folded(products, each), folded(rounded, each),
                folded(originals, each));
    }

    private static double[] folded(double[] parts, int each) {
        if (each == 1) {
            return parts;
        }
        double[] sums = new double[parts.length / each];
        for (int i = 0; i < parts.length; i++) {
            sums[i / each] += parts[i];
        }
        return sums;
    }

    @Override
    public void count(float[] values, float low, float width, long[] counts) {
        if (!(width > 0)) {
            throw new IllegalArgumentException("a bin has a width: " + width);
        }
        int chunks = Math.clamp(values.length / BINS_WORTH_SHARING, 1, Runtime.getRuntime().availableProcessors());
        int[][] found = new int[chunks][];
        IntStream.range(0, chunks).parallel().forEach(chunk -> {
            int from = (int) ((long) values.length * chunk / chunks);
            int to = (int) ((long) values.length * (chunk + 1) / chunks);
            found[chunk] = counted(values, from, to, new Bins(low, width, counts.length));
        });
        for (int[] part : found) {
            for (int i = 0; i < part.length; i++) {
                counts[i] += part[i];
            }
        }
    }

    private record Bins(float low, float width, int count) {}

    private static int[] counted(float[] values, int from, int to, Bins bins) {
        int[] counts = new int[bins.count()];
        for (int i = from; i < to; i++) {
            float x = values[i];
            if (!Float.isNaN(x)) {
                // A conversion of what does not fit gives the largest or the least int.
                int bin = (int) Math.floor((x - bins.low()) / bins.width());
                counts[Math.clamp(bin, 0, counts.length - 1)]++;
            }
        }
        return counts;
    }

    @Override
    public Clusters clusters(float[] values, int most, int iterations) {
        if (most < 1 || iterations < 0) {
            throw new IllegalArgumentException(most + " clusters after " + iterations + " iterations");
        }
        return new SortedNumbers(values).clusters(most, iterations);
    }

    @Override
    public double[] norms(float[] rows, int count, Norm norm) {
        return PlainRows.norms(rows, count, norm);
    }

    @Override
    public double[] distanceSums(float[] rows, int count, Progress progress) {
        return new RowPairs(loops, rows, count, true).sumsOfRoots(progress);
    }

    @Override
    public double[] gram(float[] rows, int count) {
        return new RowPairs(loops, rows, count, false).products();
    }

    @Override
    public float[] knockoffs(float[] centred, float[] drawn, KnockoffLaw law) {
        return PlainRows.knockoffs(centred, drawn, law);
    }

    @Override
    public double[] compose(ConvolutionPair pair, Progress progress) {
        return new Composition(pair).compute(progress);
    }

    @Override
    public float[] softmaxMeans(float[] logits, float[] candidates, float temperature) {
        return PlainRows.softmaxMeans(logits, candidates, temperature);
    }

    @Override
    public int[] largest(float[] rows, int length) {
        return PlainRows.largest(rows, length);
    }
}
