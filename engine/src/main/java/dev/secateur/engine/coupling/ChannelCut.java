package dev.secateur.engine.coupling;

import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.GraphEditor;
import dev.secateur.engine.graph.Node;
import dev.secateur.engine.graph.Value;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.shape.ShapeConflict;
import dev.secateur.engine.shape.Shapes;
import dev.secateur.engine.tensor.Dim;
import dev.secateur.engine.tensor.Shape;
import dev.secateur.engine.tensor.Tensor;
import dev.secateur.engine.tensor.TensorType;

/// Takes channels out of a graph: weights lose rows, columns and numbers, and operators that name extents or positions
/// are given the new ones.
public final class ChannelCut {

    private final Coupling coupling;
    private final Graph graph;
    private final BitSet removed;
    private final GraphEditor editor;

    private ChannelCut(Coupling coupling, BitSet removed) {
        this.coupling = coupling;
        this.graph = coupling.graph();
        this.removed = removed;
        this.editor = graph.edit();
    }

    /// The graph without these units; the very graph if there are none.
    ///
    /// @param removed units of `coupling`, of those that can go
    /// @throws ProblemException if a unit cannot go, or a layer would lose all its channels, or what is left does not fit together
    public static Graph apply(Coupling coupling, BitSet removed) throws ProblemException {
        if (removed.isEmpty()) {
            return coupling.graph();
        }
        ChannelCut cut = new ChannelCut(coupling, removed);
        cut.checkUnits();
        cut.checkExtents();
        cut.sliceWeights();
        OperandCut operands = new OperandCut(coupling, removed, cut.editor);
        coupling.graph().nodes().forEach(operands::adapt);
        cut.declareTypes();
        cut.editor.removeUnused();
        Graph result = cut.editor.build();
        cut.checkResult(result);
        return result;
    }

    /// Positions along these labels that stay.
    static BitSet kept(Labels labels, BitSet removed) {
        BitSet kept = new BitSet(labels.units().length);
        for (int i = 0; i < labels.units().length; i++) {
            int unit = labels.units()[i];
            kept.set(i, unit == Labels.FIXED || !removed.get(unit));
        }
        return kept;
    }

    private void checkUnits() throws ProblemException {
        for (int unit = removed.nextSetBit(0); unit >= 0; unit = removed.nextSetBit(unit + 1)) {
            if (unit >= coupling.units()) {
                throw new IllegalArgumentException("no such unit: " + unit);
            }
            Hold hold = coupling.hold(unit);
            if (hold.strength() == Hold.Strength.FROZEN) {
                Hold.Reason reason = hold.reasons().getFirst();
                throw ProblemException.ofModel("cannot remove a channel",
                        reason.node() == null ? null : graph.name(reason.node()), reason.text(),
                        "leave it out of the cut");
            }
        }
    }

    private void checkExtents() throws ProblemException {
        for (Slot slot : coupling.slots()) {
            if (kept(slot.labels(), removed).isEmpty()) {
                throw ProblemException.ofModel("cannot remove the channels", graph.name(slot.node()),
                        "it would have none left", "keep at least one");
            }
        }
    }

    private record Place(Value weight, int axis) {}

    private void sliceWeights() {
        Map<Value, Tensor> sliced = new HashMap<>();
        Set<Place> done = new HashSet<>();
        for (Slot slot : coupling.slots()) {
            BitSet kept = kept(slot.labels(), removed);
            Value weight = slot.node().input(slot.input());
            if (kept.cardinality() < slot.labels().units().length
                    && done.add(new Place(weight, slot.labels().axis()))) {
                sliced.compute(weight, (v, t) -> Slices.keep(t == null ? Weight.of(graph, v).orElseThrow() : t,
                        slot.labels().axis(), kept));
            }
        }
        Map<Value, Value> made = new HashMap<>();
        for (Slot slot : coupling.slots()) {
            Value weight = slot.node().input(slot.input());
            Tensor tensor = sliced.get(weight);
            if (tensor != null) {
                Value cut = made.computeIfAbsent(weight, w -> editor.addConstant(editor.name(w) + "_cut", tensor));
                editor.setInput(editor.current(slot.node()), slot.input(), cut);
            }
        }
    }

    private void declareTypes() {
        coupling.layouts().forEach((value, layout) -> {
            TensorType type = graph.types().get(value);
            if (type != null && type.shape() != null) {
                editor.declare(value, new TensorType(type.dtype(), cut(type.shape(), layout)));
            }
        });
    }

    private Shape cut(Shape shape, Layout layout) {
        Shape after = shape;
        for (Labels part : layout.parts()) {
            if (shape.dim(part.axis()).isKnown()) {
                after = after.with(part.axis(), Dim.of(kept(part, removed).cardinality()));
            }
        }
        return after;
    }

    /// What follows from the operators must be what the layouts say; anything else is an operator that was not adapted.
    private void checkResult(Graph result) throws ProblemException {
        Shapes shapes = Extents.bound(result);
        Set<Integer> before = Extents.bound(graph).conflicts().stream().map(c -> c.node().id())
                .collect(Collectors.toSet());
        for (ShapeConflict conflict : shapes.conflicts()) {
            if (!before.contains(conflict.node().id())) {
                throw unfit(result.name(conflict.node()), conflict.reason());
            }
        }
        for (Node node : result.nodes()) {
            for (Value output : node.outputs()) {
                checkValue(result, shapes, output);
            }
        }
    }

    private void checkValue(Graph result, Shapes shapes, Value value) throws ProblemException {
        Shape shape = shapes.shape(value);
        for (Labels part : coupling.layout(value).parts()) {
            int expected = kept(part, removed).cardinality();
            if (shape != null && shape.dim(part.axis()).sizeOrMinusOne() != expected) {
                throw unfit(result.name(value),
                        "axis " + part.axis() + " is " + shape.dim(part.axis()) + " after the cut and should be "
                                + expected + " (of " + part.units().length + ")");
            }
        }
    }

    private static ProblemException unfit(String place, String why) {
        return ProblemException.ofModel("cannot cut the channels", place, why,
                "leave this layer's group out of the cut");
    }
}
