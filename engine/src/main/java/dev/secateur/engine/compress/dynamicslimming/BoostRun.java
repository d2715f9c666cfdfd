package dev.secateur.engine.compress.dynamicslimming;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import dev.secateur.engine.compress.Learning;
import dev.secateur.engine.compress.MethodInput;
import dev.secateur.engine.compress.MethodResult;
import dev.secateur.engine.cost.CostRules;
import dev.secateur.engine.coupling.Coupling;
import dev.secateur.engine.data.Dataset;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.shape.Bindings;
import dev.secateur.engine.shape.ShapeInference;
import dev.secateur.engine.train.Distillation;
import dev.secateur.engine.train.TrainInput;

/// The control by feature boosting and suppression: the same layers, as many passes, the same multiply-accumulates in the mean.
///
/// @param graph with its normalisations
record BoostRun(MethodInput<DynamicConfig> input, Graph graph, Learning learning) {

    private static final int STEPS = 400;

    MethodResult result(Progress progress) throws ProblemException {
        DynamicConfig config = input.config();
        List<GatedLayer> layers = GatedLayer.of(Coupling.of(graph));
        MacModel macs = MacModel.of(graph, layers);
        double overhead = overhead(graph, layers, macs);
        double density = density(layers, macs, 1 - config.rate() - overhead);
        Trace trace = new Trace(layers.size(),
                points -> input.listener().found(new DynamicRun(input, graph, learning).soFar(layers,
                        points)));
        Graph trained;
        List<BoostTraining.Saliency> saliencies;
        List<DynamicReport.Point> curve;
        TrainInput.Pictures pictures = learning.pictures();
        try (BoostTraining boosting = new BoostTraining(config, layers, macs, trace, density)) {
            trained = learning.train(new TrainInput(graph, pictures,
                    DynamicRun.training(config.joint(), config.joint().epochs(), pictures.training()),
                    config.joint().distill() ? Distillation.of(input.graph()) : null,
                    learning.stage("boost").conditions()), boosting, progress.part(0, 0.8)).graph();
            saliencies = boosting.saliencies();
            curve = trace.points();
        }
        Graph masked = BoostGraph.of(trained, layers, saliencies, density);
        MaskCheck check;
        try (BoostTraining same = BoostTraining.settled(config, layers, macs, saliencies, density)) {
            check = MaskCheck.of(trained, same::attach, masked, pictures, progress.part(0.8, 0.85));
        }
        return told(new Made(layers, curve, density, macs.share(shares(layers, density)) + overhead, overhead, check),
                masked, progress.part(0.85, 1));
    }

    /// Multiply-accumulates of the saliencies in parts of the network's.
    static double overhead(Graph graph, List<GatedLayer> layers, MacModel macs) {
        return layers.stream().mapToDouble(l -> (double) l.channels() * BoostGraph.inputs(graph, l)).sum()
                / macs.total();
    }

    /// The largest density at which the multiply-accumulates are within the target; that of the floors if none is.
    private static double density(List<GatedLayer> layers, MacModel macs, double share) {
        for (int i = STEPS; i > 1; i--) {
            double density = (double) i / STEPS;
            if (macs.share(shares(layers, density)) <= share) {
                return density;
            }
        }
        return 1.0 / STEPS;
    }

    private static double[] shares(List<GatedLayer> layers, double density) {
        return layers.stream()
                .mapToDouble(l -> (double) BoostTraining.stay(l.channels(), density) / l.channels()).toArray();
    }

    private static long own(Graph graph) {
        return CostRules.count(graph, ShapeInference.infer(graph, Bindings.batch(1))).parameters();
    }

    /// What was made.
    private record Made(List<GatedLayer> layers, List<DynamicReport.Point> curve, double density, double share,
            double overhead,
            MaskCheck check) {}

    private MethodResult told(Made made, Graph masked, Progress progress) throws ProblemException {
        TrainInput.Pictures pictures = learning.pictures();
        Judgement before = Judgement.of(input.graph(), pictures, input.threads(), progress.part(0, 0.5));
        Judgement after = Judgement.of(masked, pictures, input.threads(), progress.part(0.5, 1));
        Dataset judged = DynamicRun.judged(pictures);
        int[] all = IntStream.range(0, Math.min(judged.size(), 1000)).toArray();
        double[] shares = new double[all.length];
        Arrays.fill(shares, made.share());
        List<DynamicReport.LayerReport> layers = new ArrayList<>();
        List<MethodResult.Change> changes = new ArrayList<>();
        long parameters = 0;
        for (GatedLayer layer : made.layers()) {
            int stay = BoostTraining.stay(layer.channels(), made.density());
            layers.add(new DynamicReport.LayerReport(layer.id(graph), layer.channels(), layer.channels(), stay, stay,
                    stay));
            changes.add(new MethodResult.Change(layer.id(graph),
                    stay + " of " + layer.channels() + " channels work for a picture, others for another"));
            parameters += (long) layer.channels() * (BoostGraph.inputs(graph, layer) + 1L);
        }
        DynamicReport report = new DynamicReport(Gate.FBS.toString(), input.config().rate(), layers,
                made.curve(),
                new Costed(judged, all, shares, new double[0]).report("all pictures cost the same"), List.of(),
                new DynamicReport.Outcome(pictures.heldOut() == null ? 0 : after.count(), before.accuracy(),
                        after.accuracy(), null, null, 0, (double) parameters / own(graph), made.overhead(), 0,
                        made.check().difference(), made.check().flipped(), null),
                "a control: every layer's own input chooses its channels, always as many; no export of it saves time");
        Map<String, Double> metrics = new LinkedHashMap<>();
        metrics.put("meanMacsShare", made.share());
        metrics.put("density", made.density());
        Double accuracy = after.accuracy();
        if (accuracy != null) {
            metrics.put("accuracyMasked", accuracy);
        }
        return new MethodResult(masked, changes, metrics, null, report);
    }
}
