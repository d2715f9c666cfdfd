package dev.secateur.engine.autograd;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.Node;
import dev.secateur.engine.graph.Use;
import dev.secateur.engine.graph.Value;
import dev.secateur.engine.op.Binary;
import dev.secateur.engine.op.Gelu;
import dev.secateur.engine.op.Unary;
import dev.secateur.engine.tensor.Tensor;

/// A GELU that is written out in arithmetic, `x (1 + erf(x / sqrt(2))) / 2` with its factors in any order, as exporters do below operator
/// set 20. LibTorch has it as one operator, which keeps one tensor for the gradient in place of five: a training step of a
/// ConvNeXt becomes 1.4 times as fast.
///
/// @param data what it is of
/// @param nodes all of it, the last one giving the result
record WrittenGelu(Value data, List<Node> nodes) {

    /// Exporters write the constants in float32.
    private static final double ROUNDING = 1e-6;
    private static final double ROOT = Math.sqrt(2);
    private static final double HALF = 0.5;

    /// Three factors need two products; one more for a half that is written as two numbers.
    private static final int MOST_PRODUCTS = 3;

    WrittenGelu {
        nodes = List.copyOf(nodes);
    }

    /// Values that nothing outside of it uses.
    List<Value> inner() {
        return nodes.subList(0, nodes.size() - 1).stream().map(Node::output).toList();
    }

    Node last() {
        return nodes.getLast();
    }

    /// The one operator that does the same.
    Node whole() {
        return new Node(last().id(), new Gelu(false), List.of(data), last().outputs(), List.of(), null);
    }

    /// All of a graph, in the order of its nodes.
    static List<WrittenGelu> of(Graph graph) {
        Reader reader = new Reader(graph);
        return graph.nodes().stream()
                .filter(n -> n.op() instanceof Unary(Unary.Kind kind) && kind == Unary.Kind.ERF)
                .flatMap(n -> Optional.ofNullable(reader.around(n)).stream()).toList();
    }

    private static boolean is(Node node, Binary.Kind kind) {
        return node.op() instanceof Binary(Binary.Kind own) && own == kind;
    }

    private static boolean near(double number, double wanted) {
        return Math.abs(number - wanted) <= ROUNDING * wanted;
    }

    /// What a product consists of: a number, the data, and one plus the error function.
    private record Factors(double number, int data, int sums, List<Node> nodes) {

        Factors times(Factors other, Node product) {
            List<Node> all = new ArrayList<>(nodes);
            all.addAll(other.nodes);
            all.add(product);
            return new Factors(number * other.number, data + other.data, sums + other.sums, all);
        }

        boolean isGelu() {
            return near(number, HALF) && data == 1 && sums == 1;
        }
    }

    private static final class Reader {

        private final Graph graph;

        Reader(Graph graph) {
            this.graph = graph;
        }

        @Nullable
        WrittenGelu around(Node erf) {
            Node scaled = graph.producer(erf.input(0)).orElse(null);
            Value data = scaled == null ? null : divided(scaled);
            Node sum = data == null ? null : onlyUser(erf.output());
            if (scaled == null || data == null || sum == null || onlyUser(scaled.output()) == null
                    || !is(sum, Binary.Kind.ADD) || !near(other(sum, erf.output()).orElse(0), 1)) {
                return null;
            }
            Node product = onlyUser(sum.output());
            for (int i = 1; i <= MOST_PRODUCTS && product != null && is(product, Binary.Kind.MUL); i++) {
                Factors factors = new Product(data, sum.output()).of(product, MOST_PRODUCTS);
                if (factors == null) {
                    return null;
                }
                if (factors.isGelu()) {
                    List<Node> nodes = new ArrayList<>(List.of(scaled, erf, sum));
                    nodes.addAll(factors.nodes());
                    return new WrittenGelu(data, nodes);
                }
                product = onlyUser(product.output());
            }
            return null;
        }

        /// What a node divides by the root of two; null if it does something else.
        private @Nullable Value divided(Node node) {
            boolean quotient = is(node, Binary.Kind.DIV) && near(number(node.input(1)).orElse(0), ROOT);
            if (quotient || is(node, Binary.Kind.MUL) && near(number(node.input(1)).orElse(0), 1 / ROOT)) {
                return node.input(0);
            }
            return is(node, Binary.Kind.MUL) && near(number(node.input(0)).orElse(0), 1 / ROOT) ? node.input(1) : null;
        }

        /// The node that uses a value, if it is one alone and the value is no result of the graph.
        private @Nullable Node onlyUser(Value value) {
            List<Use> uses = graph.uses(value);
            return uses.size() == 1 && !graph.isOutput(value) ? uses.getFirst().node() : null;
        }

        private OptionalDouble other(Node node, Value operand) {
            return number(node.input(0).equals(operand) ? node.input(1) : node.input(0));
        }

        private OptionalDouble number(Value value) {
            Optional<Tensor> constant = graph.constant(value)
                    .filter(t -> t.elements() == 1 && t.rank() == 0 && t.dtype().isFloating());
            return constant.isPresent() ? OptionalDouble.of(constant.get().toDoubles()[0]) : OptionalDouble.empty();
        }

        /// Takes products of two known values and numbers apart.
        private final class Product {

            private final Value data;
            private final Value sum;

            Product(Value data, Value sum) {
                this.data = data;
                this.sum = sum;
            }

            /// Null if there is a factor of another kind, or more products than that.
            @Nullable
            Factors of(Node product, int most) {
                Factors first = factor(product.input(0), most - 1);
                Factors second = factor(product.input(1), most - 1);
                return first == null || second == null ? null : first.times(second, product);
            }

            private @Nullable Factors factor(Value value, int most) {
                if (value.equals(data)) {
                    return new Factors(1, 1, 0, List.of());
                }
                if (value.equals(sum)) {
                    return new Factors(1, 0, 1, List.of());
                }
                OptionalDouble number = number(value);
                if (number.isPresent()) {
                    return new Factors(number.getAsDouble(), 0, 0, List.of());
                }
                Node product = graph.producer(value).filter(n -> is(n, Binary.Kind.MUL)).orElse(null);
                return product == null || most < 1 || onlyUser(value) == null ? null : of(product, most);
            }
        }
    }
}
