package dev.secateur.engine.kernel;

import java.util.ArrayList;
import java.util.List;

import dev.secateur.engine.job.Progress;
import dev.secateur.engine.tensor.Tensor;

/// How the elements of a weight are distributed over its channels, and a small picture of it.
///
/// Memory is bounded by the number of channels and the size of the picture, whatever the size of the tensor.
///
/// @param channels one entry for each index along the channel axis
/// @param map the picture: channels down, the other axis across
public record ChannelStatistics(List<Channel> channels, Map map) {

    /// Most rows and columns of a picture.
    public static final int LARGEST_SIDE = 256;

    private static final int CHUNK = 1 << 16;

    public ChannelStatistics {
        channels = List.copyOf(channels);
    }

    /// One channel. Elements that are not finite are left out.
    ///
    /// @param index along the channel axis, from 0
    /// @param mean arithmetic mean
    /// @param deviation standard deviation (divisor n)
    /// @param l1 sum of absolute values
    /// @param l2 root of the sum of squares
    /// @param zeros part of the elements that is exactly zero, 0..1
    public record Channel(int index, double min, double max, double mean, double deviation, double l1, double l2,
            double zeros) {}

    /// A matrix that shows the sizes of weights.
    ///
    /// @param rows 1 to {@link #LARGEST_SIDE}
    /// @param columns 1 to {@link #LARGEST_SIDE}
    /// @param channels extent of the channel axis, of which a row shows one index or several neighbours
    /// @param others extent of the other axis
    /// @param values `[rows, columns]`: root mean square of the weights in a cell, over all further axes
    public record Map(int rows, int columns, long channels, long others, double[] values) {

        public Map {
            values = values.clone();
        }

        @Override
        public double[] values() {
            return values.clone();
        }

        public double value(int row, int column) {
            return values[row * columns + column];
        }
    }

    /// Reads all elements once.
    ///
    /// @param weight of rank 2 or more
    /// @param channelAxis axis of the output channels: 0 for a convolution, the last for a matrix that is multiplied from the right
    /// @param otherAxis axis shown across
    public static ChannelStatistics of(Tensor weight, int channelAxis, int otherAxis, Progress progress) {
        return new Pass(weight, channelAxis, otherAxis).run(progress);
    }

    /// Running sums.
    private static final class Pass {
        private final Tensor weight;
        private final long channels;
        private final long others;
        private final long channelStride;
        private final long otherStride;
        private final int rows;
        private final int columns;
        private final Sums[] sums;
        private final double[] squares;
        private final long[] counts;

        Pass(Tensor weight, int channelAxis, int otherAxis) {
            this.weight = weight;
            channels = weight.dim(channelAxis);
            others = weight.dim(otherAxis);
            channelStride = stride(weight, channelAxis);
            otherStride = stride(weight, otherAxis);
            rows = (int) Math.max(1, Math.min(channels, LARGEST_SIDE));
            columns = (int) Math.max(1, Math.min(others, LARGEST_SIDE));
            sums = new Sums[Math.toIntExact(channels)];
            java.util.Arrays.setAll(sums, i -> new Sums());
            squares = new double[rows * columns];
            counts = new long[rows * columns];
        }

        private static long stride(Tensor weight, int axis) {
            long stride = 1;
            for (int i = axis + 1; i < weight.rank(); i++) {
                stride *= weight.dim(i);
            }
            return stride;
        }

        ChannelStatistics run(Progress progress) {
            long total = weight.elements();
            for (long i = 0; i < total; i++) {
                if (i % CHUNK == 0) {
                    progress.report((double) i / total, "Reading the channels");
                    progress.check();
                }
                add(i, weight.doubleAt(i));
            }
            List<Channel> found = new ArrayList<>();
            for (int c = 0; c < sums.length; c++) {
                found.add(sums[c].channel(c));
            }
            for (int i = 0; i < squares.length; i++) {
                squares[i] = counts[i] == 0 ? 0 : Math.sqrt(squares[i] / counts[i]);
            }
            return new ChannelStatistics(found, new Map(rows, columns, channels, others, squares));
        }

        private void add(long index, double x) {
            if (!Double.isFinite(x)) {
                return;
            }
            long channel = index / channelStride % channels;
            long other = index / otherStride % others;
            sums[(int) channel].add(x);
            int cell = (int) (channel * rows / channels) * columns + (int) (other * columns / others);
            squares[cell] += x * x;
            counts[cell]++;
        }
    }

    /// Of one channel; mean and deviation after Welford.
    private static final class Sums {
        private long count;
        private long zeros;
        private double min = Double.POSITIVE_INFINITY;
        private double max = Double.NEGATIVE_INFINITY;
        private double mean;
        private double spread;
        private double absolute;
        private double square;

        void add(double x) {
            count++;
            zeros += x == 0 ? 1 : 0;
            min = Math.min(min, x);
            max = Math.max(max, x);
            double delta = x - mean;
            mean += delta / count;
            spread += delta * (x - mean);
            absolute += Math.abs(x);
            square += x * x;
        }

        Channel channel(int index) {
            return count == 0
                    ? new Channel(index, 0, 0, 0, 0, 0, 0, 0)
                    : new Channel(index, min, max, mean, Math.sqrt(spread / count), absolute, Math.sqrt(square),
                            (double) zeros / count);
        }
    }
}
