package dev.secateur.engine.compress.proxylessnas;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.autograd.ExecutionOptions;
import dev.secateur.engine.autograd.TrainableGraph;
import dev.secateur.engine.compress.Finetune;
import dev.secateur.engine.compress.Learning;
import dev.secateur.engine.compress.MethodInput;
import dev.secateur.engine.compress.MethodResult;
import dev.secateur.engine.cost.CostRules;
import dev.secateur.engine.data.Dataset;
import dev.secateur.engine.evaluate.EvaluationPlan;
import dev.secateur.engine.evaluate.Evaluator;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.runtime.OrtOptions;
import dev.secateur.engine.runtime.OrtSession;
import dev.secateur.engine.shape.Bindings;
import dev.secateur.engine.shape.ShapeInference;
import dev.secateur.engine.train.Recalibration;
import dev.secateur.engine.train.TrainInput;

/// Trains networks of the space one after the other, each in the same way, and says how well each classifies.
///
/// @param found what they begin with
record Trials(MethodInput<ProxylessConfig> input, Learning learning, Pipeline pipeline, Pipeline.Found found) {

    private static final int BATCH = 100;
    private static final int RECALIBRATION_BATCHES = 50;

    /// Trains what is derived and all controls.
    ///
    /// @param networks what is derived first
    MethodResult all(List<Memory.Control> networks, Progress progress) throws ProblemException {
        List<Trained> trained = new ArrayList<>();
        for (int n = 0; n < networks.size(); n++) {
            trained.add(run(networks.get(n),
                    progress.part((double) n / networks.size(), (n + 1.0) / networks.size())));
        }
        Trained derived = trained.getFirst();
        long retraining = (long) networks.size() * input.config().retrain().epochs()
                * learning.pictures().training().size();
        ProxylessReport report = pipeline.telling().whole(found, trained.stream().map(Trained::report).toList(),
                retraining, note(trained));
        return new MethodResult(derived.graph(), changes(), metrics(derived.graph(), report), null, report,
                derived.untrained());
    }

    private String note(List<Trained> trained) {
        int asked = input.config().control().random();
        List<ProxylessReport.TrialReport> drawn = trained.stream().map(Trained::report)
                .filter(r -> r.name().startsWith("drawn")).toList();
        String missing = drawn.size() < asked
                ? "only " + drawn.size() + " of " + asked + " drawn networks of equal cost were found. "
                : "";
        Verdict verdict = Verdict.of(trained.getFirst().report(), drawn);
        return missing + (verdict == null ? "" : verdict.sentence()) + (input.config().retrain().epochs() == 0
                ? "Nothing was trained after the search."
                : "");
    }

    private List<MethodResult.Change> changes() {
        List<MethodResult.Change> changes = new ArrayList<>();
        for (int e = 0; e < found.choice().length; e++) {
            Edge edge = pipeline.net().edges().get(e);
            Operation before = edge.operations().getFirst();
            Operation now = edge.operations().get(found.choice()[e]);
            changes.add(new MethodResult.Change(edge.id(), now.isSkip()
                    ? "was left out"
                    : now == before ? "stayed " + now.label() : before.label() + " became " + now.label()));
        }
        return changes;
    }

    private Map<String, Double> metrics(Graph derived, ProxylessReport report) {
        Map<String, Double> metrics = new LinkedHashMap<>();
        count(metrics, "Before", input.graph());
        count(metrics, "After", derived);
        ProxylessReport.TrialReport own = report.trials().getFirst();
        if (own.milliseconds() != null) {
            metrics.put("milliseconds", own.milliseconds());
        }
        if (own.accuracy() != null) {
            metrics.put("heldOutAccuracy", own.accuracy());
        }
        return metrics;
    }

    private static void count(Map<String, Double> metrics, String when, Graph graph) {
        dev.secateur.engine.cost.Costs costs = CostRules.count(graph,
                ShapeInference.infer(graph, Bindings.batch(1)));
        metrics.put("parameters" + when, (double) costs.parameters());
        metrics.put("macs" + when, (double) costs.macs());
    }

    /// A trained network.
    ///
    /// @param untrained as it was before
    private record Trained(Graph graph, Graph untrained, ProxylessReport.TrialReport report) {}

    private Trained run(Memory.Control network, Progress progress) throws ProblemException {
        int[] choice = network.operations();
        Graph start = pipeline.start(choice, found);
        Finetune retrain = input.config().retrain();
        Graph trained = retrain.epochs() == 0
                ? recalibrated(start, progress.part(0, 0.9))
                : retrain.run(start, input.graph(), learning.stage(network.name().replace(' ', '-')),
                        progress.part(0, 0.9)).graph();
        return new Trained(trained, start, new ProxylessReport.TrialReport(network.name(), pipeline.labels(choice),
                pipeline.costs().told(pipeline.costs().of(choice)), network.milliseconds(),
                accuracy(trained, progress.part(0.9, 1))));
    }

    /// Running statistics of a supernetwork mix all networks of a space, so they are taken anew.
    private Graph recalibrated(Graph graph, Progress progress) throws ProblemException {
        TrainInput.Pictures pictures = learning.pictures();
        Recalibration recalibration = Recalibration.of(pictures.training(), pictures.normalisation(), BATCH,
                learning.conditions().seed());
        try (TrainableGraph network = TrainableGraph.of(graph, ExecutionOptions.defaults())) {
            recalibration.run(network, RECALIBRATION_BATCHES, progress);
            return network.freeze();
        }
    }

    private @Nullable Double accuracy(Graph graph, Progress progress) throws ProblemException {
        Dataset heldOut = learning.pictures().heldOut();
        if (heldOut == null) {
            return null;
        }
        try (OrtSession session = OrtSession.open(graph, OrtOptions.defaults().withThreads(input.threads()))) {
            return Evaluator.run(session, graph, heldOut,
                    new EvaluationPlan(learning.pictures().normalisation(), BATCH, heldOut.size()), progress).top1();
        }
    }
}
