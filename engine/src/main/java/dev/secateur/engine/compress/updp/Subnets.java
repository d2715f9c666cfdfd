package dev.secateur.engine.compress.updp;

import java.util.BitSet;
import java.util.function.ToDoubleFunction;

import dev.secateur.engine.autograd.ExecutionOptions;
import dev.secateur.engine.autograd.TrainableGraph;
import dev.secateur.engine.compress.Learning;
import dev.secateur.engine.data.Dataset;
import dev.secateur.engine.data.Holdout;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.search.CandidateTask;
import dev.secateur.engine.search.Measured;
import dev.secateur.engine.train.Score;

/// Measures sets of pruned blocks within one network that holds all forms.
final class Subnets implements CandidateTask<BitSet> {

    private static final double PERCENT = 100;

    private final ToDoubleFunction<BitSet> cost;
    private final Learning learning;
    private final SearchPlan plan;
    private final Graph graph;
    private final TrainableGraph network;
    private final Forms forms;

    /// @param supernet with one bit for each of its blocks
    /// @param cost of a set
    Subnets(PrunedNetwork supernet, Learning learning, SearchPlan plan, ToDoubleFunction<BitSet> cost)
            throws ProblemException {
        this.cost = cost;
        this.learning = learning;
        this.plan = plan;
        this.graph = supernet.graph();
        this.network = TrainableGraph.of(graph, ExecutionOptions.defaults());
        this.forms = Forms.in(network, supernet.blocks());
    }

    /// Percentage of held-out pictures that the network with these blocks pruned classifies rightly, its normalisations taken anew on
    /// training pictures.
    @Override
    public Measured measure(BitSet pruned, Progress progress) throws ProblemException {
        for (int i = 0; i < forms.size(); i++) {
            forms.set(i, pruned.get(i) ? 1 : 0);
        }
        if (plan.recalibration() > 0) {
            Calibration.recalibrate(network, learning, plan.recalibration(), Progress.none());
        }
        return new Measured(cost.applyAsDouble(pruned), PERCENT * measured(progress));
    }

    private double measured(Progress progress) throws ProblemException {
        Dataset heldOut = learning.pictures().heldOut();
        return Score.of(network, graph,
                Holdout.first(heldOut == null ? learning.pictures().training() : heldOut, plan.pictures()),
                learning.pictures().normalisation(), progress).accuracy();
    }

    @Override
    public void close() {
        network.close();
    }
}
