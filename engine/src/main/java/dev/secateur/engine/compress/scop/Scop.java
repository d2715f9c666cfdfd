package dev.secateur.engine.compress.scop;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

import dev.secateur.engine.autograd.ExecutionOptions;
import dev.secateur.engine.autograd.TrainableGraph;
import dev.secateur.engine.compress.Applicability;
import dev.secateur.engine.compress.Learning;
import dev.secateur.engine.compress.Method;
import dev.secateur.engine.compress.MethodInfo;
import dev.secateur.engine.compress.MethodInput;
import dev.secateur.engine.compress.MethodResult;
import dev.secateur.engine.cost.CostRules;
import dev.secateur.engine.cost.Costs;
import dev.secateur.engine.coupling.Coupling;
import dev.secateur.engine.data.Augmentation;
import dev.secateur.engine.data.Dataset;
import dev.secateur.engine.data.Holdout;
import dev.secateur.engine.data.LoadPlan;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.runtime.Difference;
import dev.secateur.engine.runtime.Parity;
import dev.secateur.engine.runtime.SampleInputs;
import dev.secateur.engine.runtime.Samples;
import dev.secateur.engine.shape.Bindings;
import dev.secateur.engine.shape.ShapeInference;
import dev.secateur.engine.tensor.Shape;
import dev.secateur.engine.train.Recalibration;

/// Prunes channels by an experiment with a control group.
public final class Scop implements Method<ScopConfig> {

    private static final double TOLERANCE = 1e-4;
    private static final int SAMPLES = 8;
    /// Below this the factors have hardly moved from where they began.
    private static final double TOLD_APART = 0.02;
    private static final String KNOCKOFF = "another picture of the batch, in a cyclic order drawn for each batch";

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
        Experiment.Outcome outcome = Experiment.run(graph, layers, learning, config,
                progress.part(0, trains ? 0.3 : 0.7));
        Map<ControlledLayer, double[]> scores = new LinkedHashMap<>();
        outcome.betas().forEach((layer, betas) -> scores.put(layer, scores(layer, betas, config.score())));
        Verdict verdict = new Verdict(Coupling.of(graph), scores, config);
        if (verdict.isEmpty()) {
            throw ProblemException.ofSetting("nothing to cut", "rate", "no layer loses a whole channel", "raise it");
        }
        Graph cut = verdict.cut();
        Samples samples = samples(input);
        Difference parity = Parity.compare(cut, verdict.masked(), samples,
                progress.part(trains ? 0.3 : 0.7, trains ? 0.35 : 0.8));
        if (parity.maxRel() > TOLERANCE) {
            throw ProblemException.ofModel("the cut network differs from the masked one by " + parity.maxRel(), null,
                    "that is more than rounding", "report this model; it was not changed");
        }
        Graph settled = recalibrated(cut, learning, config.recalibrate(),
                progress.part(trains ? 0.35 : 0.8, trains ? 0.4 : 1));
        Graph result = trains
                ? config.finetune().run(settled, graph, learning, progress.part(0.4, 1)).graph()
                : settled;
        return result(input, result, new Found(outcome, scores, verdict, samples, parity)).trainedFrom(settled);
    }

    private static double[] scores(ControlledLayer layer, float[] betas, Score score) {
        return IntStream.range(0, betas.length).mapToDouble(
                i -> (score == Score.SCALED ? Math.abs(layer.gamma()[i]) : 1) * (2.0 * betas[i] - 1)).toArray();
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
        LoadPlan plan = new LoadPlan(learning.pictures().normalisation(), Augmentation.none(),
                Math.min(100, data.size()),
                learning.conditions().seed(), 1);
        try (TrainableGraph network = TrainableGraph.of(cut, ExecutionOptions.defaults())) {
            Recalibration.run(network, data, plan, plan.batches(data.size()), progress);
            return network.freeze();
        }
    }

    /// @param scores of every channel, by layer
    private record Found(Experiment.Outcome outcome, Map<ControlledLayer, double[]> scores, Verdict verdict,
            Samples samples, Difference parity) {}

    private static MethodResult result(MethodInput<ScopConfig> input, Graph result, Found found) {
        Costs before = count(input.graph());
        Costs after = count(result);
        List<ScopReport.LayerReport> layers = new ArrayList<>();
        List<MethodResult.Change> changes = new ArrayList<>();
        found.scores().forEach((layer, scores) -> {
            ScopReport.LayerReport told = layer(input.graph(), layer, scores, found);
            layers.add(told);
            if (!told.removed().isEmpty()) {
                changes.add(new MethodResult.Change(told.id(), layer.channels() + " channels became "
                        + (layer.channels() - told.removed().size()) + ", " + told.form()));
            }
        });
        double spread = spread(found.outcome());
        int epochs = input.config().finetune().epochs();
        ScopReport report = new ScopReport(layers, found.outcome().losses(), spread, KNOCKOFF,
                found.outcome().pictures(), 1 - (double) after.parameters() / before.parameters(),
                1 - (double) after.macs() / before.macs(), found.samples().description(), input.config().recalibrate(),
                epochs, note(spread, epochs));
        Map<String, Double> metrics = new LinkedHashMap<>();
        metrics.put("parametersBefore", (double) before.parameters());
        metrics.put("parametersAfter", (double) after.parameters());
        metrics.put("macsBefore", (double) before.macs());
        metrics.put("macsAfter", (double) after.macs());
        return new MethodResult(result, changes, metrics, found.parity(), report);
    }

    private static ScopReport.LayerReport layer(Graph graph, ControlledLayer layer, double[] scores, Found found) {
        float[] betas = found.outcome().betas().getOrDefault(layer, new float[0]);
        String form = found.verdict().form(layer);
        List<Integer> removed = form.equals("kept")
                ? List.of()
                : found.verdict().chosen(layer).stream().boxed().toList();
        return new ScopReport.LayerReport(graph.name(layer.conv()), form,
                IntStream.range(0, betas.length).mapToObj(i -> (double) betas[i]).toList(),
                DoubleStream.of(scores).boxed().toList(), removed);
    }

    private static double spread(Experiment.Outcome outcome) {
        return Math.sqrt(outcome.betas().values().stream()
                .flatMapToDouble(b -> IntStream.range(0, b.length).mapToDouble(i -> (b[i] - 0.5) * (b[i] - 0.5)))
                .average().orElse(0));
    }

    private static String note(double spread, int epochs) {
        String told = spread < TOLD_APART
                ? "the experiment hardly told channels apart; raise its learning rate or epochs. "
                : "";
        return told + (epochs == 0
                ? "the network was not trained after the cut; its accuracy is expected to be low until it is"
                : "the network was trained for " + epochs + " epochs after the cut");
    }

    private static Costs count(Graph graph) {
        return CostRules.count(graph, ShapeInference.infer(graph, Bindings.batch(1)));
    }
}
