package dev.secateur.engine.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.Node;
import dev.secateur.engine.graph.Value;
import dev.secateur.engine.op.Constant;
import dev.secateur.engine.tensor.DType;
import dev.secateur.engine.tensor.Tensor;

/// Says what differs between two nodes that are taken for the same.
///
/// @param pairs ids of the first network's nodes to those of the second
record NodeComparison(Graph before, Graph after, Map<Integer, Integer> pairs) {

    /// Whole numbers up to this many are a shape or a list of axes, which is said and not only counted as other values.
    private static final int SHORT_LIST = 8;
    private static final List<String> WEIGHT_NAMES = List.of("data", "weights", "bias");
    private static final List<String> SCALE_NAMES = List.of("data", "scale", "bias", "mean", "variance");

    NodeChange of(Node a, Node b) {
        List<String> what = new ArrayList<>();
        attributes(a, b, what);
        boolean valuesDiffer = false;
        int inputs = Math.max(a.inputs().size(), b.inputs().size());
        for (int i = 0; i < inputs; i++) {
            Operand one = new Operand(before, a.input(i));
            Operand other = new Operand(after, b.input(i));
            Tensor mine = one.tensor();
            Tensor theirs = other.tensor();
            if (mine != null && theirs != null) {
                valuesDiffer |= isOtherValue(name(a, i), mine, theirs, what);
            } else if (one.value().isPresent() != other.value().isPresent() || mine != null || theirs != null) {
                what.add(name(a, i) + " " + one.text() + " → " + other.text());
            } else {
                wiring(i, one, other, what);
            }
        }
        if (a.op() instanceof Constant(Tensor mine) && b.op() instanceof Constant(Tensor theirs)) {
            valuesDiffer |= isOtherValue("value", mine, theirs, what);
        }
        if (!what.isEmpty()) {
            return new NodeChange(Fate.CHANGED, a, b, what);
        }
        return valuesDiffer
                ? new NodeChange(Fate.VALUES, a, b, List.of("other values of equal shape"))
                : new NodeChange(Fate.SAME, a, b, List.of());
    }

    private static String name(Node node, int input) {
        List<String> names = switch (node.op().type()) {
            case "Conv", "ConvTranspose", "Gemm", "MatMul" -> WEIGHT_NAMES;
            case "BatchNormalization", "LayerNormalization" -> SCALE_NAMES;
            default -> List.of();
        };
        return input < names.size() ? names.get(input) : "input " + (input + 1);
    }

    private static void attributes(Node a, Node b, List<String> what) {
        Map<String, String> theirs = Attributes.of(b.op());
        Attributes.of(a.op()).forEach((key, mine) -> {
            String other = theirs.getOrDefault(key, "none");
            if (!mine.equals(other)) {
                what.add(key + " " + mine + " → " + other);
            }
        });
    }

    /// Says where shapes or short lists differ.
    ///
    /// @return whether only the values do
    private static boolean isOtherValue(String name, Tensor a, Tensor b, List<String> what) {
        if (Signs.isEqual(a, b)) {
            return false;
        }
        if (!a.type().equals(b.type())) {
            boolean isSameKind = a.dtype() == b.dtype();
            say(name, isSameKind
                    ? a.shape().display() + " → " + b.shape().display()
                    : a.type().display() + " → " + b.type().display(), what);
            return false;
        }
        if (a.dtype() == DType.INT64 && a.elements() <= SHORT_LIST) {
            what.add(name + " " + java.util.Arrays.toString(a.toLongs()) + " → "
                    + java.util.Arrays.toString(b.toLongs()));
            return false;
        }
        return true;
    }

    /// Adds a clause; what the one before says of another input is said once for both: `scale, bias 16 → 12`.
    private static void say(String name, String change, List<String> what) {
        String last = what.isEmpty() ? "" : what.getLast();
        if (last.endsWith(" " + change)) {
            what.set(what.size() - 1,
                    last.substring(0, last.length() - change.length() - 1) + ", " + name + " " + change);
        } else {
            what.add(name + " " + change);
        }
    }

    /// Says if an input comes from another node of those that are in both networks.
    private void wiring(int input, Operand one, Operand other, List<String> what) {
        Optional<Node> mine = before.producer(one.value());
        Optional<Node> theirs = after.producer(other.value());
        if (mine.isPresent() && theirs.isPresent()) {
            Integer partner = pairs.get(mine.get().id());
            if (partner != null && partner != theirs.get().id() && pairs.containsValue(theirs.get().id())) {
                what.add("input " + (input + 1) + " from " + before.name(mine.get()) + " → "
                        + after.name(theirs.get()));
            }
        }
    }

    /// What stands at an input.
    private record Operand(Graph graph, Value value) {

        @Nullable
        Tensor tensor() {
            return value.isPresent() ? graph.constant(value).orElse(null) : null;
        }

        String text() {
            Tensor tensor = tensor();
            return !value.isPresent() ? "none" : tensor == null ? "computed" : tensor.type().display();
        }
    }
}
