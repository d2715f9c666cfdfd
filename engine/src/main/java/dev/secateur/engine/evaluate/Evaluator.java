package dev.secateur.engine.evaluate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.data.Batch;
import dev.secateur.engine.data.Batches;
import dev.secateur.engine.data.Dataset;
import dev.secateur.engine.data.Skipped;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.problem.Problem;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.runtime.NonFinite;
import dev.secateur.engine.runtime.OrtSession;
import dev.secateur.engine.tensor.Dim;
import dev.secateur.engine.tensor.Shape;
import dev.secateur.engine.tensor.Tensor;
import dev.secateur.engine.tensor.TensorType;

/// Classifies pictures in ONNX Runtime and counts.
///
/// A model with a fixed batch gets its last, incomplete batch filled up with blank pictures, which are not counted. A picture
/// that cannot be read is left out and named.
public final class Evaluator {

    private final Classifier classifier;
    private final Dataset data;
    private final List<Skipped> skipped;
    private final List<int[]> outcomes = new ArrayList<>();
    private int first;
    private int firstFive;
    private double loss;

    private Evaluator(Classifier classifier, Dataset data) {
        this.classifier = classifier;
        this.data = data;
        this.skipped = new ArrayList<>(data.skipped());
    }

    /// Classifies the first pictures of a data set.
    ///
    /// @param session the network, loaded
    /// @param graph the same network
    /// @throws ProblemException if pictures and network do not fit each other, if a score is not finite, or if no picture can be read
    public static Evaluation run(OrtSession session, Graph graph, Dataset data, EvaluationPlan plan,
            Progress progress) throws ProblemException {
        Classifier classifier = Classifier.of(graph);
        classifier.accept(data);
        Evaluator evaluator = new Evaluator(classifier, data);
        int total = Math.min(plan.limit(), data.size());
        int batch = classifier.fixedBatch() > 0 ? classifier.fixedBatch() : plan.batch();
        for (int from = 0; from < total; from += batch) {
            progress.report((double) from / total, "Classifying " + total + " pictures");
            progress.check();
            Batches.Readable read = Batches.readable(data, plan.normalisation(), from, Math.min(batch, total - from));
            evaluator.skipped.addAll(read.skipped());
            if (read.batch().size() > 0) {
                evaluator.classify(session, read.batch(), progress);
            }
        }
        return evaluator.result();
    }

    /// Why accuracy on these pictures would say nothing about a network: nobody knows their classes, or the network, by the declared
    /// shape of its result, has others. A clause; empty if nothing speaks against it.
    public static Optional<String> objection(Graph graph, Dataset data) {
        TensorType result = graph.type(graph.outputs().getFirst());
        OptionalLong scores = scoresEach(result.shape());
        return data.isUnlabelled() || scores.isPresent() && scores.getAsLong() != data.classes().size()
                ? Optional.of(misfit(result.display(), data))
                : Optional.empty();
    }

    /// Values for each sample; empty where the declared shape leaves them open.
    private static OptionalLong scoresEach(@Nullable Shape shape) {
        if (shape == null || shape.rank() < 2) {
            return OptionalLong.empty();
        }
        long each = 1;
        for (int axis = 1; axis < shape.rank(); axis++) {
            if (!(shape.dim(axis) instanceof Dim.Known(long size))) {
                return OptionalLong.empty();
            }
            each *= size;
        }
        return OptionalLong.of(each);
    }

    private static String misfit(String result, Dataset data) {
        if (data.isUnlabelled()) {
            return "nobody knows the classes of the pictures of " + data.name();
        }
        return "its result " + result + " is not one score for each of the " + data.classes().size() + " classes of "
                + data.name();
    }

    private void classify(OrtSession session, Batch batch, Progress progress) throws ProblemException {
        int given = classifier.fixedBatch() > 0 ? classifier.fixedBatch() : batch.size();
        long[] dims = batch.dims().clone();
        dims[0] = given;
        float[] pictures = Arrays.copyOf(batch.pictures(), Math.multiplyExact(given, data.extents().values()));
        Tensor scores = session.run(Map.of(classifier.input(), Tensor.of(pictures, dims)), progress).values().iterator()
                .next();
        count(scores, batch);
    }

    private void count(Tensor scores, Batch batch) throws ProblemException {
        NonFinite.refuse("scores", scores, "the network");
        int classes = data.classes().size();
        long rows = scores.rank() == 0 ? 1 : scores.dim(0);
        if (scores.elements() != rows * classes) {
            throw Classifier.refused(null, misfit(scores.type().display(), data));
        }
        double[] values = scores.toDoubles();
        for (int i = 0; i < batch.size(); i++) {
            int label = (int) batch.labels()[i];
            outcomes.add(new int[]{batch.samples()[i], label, add(values, i * classes, classes, label)});
        }
    }

    /// Counts a picture.
    ///
    /// @return the class with the highest score, the first of equal ones
    private int add(double[] values, int offset, int classes, int label) {
        double own = values[offset + label];
        int better = 0;
        int best = 0;
        for (int c = 0; c < classes; c++) {
            double other = values[offset + c];
            best = other > values[offset + best] ? c : best;
            better += other > own || other == own && c < label ? 1 : 0;
        }
        double highest = values[offset + best];
        first += better == 0 ? 1 : 0;
        firstFive += better < 5 ? 1 : 0;
        loss -= switch (classifier.scores()) {
            case PROBABILITIES -> Math.log(Math.max(own, Float.MIN_NORMAL));
            case LOG_PROBABILITIES -> own;
            case LOGITS -> own - highest - Math.log(sumOfPowers(values, offset, classes, highest));
        };
        return best;
    }

    private static double sumOfPowers(double[] values, int offset, int classes, double highest) {
        double sum = 0;
        for (int c = 0; c < classes; c++) {
            sum += Math.exp(values[offset + c] - highest);
        }
        return sum;
    }

    private Evaluation result() throws ProblemException {
        int samples = outcomes.size();
        if (samples == 0) {
            throw new ProblemException(new Problem.OfData("cannot read the data set", data.name(),
                    "none of its pictures can be read", "check the files"));
        }
        Outcomes all = new Outcomes(data.classes(), column(0), column(1), column(2));
        return new Evaluation(samples, (double) first / samples, (double) firstFive / samples, loss / samples, all,
                skipped);
    }

    private int[] column(int which) {
        return outcomes.stream().mapToInt(o -> o[which]).toArray();
    }
}
