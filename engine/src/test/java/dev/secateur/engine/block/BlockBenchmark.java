package dev.secateur.engine.block;

import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

import dev.secateur.engine.architecture.Pictures;
import dev.secateur.engine.architecture.ResNet;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.rewrite.Kernel;
import dev.secateur.engine.shape.Bindings;
import dev.secateur.engine.shape.ShapeInference;
import dev.secateur.engine.shape.Shapes;

/// Blocks of a residual network of 5,000 nodes, previews of 50 of them, and the largest composition in a ResNet-34. Run by
/// `java org.openjdk.jmh.Main BlockBenchmark` on the test class path.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class BlockBenchmark {

    private static final int WIDE = 512;

    private final Graph graph = ResNet.of(6 * 230 + 2, Pictures.cifarTen(), 1);
    private final Shapes shapes = ShapeInference.infer(graph, Bindings.batch(1));
    private final List<Block> blocks = BlockFinder.find(graph, shapes);
    private final Kernel kernel = Kernel.of(new Kernel.Extents(WIDE, WIDE, 1, 3, 3),
            new Random(1).doubles((long) WIDE * WIDE * 9).toArray(), new double[WIDE]);

    @Benchmark
    public Object findsBlocks() {
        return BlockFinder.find(graph, shapes);
    }

    @Benchmark
    public Object previewsFifty() {
        return blocks.subList(0, 50).stream().map(b -> MergePreview.of(graph, shapes, b)).toList();
    }

    @Benchmark
    public Object composesTwoKernelsOf512Channels() {
        return kernel.then(kernel, 1, 1, Progress.none());
    }
}
