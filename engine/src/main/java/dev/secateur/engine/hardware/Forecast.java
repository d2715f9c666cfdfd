package dev.secateur.engine.hardware;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.DoubleUnaryOperator;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.Node;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.runtime.Bench;
import dev.secateur.engine.runtime.BenchPlan;
import dev.secateur.engine.runtime.OrtOptions;
import dev.secateur.engine.runtime.OrtSession;
import dev.secateur.engine.runtime.Profile;
import dev.secateur.engine.shape.Bindings;
import dev.secateur.engine.shape.ShapeInference;
import dev.secateur.engine.shape.Shapes;
import dev.secateur.engine.tensor.Shape;
import dev.secateur.engine.tensor.Tensor;

/// Tells from a table of layers how long variants of one network will take.
///
/// For each layer `a * (its time) + c`, and `b * (elements that all other nodes make)`, where a, b and c are such that
/// the network itself takes what was measured: a for what layers gain or lose by standing in a network, b for the rest, c for the
/// difference between whole runs and what their profile says, which is above 0 for the runtime's work between kernels and below for the
/// cost of profiling itself (1 to 3 microseconds a kernel, a tenth of a small network's time).
///
/// @param batch samples in a run
/// @param factor a
/// @param perElement b, milliseconds an element
/// @param perLayer c, milliseconds
public record Forecast(int batch, double factor, double perElement, double perLayer) {

    private static final int RUNS = 30;
    private static final double LEAST = 0.25;
    private static final BenchPlan PLAN = new BenchPlan(3, 11, 501, Duration.ofMillis(500));

    /// What is counted of a network.
    ///
    /// @param layers convolutions and matrix products, as often as they are run
    /// @param elements of the results of all other nodes
    private record Content(List<Layer> layers, double elements) {}

    /// Calibrates on the network whose variants shall be told. The table must know all its layers.
    ///
    /// @param inputs for one run of `batch` samples
    public static Forecast of(Graph graph, LayerTable table, Map<String, Tensor> inputs, int batch, Progress progress)
            throws ProblemException {
        OrtOptions options = OrtOptions.defaults().withThreads(Math.max(1, table.threads()));
        double whole;
        try (OrtSession session = OrtSession.open(graph, options)) {
            whole = Bench.time(session, inputs, batch, PLAN, progress.part(0, 0.5)).medianMs();
        }
        Profile profile = Profile.of(graph, options, inputs, RUNS, progress.part(0.5, 1));
        Shapes shapes = ShapeInference.infer(graph, Bindings.batch(batch));
        double measured = 0;
        double rest = profile.unattributedMs();
        for (Node node : graph.nodes()) {
            double ms = profile.nodeMs().getOrDefault(node.id(), 0.0);
            if (Layer.of(graph, shapes, node).isPresent()) {
                measured += ms;
            } else {
                rest += ms;
            }
        }
        Content content = content(graph, batch);
        double alone = sum(content.layers(), table, ms -> ms).orElseThrow(() -> new IllegalArgumentException(
                "the table does not know all layers of the network"));
        return new Forecast(batch, alone == 0 ? 1 : measured / alone,
                content.elements() == 0 ? 0 : rest / content.elements(),
                content.layers().isEmpty() ? 0 : (whole - profile.kernelMs()) / content.layers().size());
    }

    /// Milliseconds that a variant will take; empty if the table misses one of its layers.
    public OptionalDouble of(Graph variant, LayerTable table) {
        Content content = content(variant, batch);
        OptionalDouble alone = sum(content.layers(), table, this::layer);
        return alone.isEmpty()
                ? alone
                : OptionalDouble.of(alone.getAsDouble() + perElement * content.elements());
    }

    /// Milliseconds of a layer within a network. What profiling costs is taken off at most to a quarter: on a busy machine it may seem
    /// more than a small layer takes.
    ///
    /// @param alone its time in the table, or between such times
    double layer(double alone) {
        return Math.max(factor * alone + perLayer, LEAST * factor * alone);
    }

    /// All layers of a network at a batch, for {@link LayerClock#complete}.
    public static Collection<Layer> layers(Graph graph, int batch) {
        return content(graph, batch).layers();
    }

    private static OptionalDouble sum(List<Layer> layers, LayerTable table, DoubleUnaryOperator of) {
        double sum = 0;
        for (Layer layer : layers) {
            OptionalDouble ms = table.of(layer);
            if (ms.isEmpty()) {
                return ms;
            }
            sum += of.applyAsDouble(ms.getAsDouble());
        }
        return OptionalDouble.of(sum);
    }

    private static Content content(Graph graph, int batch) {
        Shapes shapes = ShapeInference.infer(graph, Bindings.batch(batch));
        List<Layer> layers = new ArrayList<>();
        double elements = 0;
        for (Node node : graph.nodes()) {
            Optional<Layer> layer = Layer.of(graph, shapes, node);
            if (layer.isPresent()) {
                layers.add(layer.get());
            } else {
                Shape shape = shapes.shape(node.output());
                elements += shape == null ? 0 : shape.elements().orElse(0);
            }
        }
        return new Content(layers, elements);
    }
}
