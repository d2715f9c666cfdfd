package dev.secateur.engine.compress.dynamicslimming;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.autograd.Mode;
import dev.secateur.engine.autograd.Parameter;
import dev.secateur.engine.autograd.TrainableGraph;
import dev.secateur.engine.autograd.Update;
import dev.secateur.engine.autograd.Var;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.train.Extension;

/// Trains a network with thresholds that follow from the picture: gates stand behind the normalisations, and the loss draws the rate of
/// every picture to what its variance asks for.
final class DynamicTraining implements Extension {

    private static final double COLLAPSED = 0.5;
    private static final double FLAT = 4;
    private static final double BENDING = 0.5;

    private final DynamicConfig config;
    private final List<GatedLayer> layers;
    private final MacModel macs;
    private final Predictor predictor;
    private final Trace trace;
    private final Var meanSure;
    private final List<Parameter> scales = new ArrayList<>();
    private final double[] firstMeans;
    private @Nullable GateRun run;
    private @Nullable Var outputs;
    private @Nullable Var levels;

    DynamicTraining(DynamicConfig config, List<GatedLayer> layers, MacModel macs, Predictor predictor, Trace trace) {
        this.config = config;
        this.layers = layers;
        this.macs = macs;
        this.predictor = predictor;
        this.trace = trace;
        this.meanSure = Var.scalar(0).keep();
        this.firstMeans = new double[layers.size()];
    }

    @Override
    public void attach(TrainableGraph network) throws ProblemException {
        for (int l = 0; l < layers.size(); l++) {
            GatedLayer layer = layers.get(l);
            Parameter scale = scale(network, layer);
            scales.add(scale);
            firstMeans[l] = mean(Thresholds.sizes(scale.toTensor().toDoubles()));
        }
        run = GateRun.attach(network, layers, this::decide, predictor.parameters());
    }

    static Parameter scale(TrainableGraph network, GatedLayer layer) throws ProblemException {
        return network.parameter(layer.scale()).orElseThrow(() -> ProblemException.ofModel(
                "cannot train the gates", layer.id(network.graph()), "its scale is no weight that is trained",
                "use a model whose normalisations have scales of their own"));
    }

    /// Opens and closes the gates for a batch.
    private void decide(Var pictures, Mode mode, @Nullable LayerGate[] gates) {
        Var said = predictor.outputs(pictures);
        Var parts = said.sigmoid();
        outputs = said;
        levels = parts;
        for (int l = 0; l < layers.size(); l++) {
            Var scale = scales.get(l).value();
            double[] scaling = scale.detach().toDoubles();
            double[] sizes = config.compare().of(scaling);
            double highest = Thresholds.highest(sizes, Thresholds.least(sizes.length, config.leastShare()));
            gates[l] = LayerGate.of(compared(l, scale, sizes, mean(Thresholds.sizes(scaling))),
                    parts.slice(1, l, l + 1L).mul(highest), mean(sizes), mode);
        }
    }

    /// What is compared, with a way for gradients where there is one: ranks have no slope, and scales that shrank much are let alone.
    private Var compared(int layer, Var scale, double[] sizes, double mean) {
        boolean open = config.compare() == Comparison.SIZES && mean >= COLLAPSED * firstMeans[layer];
        return open ? scale.abs() : Var.of(Floats.of(sizes), sizes.length);
    }

    private static double mean(double[] numbers) {
        return Arrays.stream(numbers).average().orElse(0);
    }

    @Override
    public Var loss(Var plain, Pass pass) {
        Var parts = levels;
        Var said = outputs;
        Var scores = pass.scores();
        GateRun gates = run;
        if (parts == null || said == null || scores == null || gates == null) {
            throw new IllegalStateException("no picture was seen");
        }
        Joint joint = config.joint();
        double[] rates = rates(parts, scores, pass.moment());
        Var reached = macs.share(gates.soft()).neg().add(1);
        Var apart = reached.sub(Var.of(Floats.of(rates), rates.length)).square().mean();
        Var loss = plain.add(apart.mul(joint.lambda())).add(beyond(said).mul(BENDING));
        if (joint.penalty() > 0) {
            for (Parameter scale : scales) {
                loss = loss.add(scale.value().abs().sum().mul(joint.penalty()));
            }
        }
        trace.add(new Trace.Seen(macs.share(gates.hard()).toDoubles(), mean(rates), parts.detach().mean().item()),
                pass);
        return loss;
    }

    /// What outputs cost that lie where the sigmoid is nearly flat, from which no slope leads back.
    private static Var beyond(Var said) {
        return said.abs().sub(FLAT).relu().square().mean();
    }

    private double[] rates(Var parts, Var scores, Moment moment) {
        Joint joint = config.joint();
        double[] sure = joint.variance() == Variance.SCORES
                ? SampleRates.confidence(scores.detach().div(joint.temperature()).softmax(1).toDoubles(),
                        (int) scores.dim(1))
                : Arrays.stream(SampleRates.variances(parts.detach().toDoubles(), layers.size())).map(v -> 4 * v)
                        .toArray();
        double kept = moment.step() == 0 ? 0 : SampleRates.KEPT;
        double running = kept * meanSure.item() + (1 - kept) * mean(sure);
        try (Var now = Var.scalar(running)) {
            Update.assign(meanSure, now);
        }
        double q = SampleRates.epochRatio(moment.fraction(), joint.riseFrom(), joint.riseTo());
        return SampleRates.of(sure, config.rate(), running, q);
    }

    /// Before the rate is fully asked for, weights are of a network that works more than it shall.
    @Override
    public boolean mayKeep(Moment moment) {
        return moment.fraction() >= config.joint().riseTo();
    }

    @Override
    public Map<String, Var> state() {
        return Map.of("sure", meanSure);
    }

    /// What it has learned.
    Predictor.Weights weights() {
        return predictor.weights();
    }

    @Override
    public void close() {
        meanSure.close();
        predictor.close();
    }
}
