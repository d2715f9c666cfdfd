package dev.secateur.engine.compress.updp;

import java.util.BitSet;
import java.util.List;
import java.util.function.ToDoubleFunction;

import dev.secateur.engine.autograd.ExecutionOptions;
import dev.secateur.engine.autograd.Scope;
import dev.secateur.engine.autograd.TrainableGraph;
import dev.secateur.engine.autograd.Var;
import dev.secateur.engine.compress.Learning;
import dev.secateur.engine.data.Batch;
import dev.secateur.engine.data.Batches;
import dev.secateur.engine.data.Dataset;
import dev.secateur.engine.data.Holdout;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.search.CandidateTask;
import dev.secateur.engine.search.Measured;

/// Measures sets of pruned blocks within one network that holds all forms.
final class Subnets implements CandidateTask<BitSet> {

    private static final int BATCH = 100;
    private static final double PERCENT = 100;

    private final ToDoubleFunction<BitSet> cost;
    private final Learning learning;
    private final SearchPlan plan;
    private final TrainableGraph network;
    private final List<Mixer> mixers;

    /// @param supernet with one bit for each of its blocks
    /// @param cost of a set
    Subnets(PrunedNetwork supernet, Learning learning, SearchPlan plan, ToDoubleFunction<BitSet> cost)
            throws ProblemException {
        this.cost = cost;
        this.learning = learning;
        this.plan = plan;
        this.network = TrainableGraph.of(supernet.graph(), ExecutionOptions.defaults());
        this.mixers = supernet.blocks().stream().map(b -> new Mixer(b.mixes())).toList();
        Mixer.attach(network, mixers);
    }

    /// Percentage of held-out pictures that the network with these blocks pruned classifies rightly, its normalisations taken anew on
    /// training pictures.
    @Override
    public Measured measure(BitSet pruned, Progress progress) throws ProblemException {
        for (int i = 0; i < mixers.size(); i++) {
            mixers.get(i).setLambda(pruned.get(i) ? 1 : 0);
        }
        if (plan.recalibration() > 0) {
            Calibration.recalibrate(network, learning, plan.recalibration(), Progress.none());
        }
        return new Measured(cost.applyAsDouble(pruned), PERCENT * measured(progress));
    }

    private double measured(Progress progress) throws ProblemException {
        Dataset heldOut = learning.pictures().heldOut();
        Dataset data = Holdout.first(heldOut == null ? learning.pictures().training() : heldOut, plan.pictures());
        long right = 0;
        long seen = 0;
        for (int from = 0; from < data.size(); from += BATCH) {
            progress.check();
            Batch batch = Batches.readable(data, learning.pictures().normalisation(), from,
                    Math.min(BATCH, data.size() - from)).batch();
            if (batch.size() > 0) {
                try (Scope scope = Scope.open()) {
                    float[] scores = network.infer(Var.of(batch.pictures(), batch.dims())).toFloats();
                    right += right(scores, batch);
                    seen += batch.size();
                }
            }
        }
        return seen == 0 ? 0 : (double) right / seen;
    }

    private static long right(float[] scores, Batch batch) {
        int classes = scores.length / batch.size();
        long right = 0;
        for (int i = 0; i < batch.size(); i++) {
            int best = 0;
            for (int c = 1; c < classes; c++) {
                best = scores[i * classes + c] > scores[i * classes + best] ? c : best;
            }
            right += best == batch.labels()[i] ? 1 : 0;
        }
        return right;
    }

    @Override
    public void close() {
        network.close();
    }
}
