package dev.secateur.engine.compress.proxylessnas;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.secateur.engine.search.SearchInfo;
import dev.secateur.engine.search.SearchReport;
import dev.secateur.engine.search.Trial;

/// The networks that were looked at, in the form that all searches share.
final class Candidates {

    private static final String METHOD = "proxylessnas";

    private final ProxylessReport report;
    private final List<Trial> trials = new ArrayList<>();

    private Candidates(ProxylessReport report) {
        this.report = report;
    }

    /// The best network of each epoch as it stood, then what was trained. How long a look took is not known.
    static SearchReport of(ProxylessReport report) {
        Candidates candidates = new Candidates(report);
        report.history().forEach(candidates::add);
        List<Integer> chosen = new ArrayList<>();
        for (ProxylessReport.TrialReport trial : report.trials()) {
            Double accuracy = trial.accuracy();
            if (chosen.isEmpty()) {
                chosen.add(candidates.trials.size() + 1);
            }
            candidates.add(trial.name() + ", trained", trial.operations(), trial.cost(),
                    accuracy == null ? Double.NaN : accuracy);
        }
        SearchInfo info = new SearchInfo(METHOD, new SearchInfo.Axis("Cost", report.cost().unit()),
                new SearchInfo.Axis("Accuracy", "%"), Map.of());
        return new SearchReport(info, candidates.trials, chosen, 0);
    }

    private void add(ProxylessReport.Point point) {
        Double accuracy = point.accuracy();
        if (accuracy == null) {
            return;
        }
        List<String> labels = new ArrayList<>();
        double cost = report.cost().least();
        for (int e = 0; e < report.edges().size(); e++) {
            double[] p = point.probabilities().get(e).stream().mapToDouble(Double::doubleValue).toArray();
            ProxylessReport.OperationReport best = report.edges().get(e).operations().get(Softmax.largest(p));
            labels.add(best.label());
            cost += best.cost();
        }
        add("epoch " + Math.round(point.epoch()), labels, cost, accuracy);
    }

    private void add(String stage, List<String> labels, double cost, double accuracy) {
        Map<String, Object> configuration = new LinkedHashMap<>();
        for (int e = 0; e < labels.size(); e++) {
            configuration.put(report.edges().get(e).id(), labels.get(e));
        }
        trials.add(new Trial(trials.size() + 1, stage, configuration, cost, 100 * accuracy, Map.of(), Double.NaN));
    }
}
