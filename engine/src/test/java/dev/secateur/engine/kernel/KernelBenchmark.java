package dev.secateur.engine.kernel;

import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.TimeUnit;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// Kernels on three sizes: a layer of ResNet-20, a layer of ResNet-50, and as many weights as all of ResNet-50 has.
/// Run by `java --add-modules jdk.incubator.vector org.openjdk.jmh.Main KernelBenchmark` on the test class path.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(value = 1, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
public class KernelBenchmark {

    private static final int[] BITS = {2, 3, 4, 5, 6, 7, 8, 16};

    @Param({"64x576", "512x4608", "5540x4608"})
    String rows;

    @Param({"plain", "vector"})
    String form;

    private Kernels kernels = Kernels.plain();
    private float[] values = {};
    private Grids grids = new Grids(1, new float[0], new float[0], new float[0]);

    @Setup
    public void draw() {
        kernels = kernels(form);
        String[] parts = rows.split("x");
        int count = Integer.parseInt(parts[0]);
        Random random = new Random(1);
        values = new float[count * Integer.parseInt(parts[1])];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        float[] steps = new float[BITS.length * count];
        float[] highs = new float[steps.length];
        float[] lows = new float[steps.length];
        for (int v = 0; v < BITS.length; v++) {
            float high = (1 << BITS[v] - 1) - 1;
            Arrays.fill(highs, v * count, (v + 1) * count, high);
            Arrays.fill(lows, v * count, (v + 1) * count, -high);
            Arrays.fill(steps, v * count, (v + 1) * count, 4 / high);
        }
        grids = new Grids(count, steps, lows, highs);
    }

    /// The kernels of one form, from the first call on.
    static Kernels kernels(String form) {
        return form.equals("plain") ? Kernels.plain() : new PlainKernels(new VectorLoops());
    }

    @Benchmark
    public RoundingErrors roundingErrorsAtEightWidths() {
        return kernels.roundingErrors(values, grids);
    }

    @Benchmark
    public long[] histogramOf2048Bins() {
        long[] counts = new long[2048];
        kernels.count(values, -4, 8f / 2048, counts);
        return counts;
    }

    @Benchmark
    public Clusters sixteenClusters() {
        return kernels.clusters(values, 16, 50);
    }
}
