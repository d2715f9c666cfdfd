package dev.secateur.engine.compress.updp;

import java.util.Objects;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.autograd.ExecutionOptions;
import dev.secateur.engine.autograd.Scope;
import dev.secateur.engine.autograd.TrainableGraph;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.train.Extension;

/// The third stage: lambda grows with every step, and outer taps go.
final class Progression implements Extension {

    private final PrunedNetwork pruned;
    private final Schedule schedule;
    private @Nullable Forms forms;
    private double lambda;
    private double taps = 1;

    Progression(PrunedNetwork pruned, Schedule schedule) {
        this.pruned = pruned;
        this.schedule = schedule;
    }

    /// The network at the end of a progression in which no weight moved.
    static Graph untrained(PrunedNetwork network) throws ProblemException {
        try (Scope all = Scope.open();
                TrainableGraph whole = TrainableGraph.of(network.graph(), ExecutionOptions.defaults())) {
            Forms forms = Forms.in(whole, network.blocks());
            forms.setAll(1);
            forms.setTaps(0);
            return whole.freeze();
        }
    }

    @Override
    public void attach(TrainableGraph network) {
        forms = Forms.in(network, pruned.blocks());
    }

    @Override
    public void before(Moment moment, int pass) {
        set(schedule.lambda(moment.fraction()), schedule.taps((moment.step() + 1.0) / moment.total()));
    }

    /// Weights are judged as far on the way as the epoch has led them.
    @Override
    public void beforeJudging(Moment moment, Progress progress) {
        set(schedule.lambda(moment.fraction()), schedule.taps(moment.fraction()));
    }

    private void set(double newLambda, double newTaps) {
        lambda = newLambda;
        taps = newTaps;
        attached().setAll(newLambda);
        attached().setTaps(newTaps);
    }

    private Forms attached() {
        return Objects.requireNonNull(forms, "not attached");
    }

    /// Weights on the way are never kept: they are not those of the network that is merged.
    @Override
    public boolean mayKeep(Moment moment) {
        return lambda == 1 && taps() == 0;
    }

    /// How far the blocks are.
    double lambda() {
        return lambda;
    }

    /// What is left of outer taps; 0 if there are none.
    double taps() {
        return attached().hasTaps() ? taps : 0;
    }

    /// How far the blocks are after a part of the training.
    ///
    /// @param done 0 to 1
    double lambdaAt(double done) {
        return schedule.lambda(done);
    }

    /// What is then left of outer taps.
    double tapsAt(double done) {
        return attached().hasTaps() ? schedule.taps(done) : 0;
    }
}
