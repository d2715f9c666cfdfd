package dev.secateur.engine.rewrite.batch;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.GraphEditor;
import dev.secateur.engine.graph.Node;
import dev.secateur.engine.graph.Value;
import dev.secateur.engine.op.Concat;
import dev.secateur.engine.op.Expand;
import dev.secateur.engine.op.Gather;
import dev.secateur.engine.op.Recurrent;
import dev.secateur.engine.op.Reshape;
import dev.secateur.engine.op.Resize;
import dev.secateur.engine.op.ShapeOf;
import dev.secateur.engine.tensor.Shape;
import dev.secateur.engine.tensor.Tensor;

/// Replaces, at one node, what fixes the batch.
final class BatchFix {

    /// `Expand` exists since this operator set.
    private static final long EXPAND = 8;
    private static final int RESIZE_SIZES = 3;

    private final Graph graph;
    private final BatchWalk walk;
    private final Value batchInput;
    private final GraphEditor editor;

    /// @param batchInput an input of the graph whose first axis is the batch
    BatchFix(Graph graph, BatchWalk walk, Value batchInput) {
        this.graph = graph;
        this.walk = walk;
        this.batchInput = batchInput;
        this.editor = graph.edit();
    }

    /// The graph with the node mended; empty if it cannot be.
    Optional<Graph> mend(Node node) {
        boolean mended = switch (node.op()) {
            case Reshape reshape -> reshape(node, reshape);
            case Concat concat -> join(node, concat);
            case Resize resize -> resize(node);
            case Recurrent r -> states(node);
            default -> false;
        };
        return mended ? Optional.of(editor.build()) : Optional.empty();
    }

    /// 0 copies the batch where it stays in its axis, else -1 takes it, alone or with what it is merged with.
    private boolean reshape(Node node, Reshape op) {
        Spot wanted = walk.wanted(node);
        Shape single = walk.shape(node.output());
        List<Long> before = target(node, op);
        if (wanted == null || single == null) {
            return false;
        }
        boolean copies = copies(node, op, wanted, single) && before != null;
        List<Long> target = new ArrayList<>();
        for (int i = 0; i < single.rank(); i++) {
            boolean isBatch = i == wanted.axis();
            long stated = before == null ? single.dim(i).sizeOrMinusOne() : before.get(i);
            boolean open = stated < 0 && !copies;
            target.add(isBatch ? copies ? 0 : -1L : open ? single.dim(i).sizeOrMinusOne() : stated);
        }
        if (target.stream().filter(t -> t < 0).count() > 1) {
            return false;
        }
        if (op.shape() != null) {
            editor.setOp(node, new Reshape(target, op.allowZero()));
        } else {
            Tensor shape = Tensor.vector(target.stream().mapToLong(Long::longValue).toArray());
            editor.setInput(node, 1, editor.addConstant(graph.name(node.output()) + "_shape", shape));
        }
        return true;
    }

    private @Nullable List<Long> target(Node node, Reshape op) {
        return op.shape() != null
                ? op.shape()
                : graph.constant(node.input(1)).map(BatchFix::list).orElse(null);
    }

    private static List<Long> list(Tensor tensor) {
        List<Long> list = new ArrayList<>();
        for (long number : tensor.toLongs()) {
            list.add(number);
        }
        return list;
    }

    private boolean copies(Node node, Reshape op, Spot wanted, Shape single) {
        Spot data = walk.spot(node.input(0));
        Shape shape = walk.shape(node.input(0));
        return !op.allowZero() && data != null && shape != null && data.axis() == wanted.axis()
                && data.isAlone(shape) && wanted.isAlone(single);
    }

    /// Operands of one sample are repeated for the batch of the others.
    private boolean join(Node node, Concat op) {
        Spot spot = node.inputs().stream().map(walk::spot).filter(java.util.Objects::nonNull).findFirst().orElse(null);
        Shape single = walk.shape(node.output());
        if (spot == null || single == null) {
            return false;
        }
        int joined = op.axis() < 0 ? op.axis() + single.rank() : op.axis();
        boolean mended = joined != spot.axis();
        for (int i = 0; mended && i < node.inputs().size(); i++) {
            if (walk.spot(node.input(i)) == null) {
                mended = repeat(node, i, spot.axis());
            }
        }
        return mended;
    }

    private boolean states(Node node) {
        boolean mended = true;
        for (int i = 5; i <= 6 && mended; i++) {
            if (node.input(i).isPresent() && walk.spot(node.input(i)) == null) {
                mended = repeat(node, i, 1);
            }
        }
        return mended;
    }

    private boolean repeat(Node node, int operand, int axis) {
        Value value = node.input(operand);
        Shape shape = walk.shape(value);
        if (shape == null || axis >= shape.rank() || shape.dim(axis).sizeOrMinusOne() != 1
                || graph.header().opset() < EXPAND) {
            return false;
        }
        List<Long> ones = Collections.nCopies(shape.rank(), 1L);
        Value target = withBatch(ones, axis);
        String name = graph.name(value) + "_for_each";
        editor.setInput(node, operand, editor.addNode(new Expand(), name, value, target).output());
        return true;
    }

    /// Fixed sizes become the batch and the other sizes.
    private boolean resize(Node node) {
        Optional<Tensor> sizes = graph.constant(node.input(RESIZE_SIZES));
        Spot data = walk.spot(node.input(0));
        Shape shape = walk.shape(node.input(0));
        if (sizes.isEmpty() || data == null || shape == null || !data.isAlone(shape)
                || sizes.get().elements() != shape.rank()) {
            return false;
        }
        editor.setInput(node, RESIZE_SIZES, withBatch(list(sizes.get()), data.axis()));
        return true;
    }

    /// An int64 vector with the batch of this run at one place.
    private Value withBatch(List<Long> extents, int place) {
        Value shape = editor.addNode(new ShapeOf(0, null), "batch_shape", batchInput).output();
        Value first = editor.addConstant("batch_index", Tensor.vector(0));
        Value batch = editor.addNode(new Gather(0), "batch", shape, first).output();
        List<Value> parts = new ArrayList<>();
        addPart(parts, extents.subList(0, place));
        parts.add(batch);
        addPart(parts, extents.subList(place + 1, extents.size()));
        return parts.size() == 1
                ? batch
                : editor.addNode(new Concat(0), "batch_extents", parts.toArray(Value[]::new)).output();
    }

    private void addPart(List<Value> parts, List<Long> extents) {
        if (!extents.isEmpty()) {
            Tensor tensor = Tensor.vector(extents.stream().mapToLong(Long::longValue).toArray());
            parts.add(editor.addConstant("extents", tensor));
        }
    }
}
