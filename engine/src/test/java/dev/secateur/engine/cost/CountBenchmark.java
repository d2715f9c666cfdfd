package dev.secateur.engine.cost;

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

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.shape.Bindings;
import dev.secateur.engine.shape.ShapeInference;

/// Shapes and costs of a residual network of 5,043 nodes. Run by `java org.openjdk.jmh.Main CountBenchmark` on the test class path.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class CountBenchmark {

    private final Graph graph = Network.cifarResNet(240);

    @Benchmark
    public Object shapesAndCostsOfOneSample() {
        return CostRules.count(graph, ShapeInference.infer(graph, Bindings.batch(1)));
    }

    @Benchmark
    public Object shapesWithAnOpenBatch() {
        return ShapeInference.infer(graph);
    }
}
