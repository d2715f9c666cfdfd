package dev.secateur.engine.rewrite.batch;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.Node;
import dev.secateur.engine.graph.Value;
import dev.secateur.engine.op.ArgReduce;
import dev.secateur.engine.op.AveragePool;
import dev.secateur.engine.op.BatchNormalization;
import dev.secateur.engine.op.Conv;
import dev.secateur.engine.op.ConvTranspose;
import dev.secateur.engine.op.Flatten;
import dev.secateur.engine.op.GlobalPool;
import dev.secateur.engine.op.GroupNormalization;
import dev.secateur.engine.op.Hardmax;
import dev.secateur.engine.op.InstanceNormalization;
import dev.secateur.engine.op.LayerNormalization;
import dev.secateur.engine.op.LogSoftmax;
import dev.secateur.engine.op.LpNormalization;
import dev.secateur.engine.op.MaxPool;
import dev.secateur.engine.op.Recurrent;
import dev.secateur.engine.op.Reshape;
import dev.secateur.engine.op.ShapeOf;
import dev.secateur.engine.op.SizeOf;
import dev.secateur.engine.op.Softmax;
import dev.secateur.engine.op.TopK;
import dev.secateur.engine.shape.Bindings;
import dev.secateur.engine.shape.ShapeConflict;
import dev.secateur.engine.shape.ShapeInference;
import dev.secateur.engine.shape.Shapes;
import dev.secateur.engine.tensor.Dim;
import dev.secateur.engine.tensor.Shape;

/// Follows the batch through a graph by comparing the shapes for one sample with those for many.
final class BatchWalk {

    /// A prime, so that an extent that grew by it can only have grown with the batch.
    static final long MANY = 7919;
    /// The first node where the batch does not come through.
    record Trouble(Node node, String reason) {}

    private final Graph graph;
    private final Shapes one;
    private final Shapes many;
    private final Map<Integer, String> conflicts = new HashMap<>();
    private final Map<Value, Spot> spots = new HashMap<>();
    private final @Nullable Trouble trouble;

    BatchWalk(Graph graph, List<Value> inputs) {
        this.graph = graph;
        this.one = shapes(graph, inputs, 1);
        this.many = shapes(graph, inputs, MANY);
        one.conflicts().forEach(this::note);
        many.conflicts().forEach(this::note);
        inputs.forEach(v -> spots.put(v, new Spot(0, 1)));
        this.trouble = walk();
    }

    static Shapes shapes(Graph graph, List<Value> inputs, long batch) {
        Bindings bindings = Bindings.none();
        for (Value input : inputs) {
            bindings = bindings.with(graph.name(input), 0, batch);
        }
        return ShapeInference.infer(graph, bindings);
    }

    private void note(ShapeConflict conflict) {
        conflicts.putIfAbsent(conflict.node().id(), conflict.reason());
    }

    @Nullable
    Trouble trouble() {
        return trouble;
    }

    /// Where the batch stands in a value; null if it is not there.
    @Nullable
    Spot spot(Value value) {
        return spots.get(value);
    }

    /// The shape for a batch of 1, null if nothing is known.
    @Nullable
    Shape shape(Value value) {
        return one.shape(value);
    }

    private @Nullable Trouble walk() {
        for (Node node : graph.nodes()) {
            String reason = visit(node);
            if (reason != null) {
                return new Trouble(node, reason);
            }
        }
        return null;
    }

    private @Nullable String visit(Node node) {
        List<Value> carriers = Stream.concat(node.inputs().stream(), node.captures().stream())
                .filter(spots::containsKey).toList();
        String conflict = conflicts.get(node.id());
        if (conflict != null) {
            return conflict;
        }
        if (node.op() instanceof ShapeOf || node.op() instanceof SizeOf) {
            return null;
        }
        if (node.op() instanceof Recurrent && lacksState(node)) {
            return "its initial state is for one sample";
        }
        if (mixesSamples(node)) {
            return "it works across the samples of a batch";
        }
        for (Value output : node.outputs()) {
            String reason = output.isPresent() ? place(node, output, carriers) : null;
            if (reason != null) {
                return reason;
            }
        }
        return null;
    }

    /// True where the operator gives another meaning to the axis in which the batch stands.
    private boolean mixesSamples(Node node) {
        Spot spot = spots.get(node.input(0));
        Shape shape = one.shape(node.input(0));
        if (spot == null || shape == null) {
            return false;
        }
        return switch (node.op()) {
            case Conv c -> spot.axis() != 0;
            case ConvTranspose c -> spot.axis() != 0;
            case MaxPool p -> spot.axis() != 0;
            case AveragePool p -> spot.axis() != 0;
            case GlobalPool p -> spot.axis() != 0;
            case BatchNormalization b -> spot.axis() != 0 || b.training();
            case InstanceNormalization i -> spot.axis() != 0;
            case GroupNormalization g -> spot.axis() != 0;
            case Softmax s -> runsAlong(s.axis(), s.flattened(), spot, shape);
            case LogSoftmax s -> runsAlong(s.axis(), s.flattened(), spot, shape);
            case Hardmax h -> runsAlong(h.axis(), h.flattened(), spot, shape);
            case LayerNormalization l -> runsAlong(l.axis(), true, spot, shape);
            case LpNormalization l -> runsAlong(l.axis(), false, spot, shape);
            case TopK t -> runsAlong(t.axis(), false, spot, shape);
            case ArgReduce a -> runsAlong(a.axis(), false, spot, shape);
            default -> false;
        };
    }

    private static boolean runsAlong(int axis, boolean andBehind, Spot spot, Shape shape) {
        int normal = axis < 0 ? axis + shape.rank() : axis;
        return andBehind ? spot.axis() >= normal : spot.axis() == normal;
    }

    private boolean lacksState(Node node) {
        return spots.containsKey(node.input(0)) && Stream.of(node.input(5), node.input(6))
                .anyMatch(v -> v.isPresent() && !spots.containsKey(v));
    }

    /// Finds the batch in a result; gives the reason if it cannot be there as it should.
    private @Nullable String place(Node node, Value output, List<Value> carriers) {
        Shape single = one.shape(output);
        Shape several = many.shape(output);
        if (single == null || several == null || single.rank() != several.rank()) {
            return carriers.isEmpty() ? null : "the batch cannot be followed through it";
        }
        List<Integer> grown = new ArrayList<>();
        boolean open = false;
        for (int i = 0; i < single.rank(); i++) {
            open |= single.dim(i) instanceof Dim.Unknown;
            if (!single.dim(i).equals(several.dim(i))) {
                grown.add(i);
            }
        }
        if (grown.isEmpty() && open && !carriers.isEmpty()) {
            return "the batch cannot be followed through it, as extents of its result are open";
        }
        if (grown.isEmpty()) {
            return carriers.isEmpty() || many.elements(output) != null ? null : "its result has no batch any more";
        }
        int axis = grown.getFirst();
        if (grown.size() > 1 || !grewByTheBatch(single.dim(axis), several.dim(axis))) {
            return "it mixes the batch with another extent";
        }
        Spot spot = spot(node, single, axis, carriers);
        if (spot == null) {
            return "it mixes samples of a batch";
        }
        spots.put(output, spot);
        return misplaced(node, spot, single) ? "its shape is for one sample" : null;
    }

    private static boolean grewByTheBatch(Dim single, Dim several) {
        return single instanceof Dim.Known(long a) && several instanceof Dim.Known(long b)
                && Math.multiplyHigh(a, MANY) == 0 && a * MANY == b;
    }

    private @Nullable Spot spot(Node node, Shape single, int axis, List<Value> carriers) {
        long extent = single.dim(axis).sizeOrMinusOne();
        if (node.op() instanceof Reshape || node.op() instanceof Flatten) {
            OptionalLong stride = strideOf(node.input(0));
            if (stride.isPresent()) {
                return Spot.at(axis, single, stride.getAsLong());
            }
        }
        if (extent == 1) {
            return new Spot(axis, 1);
        }
        for (Value carrier : carriers) {
            Spot before = spots.get(carrier);
            Shape shape = one.shape(carrier);
            if (before != null && shape != null && shape.dim(before.axis()).sizeOrMinusOne() == extent) {
                return new Spot(axis, before.inner());
            }
        }
        return null;
    }

    private OptionalLong strideOf(Value value) {
        Spot spot = spots.get(value);
        Shape shape = one.shape(value);
        return spot == null || shape == null ? OptionalLong.empty() : spot.stride(shape);
    }

    /// True if a constant target puts the batch elsewhere than where it should be, though nothing conflicts yet.
    private boolean misplaced(Node node, Spot spot, Shape single) {
        if (!(node.op() instanceof Reshape reshape) || spot.isAlone(single)) {
            return false;
        }
        boolean constant = reshape.shape() != null || graph.constant(node.input(1)).isPresent();
        return constant && !spot.equals(wanted(node));
    }

    /// Where a reshape's result should have the batch: in an axis of its own, the same as in the data if that can be, else the
    /// first; if there is none, merged into an axis where its elements lie, rather as its outer part (samples times heads), and
    /// rather not into the last one, which holds features. Null if it cannot be told.
    @Nullable
    Spot wanted(Node node) {
        Shape single = one.shape(node.output());
        Spot data = spots.get(node.input(0));
        OptionalLong stride = strideOf(node.input(0));
        if (single == null || data == null || stride.isEmpty()) {
            return null;
        }
        Spot best = null;
        int bestRank = Integer.MIN_VALUE;
        for (int axis = 0; axis < single.rank(); axis++) {
            Spot spot = Spot.at(axis, single, stride.getAsLong());
            int rank = spot == null ? Integer.MIN_VALUE : suitability(spot, single, data.axis());
            if (rank > bestRank) {
                best = spot;
                bestRank = rank;
            }
        }
        return best;
    }

    private static int suitability(Spot spot, Shape single, int sameAxis) {
        if (spot.isAlone(single)) {
            return spot.axis() == sameAxis ? 5 : 4;
        }
        boolean outer = spot.inner() == single.dim(spot.axis()).sizeOrMinusOne();
        boolean last = spot.axis() == single.rank() - 1;
        return (outer ? 1 : 0) + (last ? 0 : 2);
    }
}
