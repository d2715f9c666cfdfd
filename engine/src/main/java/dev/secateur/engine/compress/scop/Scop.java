package dev.secateur.engine.compress.scop;

import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.secateur.engine.autograd.ExecutionOptions;
import dev.secateur.engine.autograd.TrainableGraph;
import dev.secateur.engine.compress.Applicability;
import dev.secateur.engine.compress.BudgetReport;
import dev.secateur.engine.compress.Learning;
import dev.secateur.engine.compress.Method;
import dev.secateur.engine.compress.MethodInfo;
import dev.secateur.engine.compress.MethodInput;
import dev.secateur.engine.compress.MethodResult;
import dev.secateur.engine.data.Dataset;
import dev.secateur.engine.data.Holdout;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.runtime.Difference;
import dev.secateur.engine.runtime.Parity;
import dev.secateur.engine.runtime.SampleInputs;
import dev.secateur.engine.runtime.Samples;
import dev.secateur.engine.shape.Bindings;
import dev.secateur.engine.tensor.Shape;
import dev.secateur.engine.train.Recalibration;

/// Prunes channels by an experiment with a control group.
public final class Scop implements Method<ScopConfig> {

    private static final double TOLERANCE = 1e-4;
    private static final int SAMPLES = 8;

    @Override
    public MethodInfo info() {
        return new MethodInfo("scop", "SCOP",
                "Prunes the channels that do as well with a picture that tells nothing of the label as with the real one.",
                "Tang et al., SCOP: Scientific Control for Reliable Neural Network Pruning, NeurIPS 2020",
                Set.of(MethodInfo.Need.DATA, MethodInfo.Need.LABELS, MethodInfo.Need.TRAINING,
                        MethodInfo.Need.BATCH_NORMALISATION));
    }

    @Override
    public ScopConfig defaults() {
        return ScopConfig.defaults();
    }

    @Override
    public Class<ScopReport> reportType() {
        return ScopReport.class;
    }

    @Override
    public Applicability applicability(Graph graph, ScopConfig config) {
        if (graph.requiredInputs().size() != 1) {
            return Applicability.no("the model has " + graph.requiredInputs().size() + " inputs and not one");
        }
        Shape shape = graph.type(graph.requiredInputs().getFirst()).shape();
        if (shape != null && shape.rank() > 0 && shape.dim(0).isKnown()) {
            return Applicability.no("the model's batch is fixed at " + shape.dim(0) + "; free it first");
        }
        return ControlledLayer.of(graph).isEmpty()
                ? Applicability.no(
                        "no convolution has a batch normalisation behind it; re-create them first if they were folded")
                : Applicability.yes();
    }

    @Override
    public MethodResult run(MethodInput<ScopConfig> input, Progress progress) throws ProblemException {
        if (applicability(input.graph(), input.config()) instanceof Applicability.No(String reason, var nodes)) {
            throw ProblemException.ofModel("cannot make the experiment", null, reason, "");
        }
        Learning learning = input.learning();
        if (learning == null) {
            throw ProblemException.ofSetting("cannot make the experiment", "data", "it learns from labelled pictures",
                    "name them with --data, or choose them in the window");
        }
        Graph graph = input.graph();
        ScopConfig config = input.config();
        boolean trains = config.finetune().epochs() > 0;
        List<ControlledLayer> layers = ControlledLayer.of(graph);
        ScopTelling telling = new ScopTelling(graph, config, input.seed());
        Experiment.Outcome outcome = Experiment.run(graph, layers, input,
                sofar -> input.listener().found(telling.soFar(sofar)),
                progress.part(0, trains ? 0.3 : 0.7));
        Map<ControlledLayer, Scores> scores = telling.scores(outcome);
        Choosing choosing = new Choosing(input, scores,
                progress.part(trains ? 0.3 : 0.7, trains ? 0.31 : 0.72));
        Verdict verdict = choosing.verdict(progress.part(trains ? 0.31 : 0.72, trains ? 0.32 : 0.75));
        Graph cut = verdict.cut();
        BudgetReport budget = choosing.report(cut, progress.part(trains ? 0.32 : 0.75, trains ? 0.33 : 0.77));
        Samples samples = samples(input);
        Difference parity = Parity.compare(cut, verdict.masked(), samples,
                progress.part(trains ? 0.33 : 0.77, trains ? 0.35 : 0.8));
        if (parity.maxRel() > TOLERANCE) {
            throw ProblemException.ofModel("the cut network differs from the masked one by " + parity.maxRel(), null,
                    "that is more than rounding", "report this model; it was not changed");
        }
        Graph settled = recalibrated(cut, learning, config.recalibrate(),
                progress.part(trains ? 0.35 : 0.8, trains ? 0.4 : 1));
        Graph result = trains
                ? config.finetune().run(settled, graph, learning, progress.part(0.4, 1)).graph()
                : settled;
        return telling.result(result,
                new ScopTelling.Found(outcome, scores, verdict, samples, parity, budget)).trainedFrom(settled);
    }

    private static Samples samples(MethodInput<?> input) throws ProblemException {
        Samples given = input.samples();
        return given != null ? given : SampleInputs.samples(input.graph(), Bindings.none(), SAMPLES, input.seed());
    }

    private static Graph recalibrated(Graph cut, Learning learning, int pictures, Progress progress)
            throws ProblemException {
        if (pictures == 0) {
            return cut;
        }
        Dataset data = Holdout.first(learning.pictures().training(), pictures);
        try (TrainableGraph network = TrainableGraph.of(cut, ExecutionOptions.defaults())) {
            Recalibration.of(data, learning.pictures().normalisation(), 100, learning.conditions().seed())
                    .run(network, progress);
            return network.freeze();
        }
    }
}
