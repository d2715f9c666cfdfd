package dev.secateur.engine.compress.dynamicslimming;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.secateur.engine.compress.Learning;
import dev.secateur.engine.compress.MethodInput;
import dev.secateur.engine.compress.MethodResult;
import dev.secateur.engine.coupling.ChannelCut;
import dev.secateur.engine.coupling.ChannelMask;
import dev.secateur.engine.coupling.Coupling;
import dev.secateur.engine.data.Dataset;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.runtime.Difference;
import dev.secateur.engine.runtime.Parity;
import dev.secateur.engine.runtime.Samples;
import dev.secateur.engine.train.Distillation;
import dev.secateur.engine.train.Extension;
import dev.secateur.engine.train.TrainInput;

/// The control without gates: the same layers lose channels for all pictures alike, after as many passes, at the same multiply-accumulates.
///
/// @param graph with its normalisations
record StaticRun(MethodInput<DynamicConfig> input, Graph graph, Learning learning) {

    /// Part of the epochs in which scales are drawn to zero; the rest follows the cut.
    private static final double SPARSE = 0.3;
    private static final double TOLERANCE = 1e-4;

    MethodResult result(Progress progress) throws ProblemException {
        DynamicConfig config = input.config();
        int sparse = Math.min((int) Math.round(SPARSE * config.joint().epochs()), config.joint().epochs() - 1);
        Graph ready = sparse > 0 ? sparse(sparse, progress.part(0, 0.3)) : graph;
        Coupling coupling = Coupling.of(ready);
        List<GatedLayer> layers = GatedLayer.of(coupling);
        MacModel macs = MacModel.of(ready, layers);
        boolean[][] gone = gone(ready, layers, macs);
        BitSet removed = new BitSet();
        for (int l = 0; l < gone.length; l++) {
            for (int c = 0; c < gone[l].length; c++) {
                removed.set(layers.get(l).group().units()[c], gone[l][c]);
            }
        }
        Graph cut = ChannelCut.apply(coupling, removed);
        Samples samples = pictures();
        Difference parity = Parity.compare(cut, ChannelMask.apply(coupling, removed), samples,
                progress.part(0.3, 0.32));
        if (parity.maxRel() > TOLERANCE) {
            throw ProblemException.ofModel("the cut network differs from the masked one by " + parity.maxRel(), null,
                    "that is more than rounding", "report this model; it was not changed");
        }
        Graph trained = train(cut, config.joint().epochs() - sparse, "finetune", Extension.none(),
                progress.part(0.32, 0.9));
        return told(new Cut(layers, gone, macs.share(Profile.kept(gone)), removed.cardinality()), trained, parity,
                progress.part(0.9, 1)).trainedFrom(cut);
    }

    private Graph sparse(int epochs, Progress progress) throws ProblemException {
        try (SparseTraining sparse = new SparseTraining(GatedLayer.of(Coupling.of(graph)),
                input.config().joint().penalty())) {
            return train(graph, epochs, "sparsity", sparse, progress);
        }
    }

    private Graph train(Graph from, int epochs, String stage, Extension extension, Progress progress)
            throws ProblemException {
        Joint joint = input.config().joint();
        return learning.train(new TrainInput(from, learning.pictures(),
                DynamicRun.training(joint, epochs, learning.pictures().training()),
                joint.distill() ? Distillation.of(input.graph()) : null, learning.stage(stage).conditions()),
                extension, progress).graph();
    }

    /// The channels that go: the smallest scales of all layers, until the multiply-accumulates are within the target.
    private boolean[][] gone(Graph ready, List<GatedLayer> layers, MacModel macs) {
        return Profile.gone(
                layers.stream().map(l -> l.sizes(ready, Comparison.SIZES)).toArray(double[][]::new), macs,
                input.config().leastShare(), 1 - input.config().rate());
    }

    private Samples pictures() throws ProblemException {
        Samples given = input.samples();
        return given != null
                ? given
                : LevelExport.pictures(input.graph(), learning.pictures(), 8);
    }

    /// What was cut.
    private record Cut(List<GatedLayer> layers, boolean[][] gone, double share, int removed) {}

    private MethodResult told(Cut cut, Graph trained, Difference parity, Progress progress) throws ProblemException {
        TrainInput.Pictures pictures = learning.pictures();
        Judgement before = Judgement.of(input.graph(), pictures, input.threads(), progress.part(0, 0.3));
        Judgement after = Judgement.of(trained, pictures, input.threads(), progress.part(0.3, 0.6));
        Dataset judged = DynamicRun.judged(pictures);
        int[] all = java.util.stream.IntStream.range(0, Math.min(judged.size(), 1000)).toArray();
        double[] shares = new double[all.length];
        Arrays.fill(shares, cut.share());
        List<DynamicReport.LayerReport> layers = new ArrayList<>();
        List<MethodResult.Change> changes = new ArrayList<>();
        double[] kept = Profile.kept(cut.gone());
        for (int l = 0; l < kept.length; l++) {
            GatedLayer layer = cut.layers().get(l);
            int left = (int) Math.round(kept[l] * layer.channels());
            layers.add(new DynamicReport.LayerReport(layer.id(graph), layer.channels(), left, left, left, left));
            if (left < layer.channels()) {
                changes.add(new MethodResult.Change(layer.id(graph), layer.channels() + " channels became " + left));
            }
        }
        DynamicReport report = new DynamicReport(Gate.STATIC.toString(), input.config().rate(), layers, List.of(),
                new Costed(judged, all, shares, new double[0]).report("all pictures cost the same"), List.of(),
                new DynamicReport.Outcome(pictures.heldOut() == null ? 0 : after.count(), before.accuracy(),
                        after.accuracy(), null, null, cut.removed(), 0, 0, 0, parity.maxRel(), 0,
                        input.config().measure()
                                ? LevelExport.times(trained, input.graph(), input, progress.part(0.6, 1))
                                : null),
                "a control: one cut for all pictures, after the same number of passes");
        Map<String, Double> metrics = new LinkedHashMap<>();
        metrics.put("meanMacsShare", cut.share());
        Double accuracy = after.accuracy();
        if (accuracy != null) {
            metrics.put("accuracyAfter", accuracy);
        }
        return new MethodResult(trained, changes, metrics, parity, report);
    }
}
