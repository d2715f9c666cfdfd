package dev.secateur.engine.compress.updp;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.Node;
import dev.secateur.engine.graph.Value;
import dev.secateur.engine.op.Binary;
import dev.secateur.engine.op.Dropout;
import dev.secateur.engine.op.Identity;
import dev.secateur.engine.op.LayerNormalization;
import dev.secateur.engine.op.Reduce;
import dev.secateur.engine.op.Transpose;
import dev.secateur.engine.op.Unary;
import dev.secateur.engine.rewrite.Activation;
import dev.secateur.engine.rewrite.Affine;
import dev.secateur.engine.rewrite.Linear;
import dev.secateur.engine.rewrite.Match;
import dev.secateur.engine.tensor.Tensor;

/// Reads the step that makes a value.
record StepReader(Graph graph) {

    /// Most nodes of an activation that is written out.
    private static final int MOST_NODES = 12;

    /// The step, or null if what makes the value is none; nodes that do nothing are passed over.
    @Nullable
    Step making(Value value) {
        Optional<Node> maker = graph.producer(value);
        if (maker.isEmpty()) {
            return null;
        }
        Node node = maker.get();
        Optional<Activation> activation = Activation.endingIn(graph, node);
        if (activation.isPresent()) {
            return new Step.Bend(activation.get().input(), value, activation.get().nodes());
        }
        return switch (node.op()) {
            case Identity i -> making(node.input(0));
            case Dropout d -> making(node.input(0));
            case Transpose t -> new Step.Turn(node.input(0), value);
            case LayerNormalization n -> layerNorm(node, n);
            default -> computed(node);
        };
    }

    private @Nullable Step computed(Node node) {
        Step norm = writtenNorm(node);
        if (norm != null) {
            return norm;
        }
        Step gelu = writtenActivation(node);
        if (gelu != null) {
            return gelu;
        }
        if (Linear.making(graph, node) instanceof Match.Yes<Linear>(Linear linear)) {
            return new Step.Layer(linear);
        }
        return Affine.read(graph, node) instanceof Match.Yes<Affine>(Affine affine) ? new Step.Scale(affine) : null;
    }

    private @Nullable Step layerNorm(Node node, LayerNormalization op) {
        Optional<Tensor> scale = graph.constant(node.input(1)).filter(s -> s.rank() == 1);
        if (scale.isEmpty() || op.axis() == 0 || node.input(2).isPresent() && graph.constant(node.input(2)).isEmpty()) {
            return null;
        }
        Tensor shift = graph.constant(node.input(2))
                .orElse(Tensor.of(new float[(int) scale.get().elements()], scale.get().elements()));
        return new Step.Norm(node.input(0), node.output(), scale.get(), shift);
    }

    /// `(x - mean(x)) / ... * scale + shift`.
    private @Nullable Step writtenNorm(Node sum) {
        Node product = other(sum, Binary.Kind.ADD);
        Node quotient = product == null ? null : other(product, Binary.Kind.MUL);
        if (product == null || quotient == null || !is(quotient, Binary.Kind.DIV)) {
            return null;
        }
        Optional<Node> centred = graph.producer(quotient.input(0)).filter(n -> is(n, Binary.Kind.SUB));
        Optional<Value> data = centred.flatMap(n -> graph.producer(n.input(1)))
                .filter(m -> m.op() instanceof Reduce r && r.kind() == Reduce.Kind.MEAN)
                .map(m -> m.input(0)).filter(v -> v.equals(centred.orElseThrow().input(0)));
        Tensor scale = constant(product);
        Tensor shift = constant(sum);
        boolean fits = scale != null && shift != null && scale.rank() == 1 && shift.elements() == scale.elements();
        return data.isPresent() && fits && scale != null && shift != null
                ? new Step.Norm(data.get(), sum.output(), scale, shift)
                : null;
    }

    private static boolean is(Node node, Binary.Kind kind) {
        return node.op() instanceof Binary(Binary.Kind own) && own == kind;
    }

    /// What makes the operand of such a node that is not constant, if the other one is.
    private @Nullable Node other(Node node, Binary.Kind kind) {
        if (!is(node, kind)) {
            return null;
        }
        int constant = graph.constant(node.input(1)).isPresent()
                ? 1
                : graph.constant(node.input(0)).isPresent() ? 0 : -1;
        return constant < 0 ? null : graph.producer(node.input(1 - constant)).orElse(null);
    }

    private @Nullable Tensor constant(Node node) {
        return graph.constant(node.input(1)).or(() -> graph.constant(node.input(0))).orElse(null);
    }

    /// An activation out of arithmetic around an error function or a hyperbolic tangent, such as GELU: all its ways lead from one value.
    private @Nullable Step writtenActivation(Node last) {
        if (!is(last, Binary.Kind.MUL)) {
            return null;
        }
        Set<Node> inside = new LinkedHashSet<>();
        Deque<Node> open = new ArrayDeque<>(List.of(last));
        Value data = null;
        while (!open.isEmpty() && inside.size() <= MOST_NODES) {
            Node node = open.removeFirst();
            inside.add(node);
            if (isErf(node)) {
                data = scaled(node.input(0));
            }
            for (Value value : node.inputs()) {
                graph.producer(value).filter(n -> isArithmetic(n) && !inside.contains(n)).ifPresent(open::add);
            }
        }
        return data == null ? null : closed(last, data);
    }

    private static boolean isArithmetic(Node node) {
        return is(node, Binary.Kind.MUL) || is(node, Binary.Kind.DIV) || is(node, Binary.Kind.ADD)
                || isErf(node);
    }

    private static boolean isErf(Node node) {
        return node.op() instanceof Unary(Unary.Kind kind) && kind == Unary.Kind.ERF;
    }

    /// What a value is a constant multiple of; itself if of nothing.
    private Value scaled(Value value) {
        Node node = graph.producer(value).orElse(null);
        if (node == null || !(is(node, Binary.Kind.DIV) || is(node, Binary.Kind.MUL))) {
            return value;
        }
        boolean second = graph.constant(node.input(1)).isPresent();
        boolean first = graph.constant(node.input(0)).isPresent();
        return second ? node.input(0) : first ? node.input(1) : value;
    }

    /// The nodes between a value and the last one, if nothing else leads in.
    private @Nullable Step closed(Node last, Value data) {
        Set<Node> inside = new LinkedHashSet<>();
        Deque<Node> open = new ArrayDeque<>(List.of(last));
        while (!open.isEmpty()) {
            Node node = open.removeFirst();
            inside.add(node);
            for (Value value : node.inputs()) {
                if (value.equals(data) || graph.constant(value).isPresent()) {
                    continue;
                }
                Optional<Node> maker = graph.producer(value).filter(StepReader::isArithmetic);
                if (maker.isEmpty() || inside.size() > MOST_NODES) {
                    return null;
                }
                if (!inside.contains(maker.get())) {
                    open.add(maker.get());
                }
            }
        }
        List<Node> ordered = new ArrayList<>(graph.nodes().stream().filter(inside::contains).toList());
        return new Step.Bend(data, last.output(), ordered);
    }
}
