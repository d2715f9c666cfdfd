package dev.secateur.engine.train;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.data.Dataset;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.Node;
import dev.secateur.engine.graph.Value;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.shape.Bindings;
import dev.secateur.engine.shape.ShapeInference;
import dev.secateur.engine.tensor.Dim;
import dev.secateur.engine.tensor.Shape;

/// A network seen as one that takes pictures and gives one result.
///
/// @param input takes `[N, C, H, W]`
/// @param output what is compared: scores before a softmax that ends the network, else the first result
/// @param classes number of scores; 0 if the result is no class scores
record Head(Value input, Value output, int classes) {

    private static final String WHAT = "cannot train the model";

    /// Looks at a network.
    ///
    /// @throws ProblemException if it does not take one batch of pictures
    static Head of(Graph graph) throws ProblemException {
        if (graph.requiredInputs().size() != 1) {
            throw refused(null, "it has " + graph.requiredInputs().size() + " inputs",
                    "use a model that takes pictures alone");
        }
        Value input = graph.requiredInputs().getFirst();
        Shape shape = graph.type(input).shape();
        if (shape == null || shape.rank() != 4) {
            throw refused(graph.name(input),
                    "its input is " + graph.type(input).display() + " and not batch × channels × height × width",
                    "use a model that takes pictures");
        }
        Value output = graph.producer(graph.outputs().getFirst()).filter(Head::isSoftmax).map(n -> n.input(0))
                .orElse(graph.outputs().getFirst());
        return new Head(input, output, classes(graph, graph.outputs().getFirst()));
    }

    private static boolean isSoftmax(Node node) {
        return node.op().type().equals("Softmax") || node.op().type().equals("LogSoftmax");
    }

    private static int classes(Graph graph, Value output) {
        Shape shape = ShapeInference.infer(graph, Bindings.batch(1)).shape(output);
        if (shape == null || shape.rank() < 2) {
            return 0;
        }
        for (int axis = 2; axis < shape.rank(); axis++) {
            if (!shape.dim(axis).equals(Dim.of(1))) {
                return 0;
            }
        }
        return shape.dim(0).equals(Dim.of(1)) && shape.dim(1) instanceof Dim.Known(long size) && size > 1
                ? Math.toIntExact(size)
                : 0;
    }

    /// Returns if labels of these pictures can be learned.
    void requireClasses(Graph graph, Dataset data) throws ProblemException {
        if (classes == 0) {
            throw refused(graph.name(graph.outputs().getFirst()),
                    "its result " + graph.type(graph.outputs().getFirst()).display()
                            + " is not one score for each class",
                    "learn from a teacher alone (distillation), which needs no classes");
        }
        if (classes != data.classes().size()) {
            throw refused(graph.name(graph.outputs().getFirst()), "it has " + classes + " classes and " + data.name()
                    + " has " + data.classes().size(), "use data with as many classes");
        }
    }

    /// Returns if pictures of these extents can be given.
    void requireExtents(Graph graph, Dataset data) throws ProblemException {
        Shape shape = graph.type(input).shape();
        Dataset.Extents extents = data.extents();
        int[] given = {extents.channels(), extents.height(), extents.width()};
        for (int axis = 1; shape != null && axis < 4; axis++) {
            if (shape.dim(axis) instanceof Dim.Known(long size) && size != given[axis - 1]) {
                throw refused(graph.name(input), "its input is " + graph.type(input).display() + " and the pictures of "
                        + data.name() + " are " + given[0] + "×" + given[1] + "×" + given[2],
                        "use pictures of this size and as many channels");
            }
        }
    }

    /// Returns if a batch of this size can be given.
    void requireBatch(Graph graph, int batch) throws ProblemException {
        Shape shape = graph.type(input).shape();
        if (shape != null && shape.dim(0) instanceof Dim.Known(long size) && size != batch) {
            throw refused(graph.name(input), "its batch is fixed at " + size + ", and " + batch + " pictures are given",
                    "free the batch first (secateur export --free-batch)");
        }
    }

    private static ProblemException refused(@Nullable String where, String why, String hint) {
        return ProblemException.ofModel(WHAT, where, why, hint);
    }
}
