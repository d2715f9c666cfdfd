package dev.secateur.engine.evaluate;

import java.util.Map;

import dev.secateur.engine.data.Batches;
import dev.secateur.engine.data.Dataset;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.runtime.NonFinite;
import dev.secateur.engine.runtime.OrtSession;
import dev.secateur.engine.tensor.Tensor;

/// Classifies pictures in ONNX Runtime and counts.
///
/// A model with a fixed batch gets its last, incomplete batch filled up with earlier pictures, which are not counted.
public final class Evaluator {

    private final Classifier classifier;
    private final Dataset data;
    private int samples;
    private int first;
    private int firstFive;
    private double loss;

    private Evaluator(Classifier classifier, Dataset data) {
        this.classifier = classifier;
        this.data = data;
    }

    /// Classifies the first pictures of a data set.
    ///
    /// @param session the network, loaded
    /// @param graph the same network
    /// @throws ProblemException if pictures and network do not fit each other, or if a score is not finite
    public static Evaluation run(OrtSession session, Graph graph, Dataset data, EvaluationPlan plan,
            Progress progress) throws ProblemException {
        Classifier classifier = Classifier.of(graph);
        classifier.accept(data);
        Evaluator evaluator = new Evaluator(classifier, data);
        int total = Math.min(plan.limit(), data.size());
        int batch = classifier.fixedBatch() > 0 ? classifier.fixedBatch() : plan.batch();
        for (int from = 0; from < total; from += batch) {
            progress.report((double) from / total, "Classifying " + total + " pictures");
            int wanted = Math.min(batch, total - from);
            int given = classifier.fixedBatch() > 0 ? batch : wanted;
            int start = Math.max(0, Math.min(from, data.size() - given));
            Tensor pictures = Batches.of(data, plan.normalisation(), start, Math.min(given, data.size()));
            Tensor scores = session.run(Map.of(classifier.input(), pictures), progress).values().iterator().next();
            evaluator.count(scores, start, from, wanted);
        }
        return evaluator.result();
    }

    private void count(Tensor scores, int start, int from, int wanted) throws ProblemException {
        NonFinite.refuse("scores", scores, "the network");
        int classes = data.classes().size();
        long rows = scores.rank() == 0 ? 1 : scores.dim(0);
        if (scores.elements() != rows * classes) {
            throw Classifier.refused(null,
                    "its result " + scores.type().display() + " is not one score for each of the "
                            + classes + " classes of " + data.name());
        }
        double[] values = scores.toDoubles();
        for (int i = from; i < from + wanted; i++) {
            add(values, (i - start) * classes, classes, data.label(i));
        }
    }

    private void add(double[] values, int offset, int classes, int label) {
        double own = values[offset + label];
        int better = 0;
        double highest = Double.NEGATIVE_INFINITY;
        for (int c = 0; c < classes; c++) {
            double other = values[offset + c];
            highest = Math.max(highest, other);
            better += other > own || other == own && c < label ? 1 : 0;
        }
        samples++;
        first += better == 0 ? 1 : 0;
        firstFive += better < 5 ? 1 : 0;
        loss -= switch (classifier.scores()) {
            case PROBABILITIES -> Math.log(Math.max(own, Float.MIN_NORMAL));
            case LOG_PROBABILITIES -> own;
            case LOGITS -> own - highest - Math.log(sumOfPowers(values, offset, classes, highest));
        };
    }

    private static double sumOfPowers(double[] values, int offset, int classes, double highest) {
        double sum = 0;
        for (int c = 0; c < classes; c++) {
            sum += Math.exp(values[offset + c] - highest);
        }
        return sum;
    }

    private Evaluation result() {
        return new Evaluation(samples, (double) first / samples, (double) firstFive / samples, loss / samples);
    }
}
