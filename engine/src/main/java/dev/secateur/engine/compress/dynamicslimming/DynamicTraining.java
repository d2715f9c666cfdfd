package dev.secateur.engine.compress.dynamicslimming;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.autograd.Mode;
import dev.secateur.engine.autograd.Parameter;
import dev.secateur.engine.autograd.TrainableGraph;
import dev.secateur.engine.autograd.Update;
import dev.secateur.engine.autograd.Var;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.train.Extension;

/// Trains a network with thresholds that follow from the picture: gates stand behind the normalisations, and the loss draws the rate of
/// every picture to what its variance asks for.
final class DynamicTraining implements Extension {

    private static final double COLLAPSED = 0.5;

    private final DynamicConfig config;
    private final List<GatedLayer> layers;
    private final MacModel macs;
    private final Predictor predictor;
    private final Trace trace;
    private final Var meanSure;
    private final List<Parameter> scales = new ArrayList<>();
    /// What is held against thresholds, layer by layer; not changed any more once the rate has risen.
    private final List<Var> compared = new ArrayList<>();
    private final Steering steering;
    private final Var parts;
    private final double overhead;
    private final Consumer<String> remarks;
    private boolean isHeld;
    private final double[] firstMeans;
    private @Nullable GateRun run;
    private @Nullable Var levels;

    /// @param trace closed with this
    /// @param overhead multiply-accumulates of the predictor in parts of the network's
    /// @param remarks learns at the end of every epoch how the gates stand
    DynamicTraining(DynamicConfig config, List<GatedLayer> layers, MacModel macs, Predictor predictor, Trace trace,
            double overhead, Consumer<String> remarks) {
        this.config = config;
        this.layers = layers;
        this.macs = macs;
        this.predictor = predictor;
        this.trace = trace;
        this.overhead = overhead;
        this.remarks = remarks;
        this.meanSure = Var.scalar(0).keep();
        this.firstMeans = new double[layers.size()];
        this.steering = new Steering(layers.size(), config.joint().spread());
        this.parts = Var.full(1, layers.size()).keep();
    }

    @Override
    public void attach(TrainableGraph network) throws ProblemException {
        for (int l = 0; l < layers.size(); l++) {
            GatedLayer layer = layers.get(l);
            Parameter scale = scale(network, layer);
            scales.add(scale);
            double[] scaling = scale.toTensor().toDoubles();
            firstMeans[l] = mean(Thresholds.sizes(scaling));
            compared.add(Var.of(Floats.of(config.compare().of(scaling)), scaling.length).keep());
        }
        run = GateRun.attach(network, layers, this::decide, predictor.parameters());
    }

    static Parameter scale(TrainableGraph network, GatedLayer layer) throws ProblemException {
        return network.parameter(layer.scale()).orElseThrow(() -> ProblemException.ofModel(
                "cannot train the gates", layer.id(network.graph()), "its scale is no weight that is trained",
                "use a model whose normalisations have scales of their own"));
    }

    /// Until the rate has risen the order of the channels follows their scales; from then on it stays, and so do the parts of the
    /// layers, so that what trains on is one network.
    @Override
    public void before(Moment moment, int pass) {
        isHeld = moment.step() > 0 && moment.fraction() >= config.joint().riseTo();
        if (isHeld) {
            return;
        }
        double[][] sizes = new double[layers.size()][];
        for (int l = 0; l < sizes.length; l++) {
            double[] scaling = scales.get(l).toTensor().toDoubles();
            sizes[l] = Thresholds.sizes(scaling);
            set(compared.get(l), config.compare().of(scaling));
        }
        double share = 1 - overhead
                - config.rate() * risen(moment) * Math.pow(Math.max(meanSure.item(), SampleRates.FLOOR),
                        1 - ratio(moment));
        set(parts, config.joint().even()
                ? Profile.even(sizes.length, macs, config.leastShare(), share)
                : Profile.kept(Profile.gone(sizes, macs, config.leastShare(), share)));
    }

    private static void set(Var target, double[] numbers) {
        try (Var now = Var.of(Floats.of(numbers), numbers.length)) {
            Update.assign(target, now);
        }
    }

    private double ratio(Moment moment) {
        return SampleRates.epochRatio(moment.fraction(), config.joint().riseFrom(), config.joint().riseTo());
    }

    /// How much of the rate is asked for: a trained network is sure from the first step on, so that its variance alone would
    /// ask for nearly all at once.
    private double risen(Moment moment) {
        return ratio(moment);
    }

    /// Opens and closes the gates for a batch.
    private void decide(Var pictures, Mode mode, @Nullable LayerGate[] gates) {
        Var said = steering.on(predictor.outputs(pictures), mode);
        Var thresholds = said.sigmoid();
        levels = thresholds;
        for (int l = 0; l < layers.size(); l++) {
            Var scale = scales.get(l).value();
            double[] sizes = compared.get(l).toDoubles();
            double highest = Thresholds.highest(sizes, Thresholds.least(sizes.length, config.leastShare()));
            gates[l] = LayerGate.of(compared(l, scale), thresholds.slice(1, l, l + 1L).mul(highest), mean(sizes), mode);
        }
    }

    /// What is compared, with a way for gradients where there is one: ranks have no slope, and scales that shrank much are let alone.
    private Var compared(int layer, Var scale) {
        boolean open = config.compare() == Comparison.SIZES && !isHeld
                && mean(Thresholds.sizes(scale.detach().toDoubles())) >= COLLAPSED * firstMeans[layer];
        return open ? scale.abs() : compared.get(layer);
    }

    private static double mean(double[] numbers) {
        return Arrays.stream(numbers).average().orElse(0);
    }

    @Override
    public Var loss(Var plain, Pass pass) {
        Var thresholds = levels;
        Var scores = pass.scores();
        GateRun gates = run;
        if (thresholds == null || scores == null || gates == null) {
            throw new IllegalStateException("no picture was seen");
        }
        Joint joint = config.joint();
        double[] rates = rates(thresholds, scores, pass.moment());
        Var reached = macs.share(gates.soft()).neg().add(1);
        Var apart = reached.sub(Var.of(Floats.of(rates), rates.length)).square().mean();
        Var loss = plain.add(apart.mul(joint.lambda()));
        if (joint.penalty() > 0) {
            for (Parameter scale : scales) {
                loss = loss.add(scale.value().abs().sum().mul(joint.penalty()));
            }
        }
        double[] open = gates.hard().stream().mapToDouble(h -> h.mean().item()).toArray();
        steering.learn(pass.moment().step() == 0, open, parts.toDoubles());
        trace.add(new Trace.Seen(macs.share(gates.hard()).toDoubles(), rates, thresholds.detach().mean().item(), open),
                pass);
        return loss;
    }

    private double[] rates(Var thresholds, Var scores, Moment moment) {
        Joint joint = config.joint();
        double[] sure = joint.variance() == Variance.SCORES
                ? SampleRates.confidence(scores.detach().div(joint.temperature()).softmax(1).toDoubles(),
                        (int) scores.dim(1))
                : Arrays.stream(SampleRates.variances(thresholds.detach().toDoubles(), layers.size())).map(v -> 4 * v)
                        .toArray();
        double kept = moment.step() == 0 ? 0 : SampleRates.KEPT;
        double running = kept * meanSure.item() + (1 - kept) * mean(sure);
        try (Var now = Var.scalar(running)) {
            Update.assign(meanSure, now);
        }
        return SampleRates.of(sure, config.rate() * risen(moment), running, ratio(moment));
    }

    @Override
    public void beforeJudging(Moment moment, Progress progress) {
        remarks.accept(trace.told());
    }

    /// Before the rate is fully asked for, weights are of a network that works more than it shall.
    @Override
    public boolean mayKeep(Moment moment) {
        return moment.fraction() >= config.joint().riseTo();
    }

    @Override
    public Map<String, Var> state() {
        Map<String, Var> state = new LinkedHashMap<>(steering.state());
        state.put("sure", meanSure);
        state.put("parts", parts);
        state.put("trace", trace.state());
        for (int l = 0; l < compared.size(); l++) {
            state.put("compared" + l, compared.get(l));
        }
        return state;
    }

    /// What it has learned, on a network with the weights that came of it.
    GatedNetwork network(Graph trained) {
        return GatedNetwork.of(trained, steering.folded(predictor.weights()),
                compared.stream().map(Var::toDoubles).toArray(double[][]::new), config.leastShare());
    }

    @Override
    public void close() {
        meanSure.close();
        parts.close();
        steering.close();
        compared.forEach(Var::close);
        trace.close();
        predictor.close();
    }
}
