package dev.secateur.engine.rewrite.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.GraphEditor;
import dev.secateur.engine.graph.Node;
import dev.secateur.engine.graph.Value;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.op.BatchNormalization;
import dev.secateur.engine.op.Gemm;
import dev.secateur.engine.rewrite.Chain;
import dev.secateur.engine.rewrite.Convolution;
import dev.secateur.engine.rewrite.Effect;
import dev.secateur.engine.rewrite.Match;
import dev.secateur.engine.rewrite.Normalisation;
import dev.secateur.engine.rewrite.Rule;
import dev.secateur.engine.rewrite.Stored;
import dev.secateur.engine.tensor.Tensor;

/// Folds batch normalisation into the convolution or matrix product before it: `W' = t W`, `b' = t (b - mean) + shift`.
public final class FoldBatchNorm implements Rule<FoldBatchNorm.Found> {

    /// A normalisation and what it folds into.
    public record Found(Node batchNorm, Target target) {}

    /// What a normalisation folds into.
    public sealed interface Target {

        /// A convolution.
        record OfConvolution(Convolution convolution) implements Target {}

        /// A matrix product with constant weights.
        record OfProduct(Product product) implements Target {}
    }

    @Override
    public String name() {
        return "fold batch normalisation";
    }

    @Override
    public Effect effect() {
        return Effect.REORDERS;
    }

    @Override
    public Match<Found> match(Graph graph, Node node) {
        if (!(node.op() instanceof BatchNormalization norm)) {
            return Match.no("it is no batch normalisation but " + node.op().type(), node);
        }
        String refusal = Normalisation.refusal(graph, node, norm);
        if (refusal != null) {
            return Match.no(refusal, node);
        }
        Optional<Node> before = graph.producer(node.input(0));
        if (before.isEmpty()) {
            return Match.no("nothing comes before it that it could be folded into", node);
        }
        String obstacle = Chain.obstacle(graph, node.input(0), node);
        if (obstacle != null) {
            return Match.no(obstacle, before.get(), node);
        }
        if (before.get().op() instanceof Gemm) {
            return switch (Product.read(graph, before.get())) {
                case Match.Yes<Product>(Product p) -> Match.yes(new Found(node, new Target.OfProduct(p)));
                case Match.No<Product>(String reason, List<Node> nodes) -> new Match.No<>(reason, nodes);
            };
        }
        return switch (Convolution.read(graph, before.get())) {
            case Match.Yes<Convolution>(Convolution c) -> Match.yes(new Found(node, new Target.OfConvolution(c)));
            case Match.No<Convolution>(String reason, List<Node> nodes) -> new Match.No<>(reason, nodes);
        };
    }

    @Override
    public void apply(Graph graph, Found match, GraphEditor editor, Progress progress) {
        Normalisation norm = Normalisation.read(graph, match.batchNorm());
        switch (match.target()) {
            case Target.OfConvolution(Convolution c) -> {
                c.replace(editor, c.input(), c.kernel().foldNormalisation(norm), c.geometry());
                editor.replaceUses(match.batchNorm().output(), c.output());
            }
            case Target.OfProduct(Product p) -> {
                p.fold(editor, norm);
                editor.replaceUses(match.batchNorm().output(), p.node().output());
            }
        }
        editor.remove(match.batchNorm());
    }

    /// A `Gemm` that computes `x W + b` with constant weights.
    ///
    /// @param weight `[I, O]`, or `[O, I]` if the node transposes it
    public record Product(Node node, Gemm op, Tensor weight, Optional<Tensor> bias) {

        static Match<Product> read(Graph graph, Node node) {
            Gemm op = (Gemm) node.op();
            Optional<Tensor> weight = graph.constant(node.input(1)).filter(t -> Stored.canHold(t.dtype()));
            Optional<Tensor> bias = graph.constant(node.input(2));
            if (weight.isEmpty() || node.input(2).isPresent() && bias.isEmpty()) {
                return Match.no("its weights are not constant float32 or float64", node);
            }
            long outputs = weight.get().dim(op.transB() ? 0 : 1);
            boolean plain = op.alpha() == 1 && (bias.isEmpty() || op.beta() == 1)
                    && bias.stream().allMatch(b -> b.elements() == outputs);
            return plain
                    ? Match.yes(new Product(node, op, weight.get(), bias))
                    : Match.no("it is a matrix product with factors, or with a bias that is no vector", node);
        }

        void fold(GraphEditor editor, Normalisation norm) {
            int rows = (int) weight.dim(0);
            int columns = (int) weight.dim(1);
            int outputs = op.transB() ? rows : columns;
            double[] values = weight.toDoubles();
            for (int i = 0; i < values.length; i++) {
                values[i] *= norm.factor(op.transB() ? i / columns : i % columns);
            }
            double[] offsets = bias.map(Tensor::toDoubles).orElse(new double[outputs]);
            for (int o = 0; o < outputs; o++) {
                offsets[o] = norm.factor(o) * offsets[o] + norm.offset(o);
            }
            List<Value> inputs = new ArrayList<>(List.of(node.input(0)));
            String name = editor.name(node.input(1));
            inputs.add(editor.addConstant(name, Stored.of(values, weight.dtype(), rows, columns)));
            inputs.add(editor.addConstant(bias.isPresent() ? editor.name(node.input(2)) : name + ".bias",
                    Stored.of(offsets, weight.dtype(), outputs)));
            editor.setOp(node, new Gemm(1, 1, op.transA(), op.transB()));
            editor.setInputs(node, inputs);
        }
    }
}
