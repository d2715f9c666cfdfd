package dev.secateur.engine.rewrite;

import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.GraphEditor;
import dev.secateur.engine.graph.Node;
import dev.secateur.engine.graph.Value;
import dev.secateur.engine.op.ConvTranspose;
import dev.secateur.engine.tensor.Tensor;

/// A `ConvTranspose` with constant weights.
///
/// @param weight `[I, O / group, kernel...]`
/// @param bias `[O]`, null for none
public record Deconvolution(Node node, ConvTranspose op, Tensor weight, @Nullable Tensor bias) implements Linear {

    /// Reads a node.
    static Match<Deconvolution> read(Graph graph, Node node) {
        Tensor weight = graph.constant(node.input(1)).orElse(null);
        Optional<Tensor> bias = graph.constant(node.input(2));
        if (!(node.op() instanceof ConvTranspose op) || weight == null || !Stored.canHold(weight.dtype())
                || node.input(2).isPresent() && bias.isEmpty()) {
            return Match.no("its weights are not constant float16, float32 or float64", node);
        }
        return Match.yes(new Deconvolution(node, op, weight, bias.orElse(null)));
    }

    @Override
    public Value input() {
        return node.input(0);
    }

    @Override
    public Value output() {
        return node.output();
    }

    @Override
    public int inputs() {
        return (int) weight.dim(0);
    }

    @Override
    public int outputs() {
        return (int) weight.dim(1) * op.group();
    }

    @Override
    public int axis() {
        return weight.rank() - 1;
    }

    @Override
    public int rank() {
        return weight.rank();
    }

    @Override
    public long weights() {
        return weight.elements();
    }

    @Override
    public void follow(GraphEditor editor, Normalisation following) {
        double[] values = weight.toDoubles();
        double[] offsets = bias == null ? new double[outputs()] : bias.toDoubles();
        int perGroup = (int) weight.dim(1);
        int taps = values.length / inputs() / perGroup;
        for (int i = 0; i < values.length; i++) {
            int group = i / taps / perGroup / (inputs() / op.group());
            values[i] *= following.factor(group * perGroup + i / taps % perGroup);
        }
        for (int o = 0; o < offsets.length; o++) {
            offsets[o] = following.factor(o) * offsets[o] + following.offset(o);
        }
        store(editor, input(), values, offsets);
    }

    private void store(GraphEditor editor, Value input, double[] values, double[] offsets) {
        String name = editor.name(node.input(1));
        Value weights = editor.addConstant(name, Stored.of(values, weight.dtype(), weight.dims()));
        Value biases = editor.addConstant(bias == null ? name + ".bias" : editor.name(node.input(2)),
                Stored.of(offsets, weight.dtype(), offsets.length));
        editor.setInputs(node, List.of(input, weights, biases));
    }

    @Override
    public @Nullable String obstacle(Normalisation preceding) {
        return preceding.hasNoOffset()
                ? null
                : "the transposed convolution after it sees fewer inputs at its borders, so what is added cannot become a bias";
    }

    @Override
    public void precede(GraphEditor editor, Value input, Normalisation preceding) {
        double[] values = weight.toDoubles();
        int row = values.length / inputs();
        for (int i = 0; i < values.length; i++) {
            values[i] *= preceding.factor(i / row);
        }
        store(editor, input, values, bias == null ? new double[outputs()] : bias.toDoubles());
    }
}
