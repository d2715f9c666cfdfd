package dev.secateur.engine.kernel;

import java.util.Arrays;
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

import dev.secateur.engine.job.Progress;

/// Kernels on rows and convolutions, in both forms where there are two. Run by
/// `java --add-modules jdk.incubator.vector org.openjdk.jmh.Main RowKernelBenchmark` on the test class path.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(value = 1, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
public class RowKernelBenchmark {

    @Param({"64x576", "256x1152"})
    String rows;

    @Param({"plain", "vector"})
    String form;

    private Kernels kernels = Kernels.plain();
    private int count;
    private float[] values = {};

    @Setup
    public void draw() {
        String[] parts = rows.split("x");
        count = Integer.parseInt(parts[0]);
        values = KernelContract.normal(count * Integer.parseInt(parts[1]), 1);
        kernels = KernelBenchmark.kernels(form);
    }

    @Benchmark
    public double[] gramMatrix() {
        return kernels.gram(values, count);
    }

    @Benchmark
    public double[] distances() {
        return kernels.distanceSums(values, count, Progress.none());
    }

    @Benchmark
    public double[] norms() {
        return kernels.norms(values, count, Kernels.Norm.L2_SQUARED);
    }

    @Benchmark
    public int[] largestHalfOfTheRows() {
        return kernels.largestRows(values, count, count / 2);
    }

    @Benchmark
    public int[] largestOfARow() {
        return kernels.largest(values, 16);
    }

    @Benchmark
    public float[] softmaxMeansOfSixteen() {
        return kernels.softmaxMeans(values, Arrays.copyOf(values, 16), 0.5f);
    }

    @Benchmark
    public float[] knockoffsOfSixtyFour() {
        float[] law = Arrays.copyOf(values, 64 * 64);
        return kernels.knockoffs(values, values, new KnockoffLaw(64, law, law));
    }

    @Benchmark
    public double[] twoConvolutions() {
        double[] first = new double[64 * 64 * 9];
        double[] second = new double[64 * 64];
        Arrays.fill(first, 0.5);
        Arrays.fill(second, 0.5);
        return kernels.compose(new ConvolutionPair(new ConvolutionPair.Taps(64, 64, 1, 3, 3, first),
                new ConvolutionPair.Taps(64, 64, 1, 1, 1, second), 1, 1), Progress.none());
    }
}
