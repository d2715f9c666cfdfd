package dev.secateur.engine.coupling;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import dev.secateur.engine.cost.CostRules;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.Value;
import dev.secateur.engine.shape.Bindings;
import dev.secateur.engine.shape.ShapeInference;
import dev.secateur.engine.shape.Shapes;
import dev.secateur.engine.tensor.Dim;
import dev.secateur.engine.tensor.Shape;
import dev.secateur.engine.tensor.Tensor;

/// Counts what a cut would leave without making it: fast enough to follow a finger. {@link ChannelCut} gives a graph with just
/// these counts.
///
/// Immutable, for one batch.
public final class CutCounts {

    private final Coupling coupling;
    private final Shapes shapes;
    private final long parameters;
    private final List<Weighed> weights;

    /// A constant whose elements are parameters, with the axes that shrink.
    private record Weighed(long elements, Shape shape, List<Labels> axes) {}

    /// What is left.
    ///
    /// @param parameters elements of all weights
    /// @param macs multiply-accumulates of one run
    public record Left(long parameters, long macs) {}

    private CutCounts(Coupling coupling, Shapes shapes, long parameters, List<Weighed> weights) {
        this.coupling = coupling;
        this.shapes = shapes;
        this.parameters = parameters;
        this.weights = weights;
    }

    /// @param batch samples in a run
    public static CutCounts of(Coupling coupling, int batch) {
        Graph graph = coupling.graph();
        Shapes shapes = ShapeInference.infer(graph, Bindings.batch(batch));
        Map<Tensor, List<Labels>> axes = new IdentityHashMap<>();
        Map<Tensor, Set<Integer>> known = new IdentityHashMap<>();
        for (Slot slot : coupling.slots()) {
            if (CostRules.isParameter(graph, shapes, slot.node(), slot.input())) {
                Tensor weight = Weight.of(graph, slot.node().input(slot.input())).orElseThrow();
                if (known.computeIfAbsent(weight, w -> new TreeSet<>()).add(slot.labels().axis())) {
                    axes.computeIfAbsent(weight, w -> new ArrayList<>()).add(slot.labels());
                }
            }
        }
        List<Weighed> weights = new ArrayList<>();
        axes.forEach((tensor, labels) -> weights.add(new Weighed(tensor.elements(), tensor.shape(), labels)));
        return new CutCounts(coupling, shapes, CostRules.count(graph, shapes).parameters(), weights);
    }

    /// Counts without these units.
    public Left of(BitSet removed) {
        return new Left(parameters(removed), CostRules.macs(coupling.graph(), shapes(removed)));
    }

    /// Elements of all weights without these units: quicker than both counts.
    public long parameters(BitSet removed) {
        long left = parameters;
        for (Weighed weight : weights) {
            left -= weight.elements() - elements(weight, removed);
        }
        return left;
    }

    private static long elements(Weighed weight, BitSet removed) {
        long elements = weight.elements();
        for (Labels labels : weight.axes()) {
            elements = elements / weight.shape().dim(labels.axis()).sizeOrMinusOne() * kept(labels, removed);
        }
        return elements;
    }

    /// The shapes of all values of the uncut graph with the extents that they have after the cut.
    public Shapes shapes(BitSet removed) {
        Map<Value, Shape> resized = new HashMap<>();
        coupling.layouts().forEach((value, layout) -> layout.parts().forEach(p -> resize(resized, value, p, removed)));
        coupling.slots().forEach(s -> resize(resized, s.node().input(s.input()), s.labels(), removed));
        return shapes.resized(resized);
    }

    private void resize(Map<Value, Shape> resized, Value value, Labels labels, BitSet removed) {
        Shape shape = resized.get(value);
        Shape before = shape == null ? shapes.shape(value) : shape;
        int kept = kept(labels, removed);
        if (before != null && kept < labels.units().length) {
            resized.put(value, before.with(labels.axis(), Dim.of(kept)));
        }
    }

    private static int kept(Labels labels, BitSet removed) {
        int kept = 0;
        for (int unit : labels.units()) {
            kept += unit == Labels.FIXED || !removed.get(unit) ? 1 : 0;
        }
        return kept;
    }
}
