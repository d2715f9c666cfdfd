package dev.secateur.engine.data;

import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

import dev.secateur.engine.job.Progress;
import dev.secateur.engine.problem.ProblemException;

/// A batch of 128 pictures of CIFAR's size, mirrored, moved, recoloured and normalised, on one thread. To be held against the
/// time of a training step with it: about half a second for ResNet-20. Run by
/// `java org.openjdk.jmh.Main BatchLoaderBenchmark` on the test class path.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class BatchLoaderBenchmark {

    private static final int BATCH = 128;

    private AutoCloseable open = () -> {};
    private Taker taker = () -> {
        throw new IllegalStateException("not set up");
    };

    /// Takes the next batch.
    @FunctionalInterface
    private interface Taker {
        Batch take() throws ProblemException;
    }

    @Setup(Level.Trial)
    public void opens() throws ProblemException {
        Dataset data = new Numbered(50_000, 10, new Dataset.Extents(3, 32, 32), Set.of(), new AtomicInteger());
        LoadPlan plan = new LoadPlan(Normalisation.imageNet(), new Augmentation(true, 4, 0.2), BATCH, 1, 1);
        BatchLoader loader = BatchLoader.open(data, plan, Batch.Position.START);
        open = loader;
        taker = () -> loader.next(Progress.none());
    }

    @Benchmark
    public Batch batch() throws ProblemException {
        return taker.take();
    }

    @TearDown(Level.Trial)
    public void closes() throws Exception {
        open.close();
    }
}
