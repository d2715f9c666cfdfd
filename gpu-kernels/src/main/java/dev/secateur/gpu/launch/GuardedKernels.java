package dev.secateur.gpu.launch;

import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.job.Progress;
import dev.secateur.engine.kernel.Clusters;
import dev.secateur.engine.kernel.ConvolutionPair;
import dev.secateur.engine.kernel.Grids;
import dev.secateur.engine.kernel.Kernels;
import dev.secateur.engine.kernel.KnockoffLaw;
import dev.secateur.engine.kernel.RoundingErrors;
import dev.secateur.engine.kernel.RoundingSweep;

/// Kernels on a device as long as it serves and where it pays; the engine's own otherwise. Small work never leaves the processor. When the
/// device fails, the call is done again in plain Java, and so are all that follow; that is told once.
public final class GuardedKernels implements Kernels {

    /// Operations below which sending the work costs more than doing it.
    public static final long WORTH_SENDING = 1L << 24;

    private final DeviceKernels onDevice;
    private final Kernels plain = Kernels.processor();
    private final long worthSending;
    private final Consumer<String> told;
    private final ReentrantLock oneAtATime = new ReentrantLock();
    private boolean lost;

    /// @param worthSending operations from which work goes to the device
    /// @param told takes one sentence when the device fails, on the thread that computes
    public GuardedKernels(DeviceKernels onDevice, long worthSending, Consumer<String> told) {
        this.onDevice = onDevice;
        this.worthSending = worthSending;
        this.told = told;
    }

    /// On the device if it serves and the work is worth it.
    private <T> T choose(long operations, Function<Kernels, T> work) {
        if (operations < worthSending) {
            return work.apply(plain);
        }
        T found = tried(work);
        return found == null ? work.apply(plain) : found;
    }

    private <T> @Nullable T tried(Function<Kernels, T> work) {
        oneAtATime.lock();
        try {
            return lost ? null : work.apply(onDevice);
        } catch (DeviceFailure failure) {
            if (!failure.isLimit()) {
                lost = true;
                onDevice.forget();
                told.accept(onDevice.device().info().name() + " failed (" + failure.getMessage()
                        + "). The engine's own kernels do its work from now on.");
            }
            return null;
        } finally {
            oneAtATime.unlock();
        }
    }

    @Override
    public RoundingErrors roundingErrors(float[] values, Grids grids) {
        checkRows(values, grids.rows());
        return choose(work(values.length, grids.count()), kernels -> kernels.roundingErrors(values, grids));
    }

    @Override
    public RoundingSweep sweep(float[] values) {
        RoundingSweep device = onDevice.sweep(values);
        return grids -> {
            checkRows(values, grids.rows());
            return choose(work(values.length, grids.count()), kernels -> kernels == onDevice
                    ? device.errors(grids)
                    : kernels.roundingErrors(values, grids));
        };
    }

    private static long work(long values, long each) {
        return values * Math.max(1, each);
    }

    private static void checkRows(float[] values, int rows) {
        if (rows < 1 || values.length % rows != 0) {
            throw new IllegalArgumentException(values.length + " values are not " + rows + " rows");
        }
    }

    @Override
    public void count(float[] values, float low, float width, long[] counts) {
        if (!(width > 0)) {
            throw new IllegalArgumentException("a bin has a width: " + width);
        }
        choose(values.length, kernels -> {
            kernels.count(values, low, width, counts);
            return counts;
        });
    }

    @Override
    public Clusters clusters(float[] values, int most, int iterations) {
        if (most < 1 || iterations < 0 || !differMore(values, most)) {
            return plain.clusters(values, most, iterations);
        }
        return choose(work(values.length, iterations), kernels -> kernels.clusters(values, most, iterations));
    }

    /// Whether all values are finite and more than `most` of them differ: only then is there anything to settle.
    private static boolean differMore(float[] values, int most) {
        java.util.Set<Float> seen = new java.util.HashSet<>();
        for (float x : values) {
            if (!Float.isFinite(x)) {
                return false;
            }
            if (seen.size() <= most) {
                // Zero and minus zero are one number.
                seen.add(x + 0f);
            }
        }
        return seen.size() > most;
    }

    @Override
    public double[] norms(float[] values, int count, Norm norm) {
        checkRows(values, count);
        return choose(values.length, kernels -> kernels.norms(values, count, norm));
    }

    @Override
    public double[] distanceSums(float[] values, int count, Progress progress) {
        checkRows(values, count);
        return choose(work(values.length, count), kernels -> kernels.distanceSums(values, count, progress));
    }

    @Override
    public double[] gram(float[] values, int count) {
        checkRows(values, count);
        return choose(work(values.length, count), kernels -> kernels.gram(values, count));
    }

    @Override
    public float[] knockoffs(float[] centred, float[] drawn, KnockoffLaw law) {
        if (centred.length != drawn.length || centred.length % law.size() != 0) {
            return plain.knockoffs(centred, drawn, law);
        }
        return choose(work(centred.length, law.size()), kernels -> kernels.knockoffs(centred, drawn, law));
    }

    @Override
    public double[] compose(ConvolutionPair pair, Progress progress) {
        long operations = work(work(pair.second().weights().length, pair.first().perGroup()), pair.first().taps());
        return choose(operations, kernels -> kernels.compose(pair, progress));
    }

    @Override
    public float[] softmaxMeans(float[] logits, float[] candidates, float temperature) {
        if (candidates.length == 0 || logits.length % candidates.length != 0 || !(temperature > 0)) {
            return plain.softmaxMeans(logits, candidates, temperature);
        }
        return choose(logits.length, kernels -> kernels.softmaxMeans(logits, candidates, temperature));
    }

    @Override
    public int[] largest(float[] values, int length) {
        if (length < 1 || values.length % length != 0) {
            return plain.largest(values, length);
        }
        return choose(values.length, kernels -> kernels.largest(values, length));
    }
}
