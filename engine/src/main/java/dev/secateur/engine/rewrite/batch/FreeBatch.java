package dev.secateur.engine.rewrite.batch;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.GraphEditor;
import dev.secateur.engine.graph.Node;
import dev.secateur.engine.graph.Value;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.shape.ShapeInference;
import dev.secateur.engine.shape.Shapes;
import dev.secateur.engine.tensor.Dim;
import dev.secateur.engine.tensor.Shape;
import dev.secateur.engine.tensor.Tensor;
import dev.secateur.engine.tensor.TensorType;

/// Frees the batch of a network that was exported with a fixed batch of 1.
///
/// The leading 1 of all inputs becomes a symbol, and the constants of Reshape, Expand and Resize that hold it are replaced,
/// following through the shapes which axis carries the batch. The graph given stays as it is. The freed one has been run: four
/// samples at once give what each gives by itself.
public final class FreeBatch {

    /// Largest relative difference between a batch of four and four runs, of which float32 kernels for different sizes are the cause.
    static final double TOLERANCE = 1e-5;
    private static final String SYMBOL = "N";

    private FreeBatch() {}

    /// What came of it.
    public sealed interface Result {}

    /// It takes any batch.
    ///
    /// @param graph the freed graph, the very graph given if it already took any
    /// @param maxRelativeDifference of a batch of four from four runs, as a part of the largest number of the result
    public record Freed(Graph graph, double maxRelativeDifference) implements Result {}

    /// It cannot be freed.
    ///
    /// @param reason a clause: `its result has no batch any more`
    /// @param node where, a node of the graph given; null if it is no single node
    public record Refused(String reason, @Nullable Node node) implements Result {}

    /// Frees the batch and verifies it in ONNX Runtime.
    ///
    /// @throws ProblemException if the graph itself cannot be run
    public static Result free(Graph graph, Progress progress) throws ProblemException {
        List<Value> inputs = new ArrayList<>();
        for (Value input : graph.requiredInputs()) {
            Shape shape = graph.type(input).shape();
            if (shape == null) {
                return new Refused("the shape of its input " + graph.name(input) + " is not declared", null);
            }
            if (shape.rank() > 0) {
                if (shape.dim(0) instanceof Dim.Known(long size) && size != 1) {
                    return new Refused("its input " + graph.name(input) + " has a fixed first extent of " + size, null);
                }
                inputs.add(input);
            }
        }
        if (inputs.isEmpty()) {
            return new Refused("it has no input with a batch", null);
        }
        return mend(graph, inputs, progress);
    }

    /// True if the declared batch is 1 and constants inside hold it too, so that several samples at once do not go through.
    public static boolean isFixedInside(Graph graph) {
        List<Value> inputs = graph.requiredInputs().stream().filter(v -> {
            Shape shape = graph.type(v).shape();
            return shape != null && shape.rank() > 0 && shape.dim(0).equals(Dim.of(1));
        }).toList();
        return !inputs.isEmpty() && new BatchWalk(undeclared(graph), inputs).trouble() != null;
    }

    private static Result mend(Graph original, List<Value> inputs, Progress progress) throws ProblemException {
        Graph graph = undeclared(original);
        Set<Integer> mended = new HashSet<>();
        BatchWalk walk = new BatchWalk(graph, inputs);
        for (BatchWalk.Trouble trouble = walk.trouble(); trouble != null; trouble = walk.trouble()) {
            progress.check();
            Optional<Graph> better = mended.add(trouble.node().id())
                    ? new BatchFix(graph, walk, inputs.getFirst()).mend(trouble.node())
                    : Optional.empty();
            if (better.isEmpty()) {
                return new Refused(trouble.reason(), original.node(trouble.node().id()).orElse(null));
            }
            graph = better.get();
            walk = new BatchWalk(graph, inputs);
        }
        Graph freed = mended.isEmpty() && isOpen(original, inputs) ? original : declared(original, graph, inputs);
        return verify(freed, new BatchTrial(original, inputs, walk, progress));
    }

    private static boolean isOpen(Graph graph, List<Value> inputs) {
        return inputs.stream().map(graph::type).map(TensorType::shape)
                .noneMatch(s -> s != null && s.dim(0).isKnown());
    }

    /// Without the declared shapes of inner values and results, which may fix the batch.
    private static Graph undeclared(Graph graph) {
        GraphEditor editor = graph.edit();
        Set<Value> inputs = Set.copyOf(graph.inputs());
        graph.types().forEach((value, type) -> {
            if (!inputs.contains(value)) {
                editor.declare(value, new TensorType(type.dtype(), null));
            }
        });
        return editor.build();
    }

    /// With the symbol in the inputs, and whatever was declared before declared anew.
    private static Graph declared(Graph original, Graph graph, List<Value> inputs) {
        String symbol = freeSymbol(original);
        GraphEditor editor = graph.edit();
        for (Value input : inputs) {
            TensorType type = graph.type(input);
            if (type.shape() != null && type.shape().dim(0).isKnown()) {
                editor.declare(input, new TensorType(type.dtype(), type.shape().with(0, Dim.of(symbol))));
            }
        }
        Graph open = editor.build();
        Shapes shapes = ShapeInference.infer(open);
        GraphEditor declarations = open.edit();
        Set<Value> given = Set.copyOf(open.inputs());
        original.types().keySet().stream().filter(v -> !given.contains(v))
                .forEach(v -> declarations.declare(v, shapes.type(v)));
        return declarations.build();
    }

    private static String freeSymbol(Graph graph) {
        Set<String> taken = new HashSet<>();
        graph.types().values().stream().map(TensorType::shape).filter(s -> s != null)
                .forEach(s -> s.dims().forEach(d -> taken.add(d.toString())));
        String symbol = SYMBOL;
        for (int i = 1; taken.contains(symbol); i++) {
            symbol = SYMBOL + "_" + i;
        }
        return symbol;
    }

    private static Result verify(Graph freed, BatchTrial trial)
            throws ProblemException {
        List<Map<String, Tensor>> expected = trial.runOneByOne();
        double difference;
        try {
            difference = trial.compare(freed, expected);
        } catch (ProblemException e) {
            return new Refused("with a batch of " + BatchTrial.SAMPLES + " " + e.problem().why(), null);
        }
        return difference <= TOLERANCE
                ? new Freed(freed, difference)
                : new Refused("a batch of " + BatchTrial.SAMPLES + " does not give what its samples give one by one: "
                        + "the largest relative difference is " + difference, null);
    }
}
