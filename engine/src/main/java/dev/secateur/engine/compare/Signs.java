package dev.secateur.engine.compare;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.Node;
import dev.secateur.engine.graph.Value;
import dev.secateur.engine.tensor.DType;
import dev.secateur.engine.tensor.Tensor;

/// By what a node can be known again.
final class Signs {

    /// Fewer numbers may be equal by chance: ones, zeros, small lists.
    private static final int LEAST_WEIGHTS = 16;
    private static final int SAMPLED = 8;
    /// `Conv_12`, `123`, `onnx::Conv_123`, `input.7`: what exporters give to things without a name.
    private static final Pattern NUMBERED = Pattern
            .compile("\\d+|(onnx::)?[A-Z][A-Za-z]*_\\d+(_output_\\d+)?|(input|value|x)[._]?\\d*");

    private Signs() {}

    /// True for a name that only counts.
    static boolean isNumbered(String name) {
        return name.isEmpty() || NUMBERED.matcher(name).matches();
    }

    /// The name of the first constant that is large enough to be a weight.
    static Optional<String> weightName(Graph graph, Node node) {
        return weight(graph, node).map(graph::name);
    }

    /// Shape and some numbers of the first weight: equal for equal weights, nearly always different for others.
    static Optional<String> weightMark(Graph graph, Node node) {
        return weight(graph, node).flatMap(graph::constant).filter(Signs::isVaried).map(t -> {
            StringBuilder mark = new StringBuilder(t.type().display());
            for (int i = 0; i < SAMPLED; i++) {
                mark.append(' ').append(t.doubleAt(i * (t.elements() - 1) / (SAMPLED - 1)));
            }
            return mark.toString();
        });
    }

    /// True if the first weights are equal number by number.
    static boolean haveEqualWeights(Graph one, Node a, Graph other, Node b) {
        Optional<Tensor> mine = weight(one, a).flatMap(one::constant);
        Optional<Tensor> theirs = weight(other, b).flatMap(other::constant);
        return mine.isPresent() && theirs.isPresent() && isEqual(mine.get(), theirs.get());
    }

    static boolean isEqual(Tensor a, Tensor b) {
        return a == b || a.sameAs(b);
    }

    /// Operator, attributes and shapes of constants: two nodes that look alike may be the same.
    static String look(Graph graph, Node node) {
        List<String> constants = node.inputs().stream()
                .map(v -> graph.constant(v).map(t -> t.type().display()).orElse("-")).toList();
        return node.op().type() + " " + Attributes.of(node.op()) + " " + constants;
    }

    private static Optional<Value> weight(Graph graph, Node node) {
        return node.inputs().stream().filter(v -> graph.constant(v).filter(t -> t.elements() >= LEAST_WEIGHTS
                && t.dtype() != DType.STRING).isPresent()).findFirst();
    }

    /// False where all sampled numbers are the same: fresh normalisations have ones everywhere.
    private static boolean isVaried(Tensor tensor) {
        double first = tensor.doubleAt(0);
        for (int i = 1; i < SAMPLED; i++) {
            if (tensor.doubleAt(i * (tensor.elements() - 1) / (SAMPLED - 1)) != first) {
                return true;
            }
        }
        return false;
    }
}
