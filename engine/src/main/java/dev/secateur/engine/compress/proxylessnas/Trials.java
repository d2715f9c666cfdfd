package dev.secateur.engine.compress.proxylessnas;

import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.autograd.ExecutionOptions;
import dev.secateur.engine.autograd.TrainableGraph;
import dev.secateur.engine.compress.Finetune;
import dev.secateur.engine.compress.Learning;
import dev.secateur.engine.compress.MethodInput;
import dev.secateur.engine.data.Augmentation;
import dev.secateur.engine.data.Dataset;
import dev.secateur.engine.data.LoadPlan;
import dev.secateur.engine.evaluate.EvaluationPlan;
import dev.secateur.engine.evaluate.Evaluator;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.runtime.OrtOptions;
import dev.secateur.engine.runtime.OrtSession;
import dev.secateur.engine.train.Recalibration;
import dev.secateur.engine.train.TrainInput;

/// Trains networks of the space one after the other, each in the same way, and says how well each classifies.
///
/// @param found what they begin with
record Trials(MethodInput<ProxylessConfig> input, Learning learning, Pipeline pipeline, Pipeline.Found found) {

    private static final int BATCH = 100;
    private static final int RECALIBRATION_BATCHES = 50;

    /// A trained network.
    ///
    /// @param untrained as it was before
    record Trained(Graph graph, Graph untrained, ProxylessReport.TrialReport report) {}

    /// Trains one.
    ///
    /// @param name also of its checkpoint
    /// @param milliseconds that were measured; null if none were
    Trained run(String name, int[] choice, @Nullable Double milliseconds, Progress progress) throws ProblemException {
        Graph start = pipeline.start(choice, found);
        Finetune retrain = input.config().retrain();
        Graph trained = retrain.epochs() == 0
                ? recalibrated(start, progress.part(0, 0.9))
                : retrain.run(start, input.graph(), learning.stage(name.replace(' ', '-')), progress.part(0, 0.9))
                        .graph();
        return new Trained(trained, start, new ProxylessReport.TrialReport(name, pipeline.labels(choice),
                pipeline.costs().told(pipeline.costs().of(choice)), milliseconds,
                accuracy(trained, progress.part(0.9, 1))));
    }

    /// Running statistics of a supernetwork mix all networks of a space, so they are taken anew.
    private Graph recalibrated(Graph graph, Progress progress) throws ProblemException {
        TrainInput.Pictures pictures = learning.pictures();
        Dataset data = pictures.training();
        LoadPlan plan = new LoadPlan(pictures.normalisation(), Augmentation.none(), Math.min(BATCH, data.size()),
                learning.conditions().seed(), 1);
        try (TrainableGraph network = TrainableGraph.of(graph, ExecutionOptions.defaults())) {
            Recalibration.run(network, data, plan, Math.min(RECALIBRATION_BATCHES, plan.batches(data.size())),
                    progress);
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

    /// Pictures that training one network takes.
    static long passes(List<?> networks, Finetune retrain, int pictures) {
        return (long) networks.size() * retrain.epochs() * pictures;
    }
}
