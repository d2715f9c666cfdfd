package dev.secateur.engine.rewrite;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.GraphEditor;
import dev.secateur.engine.graph.Node;
import dev.secateur.engine.graph.Use;
import dev.secateur.engine.graph.Value;
import dev.secateur.engine.op.Binary;
import dev.secateur.engine.op.Gemm;
import dev.secateur.engine.op.MatMul;
import dev.secateur.engine.tensor.Tensor;

/// A matrix product `x W + b` with constant weights: a `Gemm`, or a `MatMul` with the addition of a constant behind it, if any.
///
/// @param node the product
/// @param sum the addition of the bias, null if the node itself adds it or there is none
/// @param weight `[I, O]`, or `[O, I]` if the node transposes it
/// @param bias one number or `[O]`, null for none
public record Product(Node node, @Nullable Node sum, Tensor weight, @Nullable Tensor bias) implements Linear {

    /// Reads a product without what stands behind it.
    public static Match<Product> read(Graph graph, Node node) {
        Tensor weight = graph.constant(node.input(1)).orElse(null);
        if (weight == null || !Stored.canHold(weight.dtype()) || weight.rank() != 2) {
            return Match.no("its second operand is no constant matrix of float16, float32 or float64", node);
        }
        if (node.op() instanceof MatMul) {
            return Match.yes(new Product(node, null, weight, null));
        }
        if (!(node.op() instanceof Gemm gemm) || gemm.transA()) {
            return Match.no("it is no product of data and a matrix", node);
        }
        Optional<Tensor> bias = graph.constant(node.input(2));
        long outputs = weight.dim(gemm.transB() ? 0 : 1);
        boolean fits = bias.isEmpty() || bias.get().elements() == 1
                || bias.get().elements() == outputs && bias.get().dim(bias.get().rank() - 1) == outputs;
        return node.input(2).isPresent() && bias.isEmpty() || !fits
                ? Match.no("its bias is not constant, or no vector", node)
                : Match.yes(new Product(node, null, weight, bias.orElse(null)));
    }

    /// Reads a `MatMul` and the addition of a constant vector behind it.
    static Match<Product> endingIn(Graph graph, Node sum) {
        for (int side = 0; side < 2; side++) {
            Node maker = graph.producer(sum.input(side)).orElse(null);
            Tensor bias = graph.constant(sum.input(1 - side)).orElse(null);
            if (maker != null && maker.op() instanceof MatMul && bias != null
                    && read(graph, maker) instanceof Match.Yes<Product>(Product product)
                    && bias.rank() <= 1 && (bias.elements() == 1 || bias.elements() == product.outputs())
                    && Chain.obstacle(graph, maker.output(), sum) == null) {
                return Match.yes(new Product(maker, sum, product.weight, bias));
            }
        }
        return Match.no("it adds no bias to a product of data and a constant matrix", sum);
    }

    /// This product with the addition of a constant behind it, if there is one.
    public Product withBias(Graph graph) {
        List<Use> uses = graph.uses(node.output());
        return sum == null && node.op() instanceof MatMul && uses.size() == 1 && !uses.getFirst().isCapture()
                && uses.getFirst().node().op() instanceof Binary(Binary.Kind kind) && kind == Binary.Kind.ADD
                && endingIn(graph, uses.getFirst().node()) instanceof Match.Yes<Product>(Product both)
                        ? both
                        : this;
    }

    @Override
    public Value input() {
        return node.input(0);
    }

    @Override
    public Value output() {
        return sum == null ? node.output() : sum.output();
    }

    private boolean isTransposed() {
        return node.op() instanceof Gemm gemm && gemm.transB();
    }

    @Override
    public int inputs() {
        return (int) weight.dim(isTransposed() ? 1 : 0);
    }

    @Override
    public int outputs() {
        return (int) weight.dim(isTransposed() ? 0 : 1);
    }

    @Override
    public int axis() {
        return 1;
    }

    @Override
    public int rank() {
        return node.op() instanceof Gemm ? 2 : 0;
    }

    @Override
    public long weights() {
        return weight.elements();
    }

    /// The weights in float64 as `[I, O]`, a `Gemm`'s factor included.
    public double[] matrix() {
        double[] stored = weight.toDoubles();
        double alpha = node.op() instanceof Gemm gemm ? gemm.alpha() : 1;
        double[] matrix = new double[stored.length];
        int rows = inputs();
        int columns = outputs();
        for (int i = 0; i < rows; i++) {
            for (int o = 0; o < columns; o++) {
                matrix[i * columns + o] = alpha * stored[isTransposed() ? o * rows + i : i * columns + o];
            }
        }
        return matrix;
    }

    /// The bias in float64, `[O]`, a `Gemm`'s factor included; zeros where there is none.
    public double[] offsets() {
        double beta = node.op() instanceof Gemm gemm ? gemm.beta() : 1;
        double[] offsets = new double[outputs()];
        for (int o = 0; bias != null && o < offsets.length; o++) {
            offsets[o] = beta * bias.doubleAt(bias.elements() == 1 ? 0 : o);
        }
        return offsets;
    }

    /// Gives the node other weights and another bias. A `MatMul` without bias gets an addition behind it where one is needed.
    ///
    /// @param matrix `[inputs, O]`
    public void replace(GraphEditor editor, Value input, double[] matrix, double[] offsets) {
        int columns = offsets.length;
        int rows = matrix.length / columns;
        String name = editor.name(node.input(1));
        boolean turned = isTransposed();
        double[] stored = turned ? new double[matrix.length] : matrix;
        for (int i = 0; turned && i < matrix.length; i++) {
            stored[i % columns * rows + i / columns] = matrix[i];
        }
        Value weights = editor.addConstant(name,
                Stored.of(stored, weight.dtype(), turned ? columns : rows, turned ? rows : columns));
        List<Value> operands = new ArrayList<>(List.of(input, weights));
        Value added = editor.addConstant(name + ".bias", Stored.of(offsets, weight.dtype(), columns));
        if (node.op() instanceof Gemm gemm) {
            operands.add(added);
            editor.setOp(node, new Gemm(1, 1, false, gemm.transB()));
        }
        editor.setInputs(node, operands);
        if (sum != null) {
            editor.setInputs(sum, List.of(node.output(), added));
        } else if (node.op() instanceof MatMul && java.util.Arrays.stream(offsets).anyMatch(o -> o != 0)) {
            Node made = editor.addNode(new Binary(Binary.Kind.ADD), editor.name(node.output()) + "/Add", node.output(),
                    added);
            editor.replaceUses(node.output(), made.output());
        }
    }

    @Override
    public void follow(GraphEditor editor, Normalisation following) {
        double[] matrix = matrix();
        double[] offsets = offsets();
        for (int i = 0; i < matrix.length; i++) {
            matrix[i] *= following.factor(i % offsets.length);
        }
        for (int o = 0; o < offsets.length; o++) {
            offsets[o] = following.factor(o) * offsets[o] + following.offset(o);
        }
        replace(editor, input(), matrix, offsets);
    }

    @Override
    public @Nullable String obstacle(Normalisation preceding) {
        return node.op() instanceof MatMul && sum == null && !preceding.hasNoOffset()
                ? "the product after it has no bias that could take what it adds"
                : null;
    }

    @Override
    public void precede(GraphEditor editor, Value input, Normalisation preceding) {
        double[] matrix = matrix();
        double[] offsets = offsets();
        for (int i = 0; i < matrix.length; i++) {
            int row = i / offsets.length;
            offsets[i % offsets.length] += preceding.offset(row) * matrix[i];
            matrix[i] *= preceding.factor(row);
        }
        replace(editor, input, matrix, offsets);
    }
}
