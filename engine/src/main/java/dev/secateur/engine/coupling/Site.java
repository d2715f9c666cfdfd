package dev.secateur.engine.coupling;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.Node;
import dev.secateur.engine.graph.Value;
import dev.secateur.engine.shape.Shapes;
import dev.secateur.engine.tensor.Dim;
import dev.secateur.engine.tensor.Shape;
import dev.secateur.engine.tensor.Tensor;

/// One node while the graph is walked: what lies at its operands, and where its rule leaves what it finds.
final class Site {

    private final Graph graph;
    private final Shapes shapes;
    private final Shapes open;
    private final Units units;
    private final Map<Value, Layout> layouts;
    private final Slots slots;
    private final Node node;

    Site(Graph graph, Extents extents, Findings findings, Node node) {
        this.graph = graph;
        this.shapes = extents.bound();
        this.open = extents.open();
        this.units = findings.units();
        this.layouts = findings.layouts();
        this.slots = findings.slots();
        this.node = node;
    }

    /// What the walk has found so far.
    record Findings(Units units, Map<Value, Layout> layouts, Slots slots) {

        static Findings none() {
            Units units = new Units();
            return new Findings(units, new HashMap<>(), new Slots(units));
        }
    }

    Node node() {
        return node;
    }

    /// The layout of an operand.
    Layout layout(int input) {
        return layouts.getOrDefault(node.input(input), Layout.NONE);
    }

    /// True if channels are known of any operand.
    boolean hasChannels() {
        return node.inputs().stream().anyMatch(v -> !layouts.getOrDefault(v, Layout.NONE).isEmpty());
    }

    /// The extents of a value; null if one is open.
    int @Nullable [] sizes(Value value) {
        Shape shape = shapes.shape(value);
        if (shape == null || !shape.isStatic()
                || shape.dims().stream().anyMatch(d -> d.sizeOrMinusOne() > Integer.MAX_VALUE)) {
            return null;
        }
        return Arrays.stream(shape.sizes()).mapToInt(Math::toIntExact).toArray();
    }

    int @Nullable [] inputSizes(int input) {
        return sizes(node.input(input));
    }

    int @Nullable [] outputSizes() {
        return sizes(node.output());
    }

    /// The constant at an operand.
    Optional<Tensor> constant(int input) {
        return Weight.of(graph, node.input(input));
    }

    /// Whole numbers given by an attribute or else by an operand whose value is known; null if neither tells.
    long @Nullable [] numbers(@Nullable List<Long> attribute, int input) {
        if (attribute != null) {
            return attribute.stream().mapToLong(Long::longValue).toArray();
        }
        Optional<Tensor> constant = constant(input);
        if (constant.isPresent()) {
            return constant.get().toLongs();
        }
        List<Dim> followed = shapes.elements(node.input(input));
        return followed == null || !followed.stream().allMatch(Dim::isKnown)
                ? null
                : followed.stream().mapToLong(Dim::sizeOrMinusOne).toArray();
    }

    /// True if the extents that the node asks for can be written down as numbers, so that they can be changed.
    boolean namesExtents(@Nullable List<Long> attribute) {
        return new TargetShape(graph, open).of(node, attribute) != null;
    }

    /// True if an operand is given at all.
    boolean isGiven(int input) {
        return node.input(input).isPresent();
    }

    void result(Layout layout) {
        result(0, layout);
    }

    void result(int output, Layout layout) {
        Value value = node.outputs().get(output);
        if (value.isPresent() && !layout.isEmpty()) {
            layouts.put(value, layout);
        }
    }

    int[] fresh(int number) {
        return units.fresh(number);
    }

    /// Registers an axis of a constant operand that shrinks with these units.
    void slot(int input, Role role, Labels labels) {
        slots.add(graph, new Slot(node, input, role, labels));
    }

    void freeze(Layout layout, String why) {
        layout.parts().forEach(p -> freeze(p, why));
    }

    void freeze(Labels labels, String why) {
        Hold hold = Hold.frozen(node, why);
        Arrays.stream(labels.units()).forEach(u -> units.hold(u, hold));
    }

    void mix(Labels labels, String why) {
        Hold hold = Hold.mixed(node, why);
        Arrays.stream(labels.units()).forEach(u -> units.hold(u, hold));
    }

    /// Freezes the channels of every operand.
    void freezeOperands(String why) {
        for (Value input : node.inputs()) {
            freeze(layouts.getOrDefault(input, Layout.NONE), why);
        }
    }

    /// Joins position by position.
    void join(Labels a, Labels b) {
        Hold.Reason meeting = new Hold.Reason(node, "they meet channels that cannot go");
        for (int i = 0; i < a.units().length; i++) {
            units.join(a.units()[i], b.units()[i], meeting);
        }
    }

    /// Joins all that share an index along `axis`, so that only this axis shrinks, and gives what is along it.
    Labels collapse(Labels labels, int axis) {
        return labels.isSingle() ? labels : Collapse.onto(labels, axis, units, node);
    }
}
