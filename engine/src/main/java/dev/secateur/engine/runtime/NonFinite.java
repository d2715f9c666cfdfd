package dev.secateur.engine.runtime;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.GraphEditor;
import dev.secateur.engine.graph.Node;
import dev.secateur.engine.graph.Value;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.shape.ShapeInference;
import dev.secateur.engine.shape.Shapes;
import dev.secateur.engine.tensor.DType;
import dev.secateur.engine.tensor.Tensor;

/// Refuses results that are not numbers: infinities and NaN.
public final class NonFinite {

    /// Nodes whose results are looked at in one run: a bound on memory.
    private static final int NODES_AT_ONCE = 64;

    private NonFinite() {}

    /// Number of elements that are infinite or NaN; 0 for every type without such values.
    public static long count(Tensor tensor) {
        if (!tensor.dtype().isFloating()) {
            return 0;
        }
        long found = 0;
        for (long i = 0; i < tensor.elements(); i++) {
            if (!Double.isFinite(tensor.doubleAt(i))) {
                found++;
            }
        }
        return found;
    }

    /// Returns if every element is finite.
    ///
    /// @param name of the value, or of the node that made it
    /// @param whose which network it comes from, for people
    /// @throws ProblemException naming the value and how many of its elements are not finite
    public static void refuse(String name, Tensor tensor, String whose) throws ProblemException {
        if (count(tensor) > 0) {
            throw problem(name, tensor, whose, null);
        }
    }

    /// The problem with a tensor that is not finite.
    ///
    /// @param origin the node where it begins, null if that is not known
    static ProblemException problem(String name, Tensor tensor, String whose, @Nullable String origin) {
        String why = count(tensor) + " of the " + tensor.elements() + " numbers of " + name
                + " are infinite or not a number";
        return ProblemException.ofModel("a result of " + whose + " is not finite", origin == null ? name : origin,
                origin == null ? why : why + "; it begins at this node",
                "look at this node's weights and statistics, or give other inputs");
    }

    /// The first node, in the graph's order, with a result that is not finite. Runs the graph without optimisation, several
    /// times, so it takes much longer than one run.
    public static Optional<Node> origin(Graph graph, Map<String, Tensor> inputs, Progress progress)
            throws ProblemException {
        Shapes shapes = ShapeInference.infer(graph);
        List<Node> nodes = graph.nodes();
        for (int from = 0; from < nodes.size(); from += NODES_AT_ONCE) {
            progress.report((double) from / nodes.size(), "Looking for the node whose result is not finite");
            List<Node> part = nodes.subList(from, Math.min(from + NODES_AT_ONCE, nodes.size()));
            Optional<Node> found = origin(graph, part, shapes, inputs, progress);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private static Optional<Node> origin(Graph graph, List<Node> part, Shapes shapes, Map<String, Tensor> inputs,
            Progress progress) throws ProblemException {
        List<Value> watched = part.stream().flatMap(n -> n.outputs().stream())
                .filter(v -> v.isPresent() && isFloating(shapes.type(v).dtype())).toList();
        if (watched.isEmpty()) {
            return Optional.empty();
        }
        GraphEditor editor = graph.edit();
        watched.stream().filter(v -> graph.types().get(v) == null).forEach(v -> editor.declare(v, shapes.type(v)));
        editor.setOutputs(watched);
        try (OrtSession session = OrtSession.open(editor.build(), OrtOptions.defaults().withOptimised(false))) {
            Map<String, Tensor> results = session.run(inputs, progress);
            return watched.stream().filter(v -> {
                Tensor result = results.get(graph.name(v));
                return result != null && count(result) > 0;
            }).findFirst().flatMap(graph::producer);
        }
    }

    private static boolean isFloating(@Nullable DType dtype) {
        return dtype != null && dtype.isFloating();
    }
}
