package dev.secateur.engine.rewrite.calibration;

import dev.secateur.engine.tensor.Tensor;

/// Mean and variance by channel over any number of tensors `[N, C, ...]`, in float64, joined batch by batch after Chan et al.
/// ("Updating formulae and a pairwise algorithm for computing sample variances", 1979).
final class ChannelMoments {

    private final double[] mean;
    private final double[] squares;
    private long count;

    ChannelMoments(int channels) {
        this.mean = new double[channels];
        this.squares = new double[channels];
    }

    /// Takes a batch in.
    ///
    /// @return false if a number is not finite
    boolean add(Tensor batch) {
        int channels = mean.length;
        float[] values = batch.toFloats();
        int plane = values.length / (int) batch.dim(0) / channels;
        long seen = batch.dim(0) * plane;
        for (int c = 0; c < channels; c++) {
            double sum = 0;
            for (int at = c * plane; at < values.length; at += channels * plane) {
                for (int i = 0; i < plane; i++) {
                    sum += values[at + i];
                }
            }
            double own = sum / seen;
            double spread = 0;
            for (int at = c * plane; at < values.length; at += channels * plane) {
                for (int i = 0; i < plane; i++) {
                    double distance = values[at + i] - own;
                    spread += distance * distance;
                }
            }
            if (!Double.isFinite(spread)) {
                return false;
            }
            join(c, own, spread, seen);
        }
        count += seen;
        return true;
    }

    private void join(int channel, double own, double spread, long seen) {
        double distance = own - mean[channel];
        double whole = count + seen;
        mean[channel] += distance * seen / whole;
        squares[channel] += spread + distance * distance * count * seen / whole;
    }

    /// Elements seen of each channel.
    long count() {
        return count;
    }

    double mean(int channel) {
        return mean[channel];
    }

    /// Variance of the whole (divisor n).
    double variance(int channel) {
        return squares[channel] / count;
    }

    int channels() {
        return mean.length;
    }
}
