package dev.secateur.engine.evaluate;

import dev.secateur.engine.data.Dataset;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.Node;
import dev.secateur.engine.graph.Value;
import dev.secateur.engine.op.LogSoftmax;
import dev.secateur.engine.op.Softmax;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.tensor.Dim;
import dev.secateur.engine.tensor.Shape;

/// A network seen as one that takes pictures `[N, C, H, W]` and gives scores.
///
/// @param input name of its input
/// @param fixedBatch pictures that every run must have; 0 if the model leaves it open
/// @param extents what the input wants; a 0 is left open
/// @param scores what its first result is
record Classifier(String input, int fixedBatch, Dataset.Extents extents, Scores scores) {

    /// What the numbers of the result mean.
    enum Scores {
        /// Any numbers, of which softmax makes probabilities.
        LOGITS,
        /// The result of softmax.
        PROBABILITIES,
        /// The result of logarithmic softmax.
        LOG_PROBABILITIES
    }

    /// Looks at a graph's declared input and at the operator that makes its first result.
    ///
    /// @throws ProblemException if it does not take one batch of pictures
    static Classifier of(Graph graph) throws ProblemException {
        if (graph.requiredInputs().size() != 1) {
            throw refused(null, "it has " + graph.requiredInputs().size() + " inputs");
        }
        Value input = graph.requiredInputs().getFirst();
        Shape shape = graph.type(input).shape();
        if (shape == null || shape.rank() != 4) {
            throw refused(graph.name(input),
                    "its input is " + graph.type(input).display() + " and not batch × channels × height × width");
        }
        Dataset.Extents extents = new Dataset.Extents(size(shape, 1), size(shape, 2), size(shape, 3));
        return new Classifier(graph.name(input), size(shape, 0), extents, scores(graph));
    }

    private static int size(Shape shape, int axis) {
        return shape.dim(axis) instanceof Dim.Known(long size) ? (int) Math.min(size, Integer.MAX_VALUE) : 0;
    }

    private static Scores scores(Graph graph) {
        return graph.producer(graph.outputs().getFirst()).map(Node::op).map(op -> switch (op) {
            case Softmax s -> Scores.PROBABILITIES;
            case LogSoftmax s -> Scores.LOG_PROBABILITIES;
            default -> Scores.LOGITS;
        }).orElse(Scores.LOGITS);
    }

    /// Returns if pictures of these extents can be given.
    void accept(Dataset data) throws ProblemException {
        Dataset.Extents given = data.extents();
        boolean fits = fits(extents.channels(), given.channels()) && fits(extents.height(), given.height())
                && fits(extents.width(), given.width());
        if (!fits) {
            throw refused(input, "its input is " + display(extents) + " and the pictures of " + data.name() + " are "
                    + display(given));
        }
    }

    private static boolean fits(int wanted, int given) {
        return wanted == 0 || wanted == given;
    }

    private static String display(Dataset.Extents extents) {
        return shown(extents.channels()) + "×" + shown(extents.height()) + "×" + shown(extents.width());
    }

    private static String shown(int extent) {
        return extent == 0 ? "?" : Integer.toString(extent);
    }

    static ProblemException refused(@org.jspecify.annotations.Nullable String where, String why) {
        return ProblemException.ofModel("cannot classify pictures with the model", where, why,
                "use a classifier for pictures of this size, or other data");
    }
}
