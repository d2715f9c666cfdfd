package dev.secateur.engine.compress;

import java.util.BitSet;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.cost.CostRules;
import dev.secateur.engine.coupling.ChannelCut;
import dev.secateur.engine.coupling.Coupling;
import dev.secateur.engine.coupling.CutCounts;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.rewrite.batch.OpenSizes;
import dev.secateur.engine.shape.Bindings;
import dev.secateur.engine.shape.ShapeInference;

/// Finds how far a cut has to go for a goal.
public final class BudgetSearch {

    private final Coupling coupling;
    private final ChannelOrder order;
    private final ChannelConfig config;
    private final CutCounts counts;
    private final @Nullable CutTimes times;

    private BudgetSearch(Coupling coupling, ChannelOrder order, ChannelConfig config, @Nullable CutTimes times) {
        this.coupling = coupling;
        this.order = order;
        this.config = config;
        this.counts = CutCounts.of(coupling, 1);
        this.times = times;
    }

    /// Whether something is reached with the first so many.
    @FunctionalInterface
    public interface Goal {

        boolean isMet(int count) throws ProblemException;
    }

    /// The least count that meets a goal while one less does not. Where a goal that is met can be missed again further on, it is
    /// one of several such counts.
    ///
    /// @param most the greatest count there is
    /// @return -1 if even that does not meet it
    public static int least(int most, Goal goal) throws ProblemException {
        if (!goal.isMet(most)) {
            return -1;
        }
        int missed = -1;
        int met = most;
        while (met - missed > 1) {
            int middle = (met + missed) >>> 1;
            if (goal.isMet(middle)) {
                met = middle;
            } else {
                missed = middle;
            }
        }
        return met;
    }

    /// Prepares the search; for a goal of time, layers are timed.
    static BudgetSearch of(Coupling coupling, ChannelOrder order, ChannelConfig config, MethodInput<?> input,
            Progress progress) throws ProblemException {
        Graph graph = coupling.graph();
        if (!OpenSizes.open(graph).isEmpty()
                && !CostRules.count(graph, ShapeInference.infer(graph, Bindings.batch(1))).isComplete()) {
            throw OpenSizes.unknownCosts("the goal cannot be looked for",
                    config.budget().time() > 0 ? "budget.time" : "budget.macs", graph);
        }
        return new BudgetSearch(coupling, order, config, config.budget().time() > 0
                ? CutTimes.of(coupling.graph(), input.threads(), input.learning(), progress)
                : null);
    }

    /// How many channels of the order have to go.
    ///
    /// @throws ProblemException if even all of them do not do
    int count(Progress progress) throws ProblemException {
        CutTimes clock = times;
        int all = order.units().length;
        double steps = Math.max(1, Math.log(all) / Math.log(2) + 2);
        int[] done = {0};
        int count = least(all, n -> {
            progress.report(Math.min(0.99, done[0]++ / steps), "Looking for " + n + " of " + all + " channels");
            progress.check();
            return clock == null
                    ? saved(order.removed(coupling, n, config.kept())) >= config.budget().macs()
                    : foretold(clock, n) >= config.budget().time();
        });
        if (count < 0) {
            throw unreachable(clock == null
                    ? saved(order.removed(coupling, all, config.kept()))
                    : foretold(clock, all));
        }
        return count;
    }

    private ProblemException unreachable(double most) {
        boolean isTime = config.budget().time() > 0;
        return ProblemException.ofSetting("the goal cannot be reached", isTime ? "budget.time" : "budget.macs",
                String.format(Locale.ROOT,
                        "without all channels that may go, %.1f %% of the %s would be saved and %.1f %% "
                                + "is asked for",
                        100 * most, isTime ? "time" : "MACs",
                        100 * (isTime ? config.budget().time() : config.budget().macs())),
                "ask for less, or keep fewer channels of every layer");
    }

    private double saved(BitSet removed) {
        return 1 - (double) counts.of(removed).macs() / counts.of(new BitSet()).macs();
    }

    private double foretold(CutTimes clock, int count) throws ProblemException {
        Graph cut = ChannelCut.apply(coupling, order.removed(coupling, count, config.kept()));
        return 1 - clock.of(cut, Progress.none()) / clock.before();
    }

    /// How the goal was met by what is cut in the end.
    BudgetReport report(BitSet removed, Graph cut, Progress progress) throws ProblemException {
        CutTimes clock = times;
        if (clock == null) {
            double saved = saved(removed);
            return new BudgetReport("macs", config.budget().macs(), saved, null, saved >= config.budget().macs());
        }
        BudgetReport.TimeReport measured = clock.measure(cut, progress);
        double saved = 1 - 1 / measured.measuredRatio();
        return new BudgetReport("time", config.budget().time(), saved, measured, saved >= config.budget().time());
    }
}
