package dev.secateur.engine.compress.slb;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.autograd.Mode;
import dev.secateur.engine.autograd.Parameter;
import dev.secateur.engine.autograd.Scope;
import dev.secateur.engine.autograd.Section;
import dev.secateur.engine.autograd.Statistics;
import dev.secateur.engine.autograd.Torch;
import dev.secateur.engine.autograd.TrainableGraph;
import dev.secateur.engine.autograd.Update;
import dev.secateur.engine.autograd.Var;
import dev.secateur.engine.graph.Value;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.quant.Grid;
import dev.secateur.engine.quant.LearnedClip;
import dev.secateur.engine.tensor.Tensor;
import dev.secateur.engine.train.Extension;
import dev.secateur.engine.train.Recalibration;
import dev.secateur.engine.train.TrainInput;

/// What the search adds to plain training: distributions in place of weights, their temperature, and statistics of batch
/// normalisation that belong to the likeliest values.
final class CategoricalTraining implements Extension {

    private static final int COLUMNS = 4;

    private final List<SearchedLayer> layers;
    private final FirstRounding flow;
    private final SlbConfig config;
    private final TrainInput input;
    private final Consumer<CategoricalTraining> listener;
    private final List<CategoricalWeight> weights = new ArrayList<>();
    private final Map<Value, LearnedClip> clips = new LinkedHashMap<>();
    private final Map<Value, LearnedSign> signs = new LinkedHashMap<>();
    private final Map<String, Var> state = new LinkedHashMap<>();
    private double[] keep = {};
    private @Nullable TrainableGraph network;

    /// @param flow where the rounding of what flows begins
    /// @param listener called after each epoch, before its weights are judged
    CategoricalTraining(List<SearchedLayer> layers, FirstRounding flow, SlbConfig config, TrainInput input,
            Consumer<CategoricalTraining> listener) {
        this.layers = List.copyOf(layers);
        this.flow = flow;
        this.config = config;
        this.input = input;
        this.listener = listener;
    }

    @Override
    public void attach(TrainableGraph trained) throws ProblemException {
        network = trained;
        RandomGenerator random = new SplittableRandom(input.conditions().seed());
        for (SearchedLayer layer : layers) {
            Parameter raw = trained.parameter(weights(trained, layer)).orElseThrow(() -> ProblemException.ofModel(
                    "cannot search for weights", layer.layer().name(), "its weights cannot be trained",
                    "leave the layer out with layers=NAME:32"));
            raw.setTrained(false);
            CategoricalWeight weight = new CategoricalWeight(layer, raw.name(), first(layer, random));
            weights.add(weight);
            trained.attach(raw, weight);
            try (Scope scope = Scope.open()) {
                state.put("chosen/" + weight.name(), weight.chosen().keep());
            }
        }
        flow.signs().forEach((value, size) -> {
            LearnedSign sign = new LearnedSign(trained.graph().name(value), size);
            signs.put(value, sign);
            trained.attach(value, sign);
        });
        flow.grids().forEach((value, grid) -> {
            LearnedClip clip = new LearnedClip(trained.graph().name(value), grid);
            clips.put(value, clip);
            trained.attach(value, clip);
        });
        state.put("layers",
                Var.of(Tensor.of(new float[layers.size() * (COLUMNS - 1)], layers.size(), COLUMNS - 1)).keep());
        state.put("history", Var.of(Tensor.of(new float[config.epochs() * COLUMNS], config.epochs(), COLUMNS)).keep());
        keep = trained.statistics().stream().mapToDouble(Statistics::keep).toArray();
    }

    private static Value weights(TrainableGraph trained, SearchedLayer layer) {
        return trained.graph().nodeNamed(layer.layer().name()).orElseThrow().input(1);
    }

    @Override
    public void after(Moment moment) {
        clips.values().forEach(LearnedClip::keep);
        signs.values().forEach(LearnedSign::keep);
    }

    private CategoricalWeight.FirstWeights first(SearchedLayer layer, RandomGenerator random) {
        SlbConfig.Start start = config.start();
        return switch (start.from()) {
            case DISTANCE -> CategoricalWeight.FirstWeights.near(layer, start.sharpness(),
                    config.temperature().first(), start.scale(), random);
            case RANDOM -> CategoricalWeight.FirstWeights.drawn(layer, start.scale(), random);
        };
    }

    @Override
    public void before(Moment moment, int pass) {
        set(moment, config.temperature().isOver(moment));
        if (isExact()) {
            hold(!config.temperature().isOver(moment));
        }
    }

    private void set(Moment moment, boolean likeliest) {
        double temperature = config.temperature().at(moment);
        weights.forEach(w -> w.set(temperature, likeliest));
    }

    private boolean isExact() {
        return config.norm() == StateNorm.EXACT;
    }

    /// Lets passes leave the running statistics as they are, or move them.
    private void hold(boolean still) {
        List<Statistics> all = network().statistics();
        for (int i = 0; i < keep.length; i++) {
            all.get(i).setKeep(still ? 1 : keep[i]);
        }
    }

    /// Gathers the statistics of the likeliest values on the same pictures. The expected values are normalised by their batch, so
    /// they need no statistics of their own.
    @Override
    public Var loss(Var plain, Pass pass) {
        if (isExact() && !config.temperature().isOver(pass.moment())) {
            set(pass.moment(), true);
            hold(false);
            try (Section off = Torch.withoutGradients(); Scope scope = Scope.open()) {
                network().run(Map.of(network().options().entries().getFirst(), pass.pictures()),
                        network().options().exits(), Mode.TRAIN);
            }
        }
        return plain;
    }

    @Override
    public void beforeJudging(Moment moment, Progress progress) throws ProblemException {
        Moment end = new Moment(Math.max(0, moment.step() - 1), moment.perEpoch(), moment.total());
        set(end, true);
        if (!isExact()) {
            TrainInput.Pictures pictures = input.pictures();
            int batch = input.config().batch();
            Recalibration.of(pictures.training(), pictures.normalisation(), batch, input.conditions().seed())
                    .run(network(), Math.ceilDiv(config.calibration(), batch), progress.quiet());
        }
        look(end);
        listener.accept(this);
    }

    private void look(Moment end) {
        double total = layers.stream().mapToLong(l -> l.layer().weights()).sum();
        float[] found = new float[layers.size() * (COLUMNS - 1)];
        double[] means = {config.temperature().at(end), 0, 0, 0};
        for (int i = 0; i < layers.size(); i++) {
            CategoricalWeight weight = weights.get(i);
            CategoricalWeight.State now = weight.look(state("chosen/" + weight.name()));
            double[] own = {now.gap(), now.entropy(), now.flips()};
            for (int k = 0; k < own.length; k++) {
                found[i * own.length + k] = (float) own[k];
                means[k + 1] += own[k] * layers.get(i).layer().weights() / total;
            }
        }
        float[] rows = state("history").toFloats();
        int row = (int) (end.step() / end.perEpoch());
        for (int k = 0; k < COLUMNS; k++) {
            rows[row * COLUMNS + k] = (float) means[k];
        }
        assign("history", rows);
        assign("layers", found);
    }

    private void assign(String name, float[] numbers) {
        Var target = state(name);
        try (Var changed = Var.of(numbers, target.dims())) {
            Update.assign(target, changed);
        }
    }

    /// How the search went, an epoch a row, those that are still to come left out.
    List<SlbReport.Epoch> history() {
        List<SlbReport.Epoch> epochs = new ArrayList<>();
        float[] rows = state("history").toFloats();
        for (int row = 0; row * COLUMNS < rows.length && rows[row * COLUMNS] > 0; row++) {
            int at = row * COLUMNS;
            epochs.add(new SlbReport.Epoch(row + 1, rows[at], rows[at + 1], rows[at + 2], rows[at + 3], null, null));
        }
        return epochs;
    }

    /// The layers as they were after the last epoch.
    List<SlbReport.Layer> found() {
        List<SlbReport.Layer> found = new ArrayList<>();
        float[] rows = state("layers").toFloats();
        for (int i = 0; i < layers.size(); i++) {
            SearchedLayer layer = layers.get(i);
            int at = i * (COLUMNS - 1);
            found.add(new SlbReport.Layer(layer.layer().name(), layer.candidates().bits(), layer.layer().weights(),
                    rows[at], rows[at + 1], rows[at + 2]));
        }
        return found;
    }

    /// The likeliest codes of every layer, by the layer's name.
    Map<String, byte[]> codes() {
        Map<String, byte[]> codes = new LinkedHashMap<>();
        weights.forEach(w -> codes.put(w.layer().layer().name(), w.codes()));
        return codes;
    }

    /// The grids that were learned, by the value that is rounded.
    Map<Value, Grid> grids() {
        Map<Value, Grid> learned = new LinkedHashMap<>();
        clips.forEach((value, clip) -> learned.put(value, clip.grid()));
        return learned;
    }

    /// The sizes that were learned, by the value that keeps its sign.
    Map<Value, Float> sizes() {
        Map<Value, Float> learned = new LinkedHashMap<>();
        signs.forEach((value, sign) -> learned.put(value, sign.size()));
        return learned;
    }

    private Var state(String name) {
        Var found = state.get(name);
        if (found == null) {
            throw new IllegalStateException("no state " + name);
        }
        return found;
    }

    private TrainableGraph network() {
        TrainableGraph attached = network;
        if (attached == null) {
            throw new IllegalStateException("not attached to a network yet");
        }
        return attached;
    }

    @Override
    public Map<String, Var> state() {
        return state;
    }

    @Override
    public void close() {
        weights.forEach(CategoricalWeight::close);
        clips.values().forEach(LearnedClip::close);
        signs.values().forEach(LearnedSign::close);
        state.values().forEach(Var::close);
    }
}
