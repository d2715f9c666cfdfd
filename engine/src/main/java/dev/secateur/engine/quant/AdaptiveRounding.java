package dev.secateur.engine.quant;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.secateur.engine.autograd.ExecutionOptions;
import dev.secateur.engine.autograd.Gradients;
import dev.secateur.engine.autograd.Mode;
import dev.secateur.engine.autograd.Parameter;
import dev.secateur.engine.autograd.Scope;
import dev.secateur.engine.autograd.Section;
import dev.secateur.engine.autograd.Torch;
import dev.secateur.engine.autograd.TrainableGraph;
import dev.secateur.engine.autograd.Var;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.Value;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.tensor.Tensor;

/// Learns for each weight whether it is rounded down or up, layer after layer, so that the layer's results stay near those of the network in
/// float32 (Nagel et al., "Up or Down? Adaptive Rounding for Post-Training Quantization", ICML 2020). A layer gets what the rounded
/// layers before it give. Deviation: the results before the activation function are compared.
public final class AdaptiveRounding {

    private final Graph graph;
    private final Value input;
    private final Effort effort;

    /// How long it learns.
    ///
    /// @param iterations for each layer, 1 or more
    /// @param threads of LibTorch
    public record Effort(int iterations, int threads) {}

    /// @param graph with one input, its normalisations folded
    public AdaptiveRounding(Graph graph, Effort effort) {
        this.graph = graph;
        this.input = graph.requiredInputs().getFirst();
        this.effort = effort;
    }

    /// A plan whose weights are rounded so.
    ///
    /// @param data to compare results on; all of a layer's inputs and results on it are held at once
    /// @throws ProblemException if the network cannot be run for training
    public QuantPlan applied(QuantPlan plan, CalibrationData data, Progress progress) throws ProblemException {
        Torch.require();
        Torch.setThreads(effort.threads());
        List<PlannedLayer> layers = new ArrayList<>();
        try (TrainableGraph plain = TrainableGraph.of(graph, ExecutionOptions.defaults());
                TrainableGraph rounded = TrainableGraph.of(graph, ExecutionOptions.defaults())) {
            int all = plan.layers().size();
            for (PlannedLayer planned : plan.layers()) {
                Progress own = progress.part((double) layers.size() / all, (layers.size() + 1.0) / all);
                own.report(0, "Rounding " + planned.layer().name() + " up or down");
                QuantisedWeight weight = planned.weight();
                Parameter parameter = rounded.parameter(planned.layer().node().input(1)).orElse(null);
                boolean shared = graph.uses(planned.layer().node().input(1)).size() > 1;
                layers.add(weight == null || parameter == null || shared
                        ? planned
                        : new PlannedLayer(planned.layer(),
                                learned(weight, new Networks(plain, rounded, parameter), data, own), planned.data(),
                                planned.bias()));
            }
        }
        return new QuantPlan(layers, plan.grids(), plan.carried(), plan.packed());
    }

    private record Networks(TrainableGraph plain, TrainableGraph rounded, Parameter weight) {}

    private QuantisedWeight learned(QuantisedWeight start, Networks networks, CalibrationData data, Progress progress)
            throws ProblemException {
        Value taken = start.layer().data();
        Value given = start.layer().node().output();
        List<Var> inputs = new ArrayList<>();
        List<Var> targets = new ArrayList<>();
        try (UpOrDown choice = new UpOrDown(start, effort.iterations())) {
            for (int i = 0; i < data.batches(); i++) {
                progress.check();
                Tensor pictures = data.batch(i).values().iterator().next();
                inputs.add(seen(networks.rounded(), pictures, taken));
                targets.add(seen(networks.plain(), pictures, given));
            }
            networks.rounded().attach(networks.weight(), choice);
            for (int i = 0; i < effort.iterations(); i++) {
                progress.report((double) i / effort.iterations(), "Rounding " + start.layer().name() + " up or down");
                progress.check();
                int batch = i % inputs.size();
                try (Scope step = Scope.open()) {
                    Var result = networks.rounded().run(Map.of(taken, inputs.get(batch)), List.of(given), Mode.TRAIN)
                            .values().iterator().next();
                    Var distance = result.sub(targets.get(batch)).square().sum()
                            .mul((double) start.layer().channels() / result.elements());
                    Var loss = distance.add(choice.penalty(i));
                    choice.step(Gradients.of(loss, List.of(choice.logits())).orZeros().getFirst(), i);
                }
            }
            networks.rounded().detach(networks.weight());
            QuantisedWeight found = new QuantisedWeight(start.layer(), choice.codes(), start.steps(), start.bits());
            networks.weight().assign(Tensor.of(found.restored(), start.layer().weight().dims()));
            return found;
        } finally {
            inputs.forEach(Var::close);
            targets.forEach(Var::close);
        }
    }

    private Var seen(TrainableGraph network, Tensor pictures, Value value) {
        try (Section off = Torch.withoutGradients(); Scope scope = Scope.open()) {
            Var given = Var.of(pictures);
            return value.equals(input)
                    ? given.keep()
                    : network.run(Map.of(input, given), List.of(value), Mode.EVAL).values().iterator().next().keep();
        }
    }
}
