package dev.secateur.engine.network;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

import dev.secateur.engine.block.Block;
import dev.secateur.engine.block.BlockFinder;
import dev.secateur.engine.cost.CostRules;
import dev.secateur.engine.cost.Costs;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.onnx.OnnxReader;
import dev.secateur.engine.onnx.OnnxWriter;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.shape.Bindings;
import dev.secateur.engine.shape.ShapeInference;
import dev.secateur.engine.shape.Shapes;

/// From a file to all that is shown of a model: read, shapes, costs, blocks. Of a DenseNet of about 1,700 nodes and of a residual
/// network of about 20,000. Run by `java org.openjdk.jmh.Main AnalysisBenchmark` on the test class path.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class AnalysisBenchmark {

    private static final int SIDE = 64;

    @Param({"densenet-1700", "resnet-20000"})
    public String model = "";

    private Path file = Path.of("");

    /// What is found out.
    public record Analysis(Shapes shapes, Costs costs, List<Block> blocks) {}

    static Graph network(String name) {
        return name.equals("densenet-1700")
                ? ConvolutionNets.denseNet(Collections.nCopies(4, 60), 8, SIDE)
                : ConvolutionNets.resNet(List.of(2850), 4, false, 1, SIDE);
    }

    @Setup(Level.Trial)
    public void writes() throws IOException, ProblemException {
        file = Files.createTempFile("analysis", ".onnx");
        Files.write(file, OnnxWriter.encode(network(model)));
    }

    @TearDown(Level.Trial)
    public void removes() throws IOException {
        Files.deleteIfExists(file);
    }

    @Benchmark
    public Analysis fromFileToAnalysis() throws ProblemException {
        Graph graph = OnnxReader.read(file);
        Shapes shapes = ShapeInference.infer(graph, Bindings.batch(1));
        return new Analysis(shapes, CostRules.count(graph, shapes), BlockFinder.find(graph, shapes));
    }

    @Benchmark
    public Graph readOnly() throws ProblemException {
        return OnnxReader.read(file);
    }
}
