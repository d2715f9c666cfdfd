package dev.secateur.views.search;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

import dev.secateur.engine.compress.BudgetReport;
import dev.secateur.engine.compress.MethodResult;
import dev.secateur.engine.compress.autocompress.AutoCompressReport;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.job.DirectJobRunner;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.search.SearchInfo;
import dev.secateur.engine.search.SearchReport;
import dev.secateur.engine.search.Trial;
import dev.secateur.engine.session.Step;
import dev.secateur.views.session.SessionModel;
import dev.secateur.views.testing.Networks;
import dev.secateur.views.testing.UnaskedWork;

/// Searches as methods report them, drawn by a seed.
final class Searches {

    private static final AutoCompressReport.Size WHOLE = new AutoCompressReport.Size(272_474, 272_474, 41e6, 41e6,
            0.917);

    private Searches() {}

    static SearchReport search(int perStage) {
        SplittableRandom random = new SplittableRandom(4);
        List<Trial> trials = new ArrayList<>();
        for (int stage = 1; stage <= 2; stage++) {
            for (int i = 0; i < perStage; i++) {
                Map<String, Object> configuration = new LinkedHashMap<>();
                configuration.put("layer1.0.conv1 filters", random.nextDouble());
                configuration.put("layer1.0.conv1 columns", random.nextDouble());
                double cost = 100.0 / (1 << stage) - 3 * random.nextDouble();
                trials.add(new Trial(trials.size() + 1, "round " + stage, configuration, cost,
                        i == 3 ? Double.NaN : 30 + cost * (0.5 + random.nextDouble() * 0.6), Map.of("loss", 1.2),
                        1.25));
            }
        }
        return new SearchReport(new SearchInfo("autocompress", new SearchInfo.Axis("Weights", "% of the original"),
                new SearchInfo.Axis("Accuracy before training", "%"), Map.of()), trials,
                List.of(perStage / 2, perStage + 2), 0);
    }

    static AutoCompressReport report(SearchReport search) {
        SplittableRandom random = new SplittableRandom(9);
        List<AutoCompressReport.RoundReport> rounds = new ArrayList<>();
        for (int round = 1; round <= 2; round++) {
            List<AutoCompressReport.Ratio> ratios = new ArrayList<>();
            for (int layer = 1; layer <= 9; layer++) {
                ratios.add(new AutoCompressReport.Ratio("layer" + layer + ".conv1 filters", 2304, random.nextDouble()));
                ratios.add(new AutoCompressReport.Ratio("layer" + layer + ".conv1 columns", 2304, random.nextDouble()));
            }
            List<AutoCompressReport.MoveReport> moves = new ArrayList<>();
            moves.add(new AutoCompressReport.MoveReport(0, -0.4, true, -0.4));
            for (int level = 0; level < 19; level++) {
                for (int i = 0; i < 5; i++) {
                    moves.add(new AutoCompressReport.MoveReport(0.08 * Math.pow(0.85, level), -0.5,
                            random.nextDouble() < 0.7 - 0.03 * level, -0.6));
                }
            }
            rounds.add(
                    new AutoCompressReport.RoundReport(round, 1 << round, ratios, "accuracy", moves.size(), 40, moves,
                            0.6, List.of(), 0.8,
                            new AutoCompressReport.Size(272_474.0 / (1 << round), 200_000, 15e6, 25e6, 0.9),
                            true));
        }
        List<Integer> before = new ArrayList<>();
        List<Integer> after = new ArrayList<>();
        for (int bin = 0; bin < 40; bin++) {
            before.add((int) (160 * Math.exp(-Math.pow((bin - 29) / 4.0, 2)) + (bin < 6 ? 12 : 0)));
            after.add(bin < 20 ? 0 : before.get(bin));
        }
        AutoCompressReport.PurifyReport pure = new AutoCompressReport.PurifyReport(49, List.of(), List.of(), 3, 61, 0.8,
                0.8, rounds.getLast().after(), new AutoCompressReport.Norms(-6, 0.2, before, after));
        return new AutoCompressReport(new AutoCompressReport.Goal(4, "weights", "both", "annealing"), WHOLE,
                rounds.getLast().after(), rounds, pure, List.of(), null,
                new BudgetReport.TimeReport("a processor", 1, 0.5, 0.3, 1.6, 1.5, 1.7),
                new AutoCompressReport.Passes(1, 2, 3, 4), search, "");
    }

    /// A session whose methods give this report.
    static SessionModel session(Record report) {
        Graph graph = Networks.chain(2);
        SessionModel session = new SessionModel(new DirectJobRunner(Progress.none()), new UnaskedWork() {
            @Override
            public Graph read(Path file, Progress progress) {
                return graph;
            }

            @Override
            public Applied apply(Request request, Progress progress) {
                return new Applied(new MethodResult(request.version().graph(), List.of(), Map.of(), null, report),
                        new Step(request.method(), "{}"), "done");
            }
        });
        session.open(Path.of("model.onnx"));
        return session;
    }
}
