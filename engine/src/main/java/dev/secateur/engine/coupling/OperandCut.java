package dev.secateur.engine.coupling;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.GraphEditor;
import dev.secateur.engine.graph.Node;
import dev.secateur.engine.op.Conv;
import dev.secateur.engine.op.Expand;
import dev.secateur.engine.op.Gather;
import dev.secateur.engine.op.Pad;
import dev.secateur.engine.op.Reshape;
import dev.secateur.engine.op.Resize;
import dev.secateur.engine.op.Slice;
import dev.secateur.engine.op.Split;
import dev.secateur.engine.tensor.Tensor;

/// Gives operators that name extents, positions or counts of channels the numbers that hold after a cut.
final class OperandCut {

    private final Coupling coupling;
    private final Graph graph;
    private final BitSet removed;
    private final GraphEditor editor;
    private final Extents extents;

    OperandCut(Coupling coupling, BitSet removed, GraphEditor editor) {
        this.coupling = coupling;
        this.graph = coupling.graph();
        this.removed = removed;
        this.editor = editor;
        this.extents = Extents.of(graph);
    }

    void adapt(Node node) {
        switch (node.op()) {
            case Conv op -> conv(op, node);
            case Split op -> split(op, node);
            case Slice op -> slice(op, node);
            case Pad op -> pad(op, node);
            case Gather op -> gather(op, node);
            case Reshape op -> reshape(op, node);
            case Expand op -> target(node, 1, Weight.of(graph, node.input(1)).map(Tensor::toLongs).orElse(null));
            case Resize op -> resize(node);
            default -> {
            }
        }
    }

    private boolean changes(Labels labels) {
        return kept(labels).cardinality() < labels.units().length;
    }

    private BitSet kept(Labels labels) {
        return ChannelCut.kept(labels, removed);
    }

    private Optional<Labels> changed(Node node, int input, int axis) {
        return coupling.layout(node.input(input)).at(axis).filter(this::changes);
    }

    private Site site(Node node) {
        return new Site(graph, extents, Site.Findings.none(), node);
    }

    private void conv(Conv op, Node node) {
        boolean depthwise = op.group() > 1 && Weight.of(graph, node.input(1)).filter(w -> w.dim(1) == 1).isPresent();
        if (depthwise) {
            changed(node, 0, 1).ifPresent(
                    p -> editor.setOp(node, new Conv(op.window(), kept(p).cardinality())));
        }
    }

    private void split(Split op, Node node) {
        int rank = rank(node);
        int axis = rank < 0 ? 0 : Math.floorMod(op.axis(), rank);
        if (changed(node, 0, axis).isEmpty()) {
            return;
        }
        List<Long> sizes = node.outputs().stream().map(output -> coupling.layout(output).at(axis)
                .map(p -> (long) kept(p).cardinality())
                .orElseGet(() -> Optional.ofNullable(extents.bound().shape(output)).orElseThrow().dim(axis)
                        .sizeOrMinusOne()))
                .toList();
        if (graph.header().opset() < 13) {
            editor.setOp(node, new Split(op.axis(), sizes, null));
        } else {
            editor.setOp(node, new Split(op.axis(), null, null));
            constant(node, 1, sizes.stream().mapToLong(Long::longValue).toArray());
        }
    }

    private int rank(Node node) {
        return Optional.ofNullable(extents.bound().shape(node.input(0))).map(s -> s.rank()).orElse(-1);
    }

    private void slice(Slice op, Node node) {
        Site site = site(node);
        SliceBounds bounds = SliceBounds.of(op, site);
        long[] starts = site.numbers(op.starts(), 1);
        long[] ends = site.numbers(op.ends(), 2);
        if (bounds == null || starts == null || ends == null) {
            return;
        }
        boolean any = false;
        for (int i = 0; i < starts.length; i++) {
            int axis = bounds.axes()[i];
            Labels part = coupling.layout(node.output()).at(axis).orElse(null);
            Labels whole = changed(node, 0, axis).orElse(null);
            if (whole != null && part != null) {
                int before = kept(whole).get(0, bounds.starts()[i]).cardinality();
                starts[i] = before;
                ends[i] = before + kept(part).cardinality();
                any = true;
            }
        }
        if (any && op.starts() != null) {
            editor.setOp(node, new Slice(boxed(starts), boxed(ends), op.axes()));
        } else if (any) {
            constant(node, 1, starts);
            constant(node, 2, ends);
        }
    }

    private void pad(Pad op, Node node) {
        long[] pads = site(node).numbers(op.pads(), 1);
        if (pads == null) {
            return;
        }
        boolean any = false;
        for (Labels part : coupling.layout(node.output()).parts()) {
            int axis = part.axis();
            if (changes(part) && (pads[axis] != 0 || pads[axis + pads.length / 2] != 0)) {
                int size = part.units().length;
                int after = (int) pads[axis + pads.length / 2];
                BitSet kept = kept(part);
                pads[axis + pads.length / 2] = kept.get(size - after, size).cardinality();
                pads[axis] = kept.get(0, (int) pads[axis]).cardinality();
                any = true;
            }
        }
        if (any && op.pads() != null) {
            editor.setOp(node, new Pad(op.mode(), boxed(pads), op.value()));
        } else if (any) {
            constant(node, 1, pads);
        }
    }

    private void gather(Gather op, Node node) {
        int rank = rank(node);
        Labels whole = rank < 0 ? null : changed(node, 0, Math.floorMod(op.axis(), rank)).orElse(null);
        Tensor indices = Weight.of(graph, node.input(1)).orElse(null);
        if (whole == null || indices == null || indices.rank() != 1) {
            return;
        }
        BitSet kept = kept(whole);
        int size = whole.units().length;
        long[] after = Arrays.stream(indices.toLongs()).map(i -> Math.floorMod(i, (long) size))
                .filter(i -> kept.get((int) i)).map(i -> kept.get(0, (int) i).cardinality()).toArray();
        constant(node, 1, after);
    }

    private void reshape(Reshape op, Node node) {
        long[] target = new TargetShape(graph, extents.open()).of(node, op.shape());
        if (op.shape() == null) {
            target(node, 1, target);
            return;
        }
        long[] cut = target == null ? null : cut(node, target);
        if (cut != null) {
            editor.setOp(node, new Reshape(boxed(cut), op.allowZero()));
        }
    }

    private void target(Node node, int input, long @Nullable [] target) {
        long[] cut = target == null ? null : cut(node, target);
        if (cut != null) {
            constant(node, input, cut);
        }
    }

    /// The extents with those of cut axes replaced; null if none is.
    private long @Nullable [] cut(Node node, long[] target) {
        long[] after = target.clone();
        for (Labels part : coupling.layout(node.output()).parts()) {
            if (changes(part) && after[part.axis()] > 0) {
                after[part.axis()] = kept(part).cardinality();
            }
        }
        return Arrays.equals(after, target) ? null : after;
    }

    private void resize(Node node) {
        if (Weight.of(graph, node.input(3)).isPresent()) {
            target(node, 3, site(node).numbers(null, 3));
        }
    }

    private void constant(Node node, int input, long[] numbers) {
        editor.setInput(editor.current(node), input,
                editor.addConstant(graph.name(node) + "_cut_" + input, Tensor.vector(numbers)));
    }

    private static List<Long> boxed(long[] numbers) {
        return Arrays.stream(numbers).boxed().toList();
    }
}
