package dev.secateur.gpu.launch;

import dev.secateur.engine.job.Progress;
import dev.secateur.engine.kernel.ConvolutionPair;

/// Launches over pairs: of rows, and of convolutions. Results are made in bands; rows that are too long come in segments, whose sums are
/// added.
final class PairLaunches {

    /// From so many rows on a tile is filled.
    private static final int TILE = 32;

    private final Plans plans;
    private final int largest;

    PairLaunches(Plans plans, int largest) {
        this.plans = plans;
        this.largest = largest;
    }

    @FunctionalInterface
    private interface BandWork {

        /// @param first first row of the band
        /// @param sums `[band, count]`
        void take(int first, int band, double[] sums);
    }

    double[] gram(float[] rows, int count) {
        double[] products = new double[Math.multiplyExact(count, count)];
        run(count < TILE ? DeviceKernel.PRODUCTS : DeviceKernel.TILED_PRODUCTS, rows, count, Progress.none(),
                (first, band, sums) -> System.arraycopy(sums, 0, products, first * count, band * count));
        return products;
    }

    double[] distanceSums(float[] rows, int count, Progress progress) {
        double[] distances = new double[count];
        DeviceKernel kernel = count < TILE ? DeviceKernel.DIFFERENCES : DeviceKernel.TILED_DIFFERENCES;
        run(kernel, rows, count, progress, (first, band, sums) -> {
            for (int i = 0; i < band * count; i++) {
                distances[first + i / count] += Math.sqrt(sums[i]);
            }
        });
        return distances;
    }

    private void run(DeviceKernel kernel, float[] rows, int count, Progress progress, BandWork work) {
        if (count > largest) {
            throw DeviceFailure.ofLimit("there are too many rows");
        }
        int length = rows.length / count;
        int segment = Math.max(1, Math.min(length, largest / count));
        int band = Math.clamp(largest / count, 1, count);
        Object content = segment >= length ? new Object() : null;
        double[] sums = new double[band * count];
        for (int first = 0; first < count; first += band) {
            progress.report((double) first / count, "Comparing rows");
            progress.check();
            int height = Math.min(band, count - first);
            java.util.Arrays.fill(sums, 0);
            for (int from = 0; from == 0 || from < length; from += segment) {
                int depth = Math.min(segment, length - from);
                int begin = from;
                Plans.Ready plan = plans.of(kernel, count * depth, 4, band * count);
                plan.keep(content, () -> turn(rows, count, begin, depth, plan.floats(0)));
                int[] sizes = plan.ints(1);
                sizes[0] = height * count;
                sizes[1] = count;
                sizes[2] = depth;
                sizes[3] = first;
                plan.run();
                double[] found = plan.doubles(2);
                for (int i = 0; i < height * count; i++) {
                    sums[i] += found[i];
                }
            }
            work.take(first, height, sums);
        }
    }

    private static void turn(float[] rows, int count, int from, int depth, float[] turned) {
        int length = rows.length / count;
        for (int row = 0; row < count; row++) {
            for (int i = 0; i < depth; i++) {
                turned[i * count + row] = rows[row * length + from + i];
            }
        }
    }

    double[] compose(ConvolutionPair pair, Progress progress) {
        ConvolutionPair.Taps first = pair.first();
        ConvolutionPair.Taps second = pair.second();
        int both = Math.addExact(first.weights().length, second.weights().length);
        int row = first.inputs() * pair.height() * pair.width();
        if (both > largest || row > largest) {
            throw DeviceFailure.ofLimit("the convolutions have too many weights");
        }
        double[] weights = new double[pair.size()];
        int outputs = second.outputs();
        // Bands are short enough that cancelling is noticed between two of them.
        long work = (long) row * second.perGroup() * second.taps();
        int band = Math.clamp(Math.min(largest / row, MULTIPLICATIONS / Math.max(1, work)), 1, outputs);
        Object content = new Object();
        for (int output = 0; output < outputs; output += band) {
            progress.check();
            int height = Math.min(band, outputs - output);
            Plans.Ready plan = plans.of(DeviceKernel.COMPOSE, both, 14, band * row);
            plan.keep(content, () -> {
                System.arraycopy(first.weights(), 0, plan.doubles(0), 0, first.weights().length);
                System.arraycopy(second.weights(), 0, plan.doubles(0), first.weights().length,
                        second.weights().length);
            });
            int[] sizes = {height * row, output, first.inputs(), first.outputs(), outputs, first.groups(),
                second.groups(), first.height(), first.width(), second.height(), second.width(), pair.strideRows(),
                pair.strideColumns(), first.weights().length};
            System.arraycopy(sizes, 0, plan.ints(1), 0, sizes.length);
            plan.run();
            System.arraycopy(plan.doubles(2), 0, weights, output * row, height * row);
        }
        return weights;
    }

    private static final long MULTIPLICATIONS = 1L << 31;
}
