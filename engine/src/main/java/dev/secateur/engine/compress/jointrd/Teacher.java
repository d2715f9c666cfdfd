package dev.secateur.engine.compress.jointrd;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import dev.secateur.engine.autograd.ExecutionOptions;
import dev.secateur.engine.autograd.Mode;
import dev.secateur.engine.autograd.Parameter;
import dev.secateur.engine.autograd.Scope;
import dev.secateur.engine.autograd.Section;
import dev.secateur.engine.autograd.Torch;
import dev.secateur.engine.autograd.TrainableGraph;
import dev.secateur.engine.autograd.Var;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.Node;
import dev.secateur.engine.graph.Value;
import dev.secateur.engine.op.BatchNormalization;
import dev.secateur.engine.op.Softmax;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.tensor.Tensor;

/// The network with shortcuts as it helps: as a whole for its last feature map, and from any tap on, with gradients to what is given
/// and none to its own weights.
final class Teacher implements AutoCloseable {

    private final TrainableGraph network;
    private final Value input;
    private final Value scores;
    private final Value last;
    private final Optional<Node> norm;

    /// @param graph has the values of the plan
    /// @throws ProblemException if it cannot be run with gradients, or a tap is not all that later stages need
    Teacher(Graph graph, PlainPlan plan) throws ProblemException {
        this.input = graph.requiredInputs().getFirst();
        this.scores = scores(graph);
        this.last = plan.last().teacher();
        this.network = TrainableGraph.of(graph,
                ExecutionOptions.defaults().between(List.of(input), List.of(scores, last)));
        network.parameters().forEach(p -> p.setTrained(false));
        this.norm = graph.producer(plan.blocks().getLast().main())
                .filter(n -> n.op() instanceof BatchNormalization && network.parameter(n.input(1)).isPresent());
    }

    /// The scores before a softmax that ends a network.
    static Value scores(Graph graph) {
        Value result = graph.outputs().getFirst();
        return graph.producer(result).filter(n -> n.op() instanceof Softmax).map(n -> n.input(0)).orElse(result);
    }

    /// What comes of features that went on through later stages.
    ///
    /// @param scores `[N, classes]`
    /// @param last the last feature map
    record Way(Var scores, Var last) {}

    TrainableGraph network() {
        return network;
    }

    /// The last feature map of pictures, without a tape.
    Var last(Var pictures) {
        try (Section off = Torch.withoutGradients()) {
            return found(network.run(Map.of(input, pictures), List.of(last), Mode.EVAL), last);
        }
    }

    /// The scores of pictures in training, with a tape.
    Var train(Var pictures) {
        return flat(found(network.run(Map.of(input, pictures), List.of(scores), Mode.TRAIN), scores));
    }

    /// Goes on from a tap with someone else's features.
    Way from(Value tap, Var features) {
        Map<Value, Var> found = network.run(Map.of(tap, features), List.of(scores, last), Mode.EVAL);
        return new Way(flat(found(found, scores)), found(found, last));
    }

    private static Var flat(Var scores) {
        return scores.reshape(scores.dim(0), scores.elements() / scores.dim(0));
    }

    private static Var found(Map<Value, Var> values, Value value) {
        return Objects.requireNonNull(values.get(value), "a value that was asked for is missing");
    }

    /// The margins of the last feature map's channels: from the normalisation that makes it, or where there is none, from pictures.
    ///
    /// @param batches pictures `[N, C, H, W]`
    /// @return `[1, C, 1, 1]`
    Tensor margins(List<Tensor> batches) {
        double[][] moments = norm.map(this::stated).orElseGet(() -> measured(batches));
        float[] margins = new float[moments[0].length];
        for (int c = 0; c < margins.length; c++) {
            margins[c] = (float) Margin.of(moments[0][c], moments[1][c]);
        }
        return Tensor.of(margins, 1, margins.length, 1, 1);
    }

    /// Shift and size of the scale of each channel, as the released code takes them.
    private double[][] stated(Node node) {
        double[] scale = network.parameter(node.input(1)).map(Parameter::toTensor).orElseThrow().toDoubles();
        double[] shift = network.parameter(node.input(2)).map(Parameter::toTensor).orElseThrow().toDoubles();
        for (int c = 0; c < scale.length; c++) {
            scale[c] = Math.abs(scale[c]);
        }
        return new double[][]{shift, scale};
    }

    /// Mean and deviation of each channel on pictures.
    private double[][] measured(List<Tensor> batches) {
        List<double[]> means = new ArrayList<>();
        List<double[]> squares = new ArrayList<>();
        for (Tensor batch : batches) {
            try (Scope scope = Scope.open()) {
                Var features = last(Var.of(batch));
                means.add(features.mean(false, 0, 2, 3).toDoubles());
                squares.add(features.square().mean(false, 0, 2, 3).toDoubles());
            }
        }
        int channels = means.getFirst().length;
        double[][] moments = new double[2][channels];
        for (int c = 0; c < channels; c++) {
            int channel = c;
            double mean = means.stream().mapToDouble(m -> m[channel]).average().orElse(0);
            double square = squares.stream().mapToDouble(m -> m[channel]).average().orElse(0);
            moments[0][c] = mean;
            moments[1][c] = Math.sqrt(Math.max(0, square - mean * mean));
        }
        return moments;
    }

    @Override
    public void close() {
        network.close();
    }
}
