package dev.secateur.engine.compress.autocompress;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.runtime.Difference;
import dev.secateur.engine.search.SearchLog;
import dev.secateur.engine.search.Trial;
import dev.secateur.engine.search.Trials;

/// Finds thresholds by annealing and takes out what is below them. The energy is the part of the weights that stays, plus a price for
/// accuracy beyond what purification may cost.
final class Purification {

    private static final String STAGE = "purification";
    private static final double PRICE = 20;
    private static final double PERCENT = 100;
    private static final int SLOWER = 4;
    private static final int STREAM = 7919;

    private final Workshop workshop;
    private final SearchLog log;
    private final Stage stage;
    private final Thresholds thresholds;
    private final double whole;
    private final Progress progress;
    private final AnnealingPlan plan;
    private int looked;
    private double base;

    /// @param graph null if nothing was taken out
    record Done(@Nullable Graph graph, @Nullable Graph untrained, @Nullable Difference parity,
            AutoCompressReport.PurifyReport report) {}

    /// @param whole weights of the network as it was given
    Purification(Workshop workshop, SearchLog log, Graph graph, double whole, Progress progress) {
        this.workshop = workshop;
        this.log = log;
        this.stage = Stage.of(graph, workshop.config(), null);
        this.thresholds = new Thresholds(stage.projection(), workshop.config());
        this.whole = whole;
        this.progress = progress;
        AnnealingPlan given = workshop.config().annealing();
        this.plan = new AnnealingPlan(workshop.config().purify().moves(), given.cooling(), given.stop(),
                given.change(), given.pictures(), given.recalibration(), given.judge(), given.together());
    }

    /// @param round retrains
    /// @param accuracy of the network on held-out pictures; null without any
    Done run(Round round, @Nullable Double accuracy) throws ProblemException {
        try (Trials<QuickTask.Candidate> trials = workshop.trials(log, stage, thresholds::named)) {
            Trial nothing = measured(trials, List.of(Workshop.zeros(thresholds.count()))).getFirst();
            base = nothing.score() / PERCENT;
            Annealing.Found found = Annealing.run(plan, new Energies(trials),
                    new SplittableRandom(workshop.input().seed() * 31 + STREAM),
                    Workshop.even(thresholds.count(), 0.2));
            double none = energy(nothing);
            double[] best = found.energy() < none ? found.best() : Workshop.zeros(thresholds.count());
            Trial chosen = measured(trials, List.of(best)).getFirst();
            log.choose(chosen);
            return taken(round, best, chosen, found, accuracy);
        }
    }

    private Done taken(Round round, double[] best, Trial chosen, Annealing.Found found, @Nullable Double accuracy)
            throws ProblemException {
        Cut cut = thresholds.cut(best);
        Surgery surgery = Surgery.of(stage.projection().anatomy(), cut, workshop.samples(), progress.part(0.6, 0.65));
        Stage slim = Stage.of(surgery.graph(), workshop.config(), null);
        int columns = columns(stage) - columns(slim);
        boolean any = slim.budget().size(null).weights() < stage.budget().size(null).weights();
        Graph result = any
                ? round.retrained(surgery.graph(), workshop.config().purify().epochs(),
                        workshop.config().retrain().lr() / SLOWER, STAGE, progress.part(0.65, 0.97))
                : stage.graph();
        Double after = any ? workshop.accuracy(result, progress.part(0.97, 1)) : accuracy;
        Stage last = Stage.of(result, workshop.config(), null);
        AutoCompressReport.PurifyReport report = new AutoCompressReport.PurifyReport(looked,
                Workshop.told(found.moves()), told(best), cut.removed().cardinality(), columns, base,
                chosen.score() / PERCENT, last.budget().size(after), Norms.of(stage.projection(), slim.projection()));
        return new Done(any ? result : null, any ? surgery.graph() : null, any ? surgery.parity() : null, report);
    }

    private static int columns(Stage stage) {
        return stage.projection().anatomy().layers().stream().filter(Layer::isConvolution)
                .mapToInt(l -> stage.projection().live(l).cardinality()).sum();
    }

    private List<AutoCompressReport.Ratio> told(double[] state) {
        List<AutoCompressReport.Ratio> told = new ArrayList<>();
        Map<String, Object> named = thresholds.named(state);
        named.forEach((name, value) -> told.add(new AutoCompressReport.Ratio(name, 0, (Double) value)));
        return told;
    }

    private double energy(Trial trial) {
        double lost = base - trial.score() / PERCENT - workshop.config().purify().tolerance() / PERCENT;
        return trial.cost() / PERCENT + PRICE * Math.max(0, lost);
    }

    private List<Trial> measured(Trials<QuickTask.Candidate> trials, List<double[]> states) throws ProblemException {
        int all = Annealing.evaluations(plan) + 1;
        progress.report(Math.min(0.6, 0.6 * looked / all),
                String.format(Locale.ROOT, "Purification, candidate %d of %d", Math.min(looked + 1, all), all));
        List<QuickTask.Candidate> candidates = new ArrayList<>();
        for (double[] state : states) {
            Cut cut = thresholds.cut(state);
            candidates.add(new QuickTask.Candidate(state, cut, PERCENT * stage.budget().weights(cut) / whole));
        }
        looked += states.size();
        workshop.tally().searched(states.size() * plan.passes());
        return trials.all(STAGE, candidates, progress);
    }

    private final class Energies implements Annealing.Landscape {

        private final Trials<QuickTask.Candidate> trials;

        Energies(Trials<QuickTask.Candidate> trials) {
            this.trials = trials;
        }

        @Override
        public double[] energies(List<double[]> states) throws ProblemException {
            return measured(trials, states).stream().mapToDouble(Purification.this::energy).toArray();
        }

        @Override
        public double[] allowed(double[] state) {
            return state;
        }
    }
}
