package dev.secateur.engine.compress.dynamicslimming;

import java.util.Arrays;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.data.Batch;
import dev.secateur.engine.data.Batches;
import dev.secateur.engine.data.Dataset;
import dev.secateur.engine.evaluate.EvaluationPlan;
import dev.secateur.engine.evaluate.Evaluator;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.runtime.OrtOptions;
import dev.secateur.engine.runtime.OrtSession;
import dev.secateur.engine.tensor.Shape;
import dev.secateur.engine.tensor.Tensor;
import dev.secateur.engine.train.TrainInput;

/// How well a network classifies held-out pictures in ONNX Runtime, and how sure it is of the first of them.
///
/// @param accuracy 0 to 1; null without held-out pictures
/// @param count how many pictures
/// @param sure of each of the first pictures, 0 to 1
record Judgement(@Nullable Double accuracy, int count, double[] sure) {

    private static final int BATCH = 100;
    private static final int SURE = 1000;

    static Judgement of(Graph graph, TrainInput.Pictures pictures, int threads, Progress progress)
            throws ProblemException {
        Dataset data = DynamicRun.judged(pictures);
        try (OrtSession session = OrtSession.open(graph, OrtOptions.defaults().withThreads(threads))) {
            double[] sure = sure(session, graph, pictures, progress.part(0, 0.2));
            if (pictures.heldOut() == null) {
                return new Judgement(null, 0, sure);
            }
            return new Judgement(Evaluator.run(session, graph, data,
                    new EvaluationPlan(pictures.normalisation(), BATCH, data.size()), progress.part(0.2, 1)).top1(),
                    data.size(), sure);
        }
    }

    private static double[] sure(OrtSession session, Graph graph, TrainInput.Pictures pictures, Progress progress)
            throws ProblemException {
        Dataset data = DynamicRun.judged(pictures);
        int total = Math.min(SURE, data.size());
        int classes = data.classes().size();
        double[] sure = new double[total];
        int count = 0;
        int step = isSingle(graph) ? 1 : BATCH;
        for (int from = 0; from < total; from += step) {
            progress.check();
            Batch batch = Batches.readable(data, pictures.normalisation(), from, Math.min(step, total - from))
                    .batch();
            if (batch.size() == 0) {
                continue;
            }
            Tensor scores = session.run(Map.of(graph.name(graph.requiredInputs().getFirst()),
                    Tensor.of(batch.pictures(), batch.dims())), progress).values().iterator().next();
            for (double one : SampleRates.confidence(softmax(scores.toDoubles(), classes), classes)) {
                sure[count++] = one;
            }
        }
        return Arrays.copyOf(sure, count);
    }

    private static boolean isSingle(Graph graph) {
        Shape shape = graph.type(graph.requiredInputs().getFirst()).shape();
        return shape != null && shape.dim(0).isKnown();
    }

    private static double[] softmax(double[] scores, int classes) {
        double[] result = new double[scores.length];
        for (int from = 0; from < scores.length; from += classes) {
            double most = Arrays.stream(scores, from, from + classes).max().orElse(0);
            double sum = 0;
            for (int i = from; i < from + classes; i++) {
                result[i] = Math.exp(scores[i] - most);
                sum += result[i];
            }
            for (int i = from; i < from + classes; i++) {
                result[i] /= sum;
            }
        }
        return result;
    }
}
