package dev.secateur.engine.compress.autocompress;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

import dev.secateur.engine.autograd.ExecutionOptions;
import dev.secateur.engine.autograd.Parameter;
import dev.secateur.engine.autograd.TrainableGraph;
import dev.secateur.engine.autograd.Update;
import dev.secateur.engine.autograd.Var;
import dev.secateur.engine.compress.Learning;
import dev.secateur.engine.data.Dataset;
import dev.secateur.engine.data.Holdout;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.Value;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.search.CandidateTask;
import dev.secateur.engine.search.Measured;
import dev.secateur.engine.train.Recalibration;
import dev.secateur.engine.train.Score;

/// Measures a network with some of its weights set to zero: normalisations are taken anew on training pictures, then held-out ones are
/// classified. Nothing is trained.
final class QuickTask implements CandidateTask<QuickTask.Candidate> {

    /// The detail of a candidate that is its loss.
    static final String LOSS = "loss";

    private static final int BATCH = 100;
    private static final double PERCENT = 100;

    private final Learning learning;
    private final AnnealingPlan plan;
    private final Graph graph;
    private final TrainableGraph network;
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
        this.graph = anatomy.graph();
        this.network = TrainableGraph.of(graph, ExecutionOptions.defaults());
        anatomy.numbers().forEach((value, numbers) -> {
            if (network.parameter(value).isPresent()) {
                whole.put(value, numbers);
            }
        });
    }

    @Override
    public Measured measure(Candidate candidate, Progress progress) throws ProblemException {
        Score score = score(candidate.cut(), progress);
        return new Measured(candidate.cost(), PERCENT * score.accuracy(), Map.of(LOSS, score.loss()));
    }

    Score score(Cut cut, Progress progress) throws ProblemException {
        whole.forEach((value, numbers) -> set(value, masked(numbers, Projection.of(cut.masks(), value))));
        if (plan.recalibration() > 0) {
            Dataset data = Holdout.first(learning.pictures().training(), Math.max(2, plan.recalibration()));
            Recalibration.of(data, learning.pictures().normalisation(), BATCH, learning.conditions().seed())
                    .run(network, progress.quiet());
        }
        return classified(progress);
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

    private Score classified(Progress progress) throws ProblemException {
        Dataset heldOut = learning.pictures().heldOut();
        return Score.of(network, graph,
                Holdout.first(heldOut == null ? learning.pictures().training() : heldOut, plan.pictures()),
                learning.pictures().normalisation(), progress);
    }

    @Override
    public void close() {
        network.close();
    }
}
