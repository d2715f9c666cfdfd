package dev.secateur.engine.compress.autocompress;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.compress.CutTimes;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.Value;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.runtime.Difference;
import dev.secateur.engine.search.SearchLog;
import dev.secateur.engine.train.TrainResult;

/// One round: search, ADMM, the hard cut, retraining.
final class Round {

    private static final double PERCENT = 100;

    private final Workshop workshop;
    private final SearchLog log;
    private final @Nullable CutTimes times;

    /// @param times of the network as it was given; null unless time is the objective
    Round(Workshop workshop, SearchLog log, @Nullable CutTimes times) {
        this.workshop = workshop;
        this.log = log;
        this.times = times;
    }

    /// What a round is to come to.
    ///
    /// @param times less than the network as it was given
    /// @param last true if no round follows
    record Plan(RatioSearch.Wanted wanted, double times, boolean last) {}

    /// What a round came to.
    ///
    /// @param untrained right after the hard cut
    record Done(Graph graph, Graph untrained, Difference parity, AutoCompressReport.RoundReport report) {}

    /// @param start of the round
    /// @param baseline accuracy of the network as it was given; null without held-out pictures
    Done run(Graph start, Plan plan, @Nullable Double baseline, Progress progress) throws ProblemException {
        Stage stage = Stage.of(start, workshop.config(), times);
        RatioSearch.Chosen chosen = RatioSearch.run(workshop, stage, plan.wanted(), log, progress.part(0, 0.2));
        Graph led = led(stage, chosen.state(), plan.wanted().round(), progress.part(0.2, 0.5));
        Stage ready = Stage.of(led, workshop.config(), times);
        Cut cut = ready.projection().cut(chosen.state());
        List<AutoCompressReport.Distance> distances = distances(ready, cut);
        progress.report(0.5, "Round " + plan.wanted().round() + ", cutting");
        Surgery surgery = Surgery.of(ready.projection().anatomy(), cut, workshop.samples(), progress.part(0.5, 0.52));
        Double afterAdmm = workshop.accuracy(surgery.graph(), progress.part(0.52, 0.55));
        int epochs = plan.last() ? workshop.config().retrain().epochs() : workshop.config().retrain().between();
        Graph trained = retrained(surgery.graph(), epochs, workshop.config().retrain().lr(),
                "retrain" + plan.wanted().round(), progress.part(0.55, 0.95));
        Double after = workshop.accuracy(trained, progress.part(0.95, 1));
        boolean kept = baseline == null || after == null
                || PERCENT * (baseline - after) <= workshop.config().limit();
        AutoCompressReport.RoundReport report = new AutoCompressReport.RoundReport(plan.wanted().round(),
                plan.times(), ratios(stage, chosen.state()), chosen.judge().toString(), chosen.evaluations(),
                (int) chosen.moves().stream().filter(m -> m.temperature() > 0 && m.accepted()).count(),
                Workshop.told(chosen.moves()), chosen.trial().score() / PERCENT, distances, afterAdmm,
                Stage.of(trained, workshop.config(), null).budget().size(after), kept);
        return new Done(trained, surgery.graph(), surgery.parity(), report);
    }

    private static List<AutoCompressReport.Ratio> ratios(Stage stage, double[] state) {
        List<AutoCompressReport.Ratio> ratios = new ArrayList<>();
        for (int i = 0; i < state.length; i++) {
            Space.Dimension dimension = stage.space().dimensions().get(i);
            ratios.add(new AutoCompressReport.Ratio(dimension.title(), dimension.size(), state[i]));
        }
        return ratios;
    }

    private Graph led(Stage stage, double[] state, int round, Progress progress) throws ProblemException {
        AdmmPlan plan = workshop.config().admm();
        if (plan.epochs() == 0) {
            return stage.graph();
        }
        int epochs = plan.iterations() * plan.epochs();
        try (Admm admm = new Admm(stage.projection(), state, plan)) {
            TrainResult result = workshop.trained(stage.graph(), workshop.schedule(epochs, plan.lr()), admm,
                    "admm" + round, progress.named(() -> "Round " + round + ", ADMM"));
            workshop.tally().led(result.effort().steps() * workshop.schedule(1, plan.lr()).batch());
            return result.graph();
        }
    }

    /// Trains with all zeros of layers kept at zero.
    Graph retrained(Graph graph, int epochs, double lr, String name, Progress progress) throws ProblemException {
        if (epochs == 0) {
            return graph;
        }
        try (MaskKeeper keeper = new MaskKeeper(Anatomy.of(graph))) {
            TrainResult result = workshop.trained(graph, workshop.schedule(epochs, lr), keeper, name,
                    progress.named(() -> "Retraining"));
            workshop.tally().retrained(result.effort().steps() * workshop.schedule(1, lr).batch());
            return result.graph();
        }
    }

    private static List<AutoCompressReport.Distance> distances(Stage stage, Cut cut) {
        List<AutoCompressReport.Distance> distances = new ArrayList<>();
        Map<Value, float[]> numbers = stage.projection().anatomy().numbers();
        for (Layer layer : stage.projection().anatomy().layers()) {
            float[] weights = Projection.of(numbers, layer.weight());
            float[] mask = Projection.of(cut.masks(), layer.weight());
            double all = 0;
            double gone = 0;
            for (int i = 0; i < mask.length; i++) {
                double energy = (double) weights[i] * weights[i];
                all += energy;
                gone += mask[i] == 0 ? energy : 0;
            }
            distances.add(new AutoCompressReport.Distance(stage.projection().anatomy().name(layer),
                    all == 0 ? 0 : Math.sqrt(gone / all)));
        }
        return distances;
    }
}
