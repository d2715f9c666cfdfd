package dev.secateur.engine.compress.ptq;

import java.util.LinkedHashMap;
import java.util.Map;

import dev.secateur.engine.autograd.Parameter;
import dev.secateur.engine.autograd.TrainableGraph;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.Value;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.quant.Grid;
import dev.secateur.engine.quant.Learned;
import dev.secateur.engine.quant.LearnedClip;
import dev.secateur.engine.quant.LearnedStep;
import dev.secateur.engine.quant.QuantLayer;
import dev.secateur.engine.quant.QuantisedWeight;
import dev.secateur.engine.quant.Taps;
import dev.secateur.engine.train.Extension;

/// Rounds weights and what flows into layers while a network is trained, and learns the grids with it.
final class GridTraining implements Extension {

    private final Taps taps;
    private final Map<String, QuantisedWeight> weights;
    private final Map<Value, Grid> grids;
    private final Map<String, LearnedStep> steps = new LinkedHashMap<>();
    private final Map<Value, LearnedClip> clips = new LinkedHashMap<>();

    /// @param weights where weights begin, by the name of the layer
    /// @param grids where the grid of each tap begins
    GridTraining(Taps taps, Map<String, QuantisedWeight> weights, Map<Value, Grid> grids) {
        this.taps = taps;
        this.weights = new LinkedHashMap<>(weights);
        this.grids = new LinkedHashMap<>(grids);
    }

    @Override
    public void attach(TrainableGraph network) throws ProblemException {
        for (Map.Entry<String, QuantisedWeight> entry : weights.entrySet()) {
            String name = entry.getKey();
            Value constant = network.graph().nodeNamed(name).orElseThrow().input(1);
            Parameter raw = network.parameter(constant).orElseThrow(() -> ProblemException.ofModel(
                    "cannot train with rounded weights", name, "its weights cannot be trained",
                    "leave the layer out with layers=" + name + ":32/32"));
            LearnedStep step = new LearnedStep(raw.name(), entry.getValue());
            steps.put(name, step);
            network.attach(raw, step);
        }
        grids.forEach((value, grid) -> {
            LearnedClip clip = new LearnedClip(network.graph().name(value), grid);
            clips.put(value, clip);
            network.attach(value, clip);
        });
    }

    @Override
    public void after(Moment moment) {
        steps.values().forEach(LearnedStep::keep);
        clips.values().forEach(LearnedClip::keep);
    }

    /// What was learned for each layer, by its name.
    ///
    /// @param trained the graph with its weights as rounded
    Map<String, Learned> learned(Graph trained) {
        Map<String, Learned> learned = new LinkedHashMap<>();
        for (QuantLayer layer : QuantLayer.of(trained)) {
            LearnedStep step = steps.get(layer.name());
            QuantisedWeight start = weights.get(layer.name());
            LearnedClip clip = clips.get(layer.data());
            if (step != null || clip != null) {
                learned.put(layer.name(), new Learned(step == null ? null : step.codes(layer.weight()),
                        start == null ? 0 : start.bits(), clip == null ? null : clip.grid()));
            }
        }
        return learned;
    }

    @Override
    public void close() {
        steps.values().forEach(LearnedStep::close);
        clips.values().forEach(LearnedClip::close);
    }
}
