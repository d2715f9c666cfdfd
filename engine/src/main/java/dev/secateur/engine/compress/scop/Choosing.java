package dev.secateur.engine.compress.scop;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.compress.BudgetReport;
import dev.secateur.engine.compress.BudgetSearch;
import dev.secateur.engine.compress.CutTimes;
import dev.secateur.engine.compress.MethodInput;
import dev.secateur.engine.cost.CostRules;
import dev.secateur.engine.coupling.Coupling;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.shape.Bindings;
import dev.secateur.engine.shape.ShapeInference;

/// From scores to a verdict, at a rate or for a goal.
final class Choosing {

    private final Coupling coupling;
    private final ScopConfig config;
    private final Map<ControlledLayer, double[]> scores = new LinkedHashMap<>();
    private final Selection selection;
    private final @Nullable CutTimes times;

    /// For a goal of time, layers are timed.
    Choosing(MethodInput<ScopConfig> input, Map<ControlledLayer, Scores> scores, Progress progress)
            throws ProblemException {
        this.coupling = Coupling.of(input.graph());
        this.config = input.config();
        scores.forEach((layer, s) -> this.scores.put(layer, s.values()));
        this.selection = new Selection(new ArrayList<>(this.scores.values()), config.scope(), config.round());
        this.times = config.budget().time() > 0
                ? CutTimes.of(input.graph(), input.threads(), input.learning(), progress)
                : null;
    }

    /// What is to go.
    ///
    /// @throws ProblemException if nothing would go, or a goal cannot be reached
    Verdict verdict(Progress progress) throws ProblemException {
        Verdict verdict = config.budget().hasGoal() ? searched(progress) : of(selection.atRate(config.rate()));
        if (verdict.isEmpty()) {
            throw config.budget().hasGoal()
                    ? ProblemException.ofSetting("nothing to cut", goal(),
                            "the goal is reached without cutting a whole channel", "raise it")
                    : ProblemException.ofSetting("nothing to cut", "rate", "no layer loses a whole channel",
                            "raise it" + (config.round() > 1 ? ", or round to fewer channels" : ""));
        }
        return verdict;
    }

    private String goal() {
        return config.budget().time() > 0 ? "budget.time" : "budget.macs";
    }

    private Verdict of(int[] losses) {
        Map<ControlledLayer, BitSet> chosen = new LinkedHashMap<>();
        List<ControlledLayer> layers = new ArrayList<>(scores.keySet());
        for (int i = 0; i < losses.length; i++) {
            ControlledLayer layer = layers.get(i);
            chosen.put(layer, Selection.lowest(selection.scores().get(i), losses[i]));
        }
        return new Verdict(coupling, scores, chosen, config.trunk());
    }

    private Verdict searched(Progress progress) throws ProblemException {
        double asked = config.budget().time() > 0 ? config.budget().time() : config.budget().macs();
        int all = selection.channels();
        int count = BudgetSearch.least(all, n -> {
            progress.report(-1, "Looking for " + n + " of " + all + " channels");
            progress.check();
            return saved(of(selection.first(n)).cut()) >= asked;
        });
        if (count < 0) {
            throw ProblemException.ofSetting("the goal cannot be reached", goal(), String.format(Locale.ROOT,
                    "with one channel left in every layer under experiment, %.1f %% would be saved and %.1f %% is asked for",
                    100 * saved(of(selection.first(all)).cut()), 100 * asked), "ask for less");
        }
        return of(selection.first(count));
    }

    private double saved(Graph cut) throws ProblemException {
        CutTimes clock = times;
        return clock == null
                ? 1 - (double) macs(cut) / macs(coupling.graph())
                : 1 - clock.of(cut, Progress.none()) / clock.before();
    }

    private static long macs(Graph graph) {
        return CostRules.count(graph, ShapeInference.infer(graph, Bindings.batch(1))).macs();
    }

    /// How the goal was met; null without one. Time is measured.
    @Nullable
    BudgetReport report(Graph cut, Progress progress) throws ProblemException {
        CutTimes clock = times;
        if (clock != null) {
            BudgetReport.TimeReport measured = clock.measure(cut, progress);
            double saved = 1 - 1 / measured.measuredRatio();
            return new BudgetReport("time", config.budget().time(), saved, measured, saved >= config.budget().time());
        }
        double asked = config.budget().macs();
        return asked > 0 ? new BudgetReport("macs", asked, saved(cut), null, saved(cut) >= asked) : null;
    }
}
