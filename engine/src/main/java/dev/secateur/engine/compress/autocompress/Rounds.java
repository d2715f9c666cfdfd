package dev.secateur.engine.compress.autocompress;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.compress.BudgetReport;
import dev.secateur.engine.compress.CutTimes;
import dev.secateur.engine.compress.MethodResult;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.runtime.Difference;
import dev.secateur.engine.runtime.Parity;
import dev.secateur.engine.search.SearchLog;

/// All rounds, then purification.
final class Rounds {

    private static final double PERCENT = 100;

    private final Workshop workshop;
    private final AutoCompressConfig config;
    private final Graph given;

    private Rounds(Workshop workshop) {
        this.workshop = workshop;
        this.config = workshop.config();
        this.given = workshop.input().graph();
    }

    static MethodResult run(Workshop workshop, Progress progress) throws ProblemException {
        return new Rounds(workshop).run(progress);
    }

    /// What the rounds are to reach: 2, 4, 8, ... times less, then the goal.
    static List<Double> targets(double goal) {
        List<Double> targets = new ArrayList<>();
        for (double target = 2; target < goal; target *= 2) {
            targets.add(target);
        }
        targets.add(goal);
        return targets;
    }

    /// A network on the way.
    private record Way(Graph graph, Graph untrained, @Nullable Difference parity) {}

    private MethodResult run(Progress progress) throws ProblemException {
        progress.report(0, "Looking at the network");
        CutTimes times = workshop.times(progress.part(0, 0.02));
        Stage first = Stage.of(given, config, times);
        double whole = first.budget().cost(Workshop.zeros(first.space().count()), progress);
        requireReachable(first, whole, progress);
        Double baseline = workshop.accuracy(given, progress.part(0.02, 0.03));
        Findings findings = new Findings(workshop, first.budget().size(baseline));
        try (SearchLog log = SearchLog.open(workshop.info(), workshop.place(), findings::tell)) {
            Way way = rounds(new Course(findings, log, times, whole, baseline), progress.part(0.03, 0.85));
            way = purified(way, new Course(findings, log, times, whole, baseline), progress.part(0.85, 0.97));
            KernelTrim.Trimmed trimmed = KernelTrim.of(way.graph());
            Difference parity = trimmed.kernels().isEmpty()
                    ? way.parity()
                    : Parity.compare(trimmed.graph(), way.graph(), workshop.samples(), progress.part(0.97, 0.98));
            BudgetReport.TimeReport time = times == null
                    ? null
                    : times.measure(trimmed.graph(), progress.part(0.98, 1));
            Stage last = Stage.of(trimmed.graph(), config, null);
            Telling telling = new Telling(workshop, findings, first, last, trimmed.kernels());
            AutoCompressReport.Size after = last.budget().size(findings.now().accuracy());
            return new MethodResult(trimmed.graph(), telling.changes(), telling.metrics(after), parity,
                    telling.report(log.report(), after, time)).trainedFrom(
                            config.retrain().epochs() == 0 ? trimmed.graph() : way.untrained());
        }
    }

    /// What all steps share.
    ///
    /// @param whole what the objective comes to in the network as it was given
    /// @param baseline its accuracy on held-out pictures; null without any
    private record Course(Findings findings, SearchLog log, @Nullable CutTimes times, double whole,
            @Nullable Double baseline) {}

    private void requireReachable(Stage stage, double whole, Progress progress) throws ProblemException {
        if (stage.space().count() == 0) {
            throw ProblemException.ofModel("nothing can be taken out", null,
                    "no layer has " + config.structure() + " that may go", "choose another structure");
        }
        double least = stage.budget().least(progress);
        if (least > whole / config.goal()) {
            throw ProblemException.ofSetting("the goal cannot be reached", "goal", String.format(Locale.ROOT,
                    "with what has to stay of every layer, %s can become at most %.2f times less, and %.2f is asked for",
                    config.objective() == Objective.MACS ? "MACs" : config.objective().toString(), whole / least,
                    config.goal()),
                    String.format(Locale.ROOT, "ask for at most %.2f, or keep less of every layer",
                            Math.floor(PERCENT * whole / least) / PERCENT));
        }
    }

    private Way rounds(Course course, Progress progress) throws ProblemException {
        List<Double> targets = targets(config.goal());
        Round round = new Round(workshop, course.log(), course.times());
        Way way = new Way(given, given, null);
        for (int i = 0; i < targets.size(); i++) {
            double times = targets.get(i);
            Round.Done done = round.run(way.graph(),
                    new Round.Plan(new RatioSearch.Wanted(i + 1, course.whole() / times, course.whole()), times,
                            i == targets.size() - 1),
                    course.baseline(), progress.part((double) i / targets.size(), (i + 1.0) / targets.size()));
            course.findings().add(done.report());
            course.findings().tell(course.log().report());
            if (!done.report().kept()) {
                if (i == 0) {
                    throw lost(course, done);
                }
                return way;
            }
            way = new Way(done.graph(), done.untrained(), done.parity());
        }
        return way;
    }

    private ProblemException lost(Course course, Round.Done done) {
        Double before = course.baseline();
        Double after = done.report().after().accuracy();
        return ProblemException.ofSetting("the first round lost more than the limit", "limit",
                String.format(Locale.ROOT, "%.1f points were lost at %.2f times less, and %.1f are allowed",
                        before == null || after == null ? 0 : PERCENT * (before - after), done.report().target(),
                        config.limit()),
                "train longer, allow more, or ask for less");
    }

    private Way purified(Way way, Course course, Progress progress) throws ProblemException {
        if (config.takesWeights() || config.objective() == Objective.TIME) {
            return way;
        }
        if (config.purify().moves() == 0) {
            return withoutDead(way, progress);
        }
        Purification.Done done = new Purification(workshop, course.log(), way.graph(),
                course.findings().before().weights(), progress)
                .run(new Round(workshop, course.log(), null), course.findings().now().accuracy());
        Graph graph = done.graph();
        if (graph == null || !isAllowed(course.baseline(), done.report().after().accuracy())) {
            return withoutDead(way, progress);
        }
        course.findings().add(done.report());
        course.findings().tell(course.log().report());
        Graph untrained = done.untrained();
        return new Way(graph, config.retrain().epochs() == 0 && untrained != null ? untrained : way.untrained(),
                done.parity());
    }

    private boolean isAllowed(@Nullable Double before, @Nullable Double after) {
        return before == null || after == null || PERCENT * (before - after) <= config.limit();
    }

    /// Channels that no layer reads any more go, with the filters that make them: that changes nothing.
    private Way withoutDead(Way way, Progress progress) throws ProblemException {
        Stage stage = Stage.of(way.graph(), config, null);
        Thresholds thresholds = new Thresholds(stage.projection(), config);
        Cut cut = thresholds.cut(Workshop.zeros(thresholds.count()));
        if (cut.removed().isEmpty()) {
            return way;
        }
        Surgery surgery = Surgery.of(stage.projection().anatomy(), cut, workshop.samples(), progress.part(0.98, 1));
        return new Way(surgery.graph(), way.untrained(), surgery.parity());
    }
}
