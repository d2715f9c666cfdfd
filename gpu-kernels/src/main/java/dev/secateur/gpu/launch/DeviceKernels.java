package dev.secateur.gpu.launch;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.job.Progress;
import dev.secateur.engine.kernel.Clusters;
import dev.secateur.engine.kernel.ConvolutionPair;
import dev.secateur.engine.kernel.Grids;
import dev.secateur.engine.kernel.Kernels;
import dev.secateur.engine.kernel.KnockoffLaw;
import dev.secateur.engine.kernel.RoundingErrors;
import dev.secateur.engine.kernel.RoundingSweep;

/// The kernels on a device, whatever the size of the work. Arguments were checked, and failures come out as {@link DeviceFailure}: see
/// {@link GuardedKernels}, which is what the program gets. One call at a time.
public final class DeviceKernels implements Kernels, AutoCloseable {

    private static final int FEWEST_NUMBERS = 1 << 12;
    private static final int MOST_NUMBERS = 1 << 27;
    /// TornadoVM gives all plans together 4 GiB of the device unless it is told otherwise.
    private static final long MOST_BYTES = 3L << 30;

    private final Device device;
    private final Plans plans;
    private final RowLaunches rows;
    private final PairLaunches pairs;
    private final CountLaunches counts;

    /// As much at once as the device's memory takes, and ours: what is sent is laid ready in arrays here.
    public DeviceKernels(Device device) {
        this(device, Math.clamp(Math.min(device.info().largestBuffer(), Math.min(device.info().memory() / 8,
                Runtime.getRuntime().maxMemory() / 16)) / Double.BYTES, FEWEST_NUMBERS, MOST_NUMBERS));
    }

    /// @param largest numbers in an array that is sent at once
    public DeviceKernels(Device device, int largest) {
        this.device = device;
        this.plans = new Plans(device,
                Math.min(MOST_BYTES, Math.min(device.info().memory() / 2, Runtime.getRuntime().maxMemory() / 4)));
        this.rows = new RowLaunches(plans, largest);
        this.pairs = new PairLaunches(plans, largest);
        this.counts = new CountLaunches(plans, largest);
    }

    /// Where it computes.
    public Device device() {
        return device;
    }

    /// Where the time of all calls went.
    public Device.Times times() {
        return plans.times();
    }

    @Override
    public RoundingErrors roundingErrors(float[] values, Grids grids) {
        return roundingErrors(values, grids, null);
    }

    private RoundingErrors roundingErrors(float[] values, Grids grids, @Nullable Object sweep) {
        return rows.roundingErrors(values, grids, sweep);
    }

    @Override
    public RoundingSweep sweep(float[] values) {
        Object content = new Object();
        return grids -> roundingErrors(values, grids, content);
    }

    @Override
    public void count(float[] values, float low, float width, long[] into) {
        long[] found = counts.count(values, low, width, into.length);
        // Only now, so that whoever counts after a failure counts nothing twice.
        for (int i = 0; i < into.length; i++) {
            into[i] += found[i];
        }
    }

    @Override
    public Clusters clusters(float[] values, int most, int iterations) {
        return counts.clusters(values, most, iterations);
    }

    @Override
    public double[] norms(float[] values, int count, Norm norm) {
        return rows.norms(values, count, norm == Norm.L2_SQUARED);
    }

    @Override
    public double[] distanceSums(float[] values, int count, Progress progress) {
        return pairs.distanceSums(values, count, progress);
    }

    @Override
    public double[] gram(float[] values, int count) {
        return pairs.gram(values, count);
    }

    @Override
    public float[] knockoffs(float[] centred, float[] drawn, KnockoffLaw law) {
        return rows.knockoffs(centred, drawn, law);
    }

    @Override
    public double[] compose(ConvolutionPair pair, Progress progress) {
        return pairs.compose(pair, progress);
    }

    @Override
    public float[] softmaxMeans(float[] logits, float[] candidates, float temperature) {
        return rows.softmaxMeans(logits, candidates, temperature);
    }

    @Override
    public int[] largest(float[] values, int length) {
        return rows.largest(values, length);
    }

    /// Lets go of all arrays without asking the device, which does not answer any more.
    void forget() {
        plans.forget();
    }

    @Override
    public void close() {
        plans.close();
    }
}
