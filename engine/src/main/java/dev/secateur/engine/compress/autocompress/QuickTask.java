package dev.secateur.engine.compress.autocompress;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

import dev.secateur.engine.autograd.ExecutionOptions;
import dev.secateur.engine.autograd.Parameter;
import dev.secateur.engine.autograd.Scope;
import dev.secateur.engine.autograd.TrainableGraph;
import dev.secateur.engine.autograd.Update;
import dev.secateur.engine.autograd.Var;
import dev.secateur.engine.compress.Learning;
import dev.secateur.engine.data.Batch;
import dev.secateur.engine.data.Batches;
import dev.secateur.engine.data.Dataset;
import dev.secateur.engine.data.Holdout;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.Value;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.op.LogSoftmax;
import dev.secateur.engine.op.Op;
import dev.secateur.engine.op.Softmax;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.search.CandidateTask;
import dev.secateur.engine.search.Measured;
import dev.secateur.engine.train.Recalibration;

/// Measures a network with some of its weights set to zero: normalisations are taken anew on training pictures, then held-out ones are
/// classified. Nothing is trained.
final class QuickTask implements CandidateTask<QuickTask.Candidate> {

    private static final int BATCH = 100;
    private static final double PERCENT = 100;

    private final Learning learning;
    private final AnnealingPlan plan;
    private final TrainableGraph network;
    private final boolean isProbability;
    private final boolean isLogarithm;
    private final Map<Value, float[]> whole = new LinkedHashMap<>();
    private final Map<Value, float[]> present = new HashMap<>();

    /// A candidate.
    ///
    /// @param state by which it is known
    /// @param cut what is set to zero
    /// @param cost of it
    record Candidate(double[] state, Cut cut, double cost) {}

    /// @param anatomy of the network; its weights are what candidates are cut from
    QuickTask(Anatomy anatomy, Learning learning, AnnealingPlan plan) throws ProblemException {
        this.learning = learning;
        this.plan = plan;
        Graph graph = anatomy.graph();
        this.network = TrainableGraph.of(graph, ExecutionOptions.defaults());
        Op last = graph.producer(graph.outputs().getFirst()).orElseThrow().op();
        this.isProbability = last instanceof Softmax;
        this.isLogarithm = last instanceof LogSoftmax;
        anatomy.numbers().forEach((value, numbers) -> {
            if (network.parameter(value).isPresent()) {
                whole.put(value, numbers);
            }
        });
    }

    @Override
    public Measured measure(Candidate candidate, Progress progress) throws ProblemException {
        Judged judged = judged(candidate.cut(), progress);
        return new Measured(candidate.cost(), PERCENT * judged.accuracy(), Map.of(Judged.LOSS, judged.loss()));
    }

    Judged judged(Cut cut, Progress progress) throws ProblemException {
        whole.forEach((value, numbers) -> set(value, masked(numbers, Projection.of(cut.masks(), value))));
        if (plan.recalibration() > 0) {
            Dataset data = Holdout.first(learning.pictures().training(), Math.max(2, plan.recalibration()));
            Recalibration.of(data, learning.pictures().normalisation(), BATCH, learning.conditions().seed())
                    .run(network, checking(progress));
        }
        return classified(progress);
    }

    private static Progress checking(Progress progress) {
        return new Progress() {
            @Override
            public void report(double fraction, String text) {
                progress.check();
            }

            @Override
            public void check() {
                progress.check();
            }
        };
    }

    private static float[] masked(float[] numbers, float[] mask) {
        float[] result = new float[numbers.length];
        for (int i = 0; i < result.length; i++) {
            result[i] = mask[i] == 0 ? 0 : numbers[i];
        }
        return result;
    }

    private void set(Value value, float[] numbers) {
        if (Arrays.equals(present.get(value), numbers)) {
            return;
        }
        Parameter parameter = network.parameter(value).orElseThrow();
        try (Var source = Var.of(numbers, parameter.value().dims())) {
            Update.assign(parameter.value(), source);
        }
        present.put(value, numbers);
    }

    private Judged classified(Progress progress) throws ProblemException {
        Dataset heldOut = learning.pictures().heldOut();
        Dataset data = Holdout.first(heldOut == null ? learning.pictures().training() : heldOut, plan.pictures());
        long right = 0;
        long seen = 0;
        double loss = 0;
        for (int from = 0; from < data.size(); from += BATCH) {
            progress.check();
            Batch batch = Batches.readable(data, learning.pictures().normalisation(), from,
                    Math.min(BATCH, data.size() - from)).batch();
            if (batch.size() > 0) {
                try (Scope scope = Scope.open()) {
                    float[] scores = network.infer(Var.of(batch.pictures(), batch.dims())).toFloats();
                    for (int i = 0; i < batch.size(); i++) {
                        int classes = scores.length / batch.size();
                        int label = (int) batch.labels()[i];
                        right += best(scores, i * classes, classes) == label ? 1 : 0;
                        loss += loss(scores, i * classes, classes, label);
                    }
                    seen += batch.size();
                }
            }
        }
        return seen == 0 ? new Judged(0, Double.NaN) : new Judged((double) right / seen, loss / seen);
    }

    private static int best(float[] scores, int from, int classes) {
        int best = 0;
        for (int c = 1; c < classes; c++) {
            best = scores[from + c] > scores[from + best] ? c : best;
        }
        return best;
    }

    private double loss(float[] scores, int from, int classes, int label) {
        double own = scores[from + label];
        if (isLogarithm) {
            return -own;
        }
        if (isProbability) {
            return -Math.log(Math.max(own, Float.MIN_NORMAL));
        }
        double highest = scores[from + best(scores, from, classes)];
        double sum = 0;
        for (int c = 0; c < classes; c++) {
            sum += Math.exp(scores[from + c] - highest);
        }
        return highest + Math.log(sum) - own;
    }

    @Override
    public void close() {
        network.close();
    }
}
