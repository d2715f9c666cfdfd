package dev.secateur.engine.onnx;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.op.Concat;
import dev.secateur.engine.op.Flatten;
import dev.secateur.engine.op.Gather;
import dev.secateur.engine.op.Reduce;
import dev.secateur.engine.op.Softmax;
import dev.secateur.engine.op.Split;
import dev.secateur.engine.op.Squeeze;
import dev.secateur.engine.op.Transpose;
import dev.secateur.engine.op.Unsqueeze;

/// Encodings of what works along axes.
final class AxisCodecs {

    private AxisCodecs() {}

    static List<OpEntry<?>> entries() {
        return List.of(
                new OpEntry<>(Concat.class, List.of("Concat"), Arity.between(1, Arity.ANY), 4,
                        (a, site) -> site.leading() == site.inputs() ? new Concat(a.small("axis")) : null,
                        (op, out) -> out.integer("axis", op.axis())),
                new OpEntry<>(Flatten.class, List.of("Flatten"), Arity.of(1), 1,
                        (a, site) -> new Flatten(a.small("axis", 1)), (op, out) -> out.integer("axis", op.axis())),
                new OpEntry<>(Gather.class, List.of("Gather"), Arity.of(2), 1,
                        (a, site) -> new Gather(a.small("axis", 0)), (op, out) -> out.integer("axis", op.axis())),
                new OpEntry<>(Softmax.class, List.of("Softmax"), Arity.of(1), 1, AxisCodecs::softmax,
                        AxisCodecs::write),
                new OpEntry<>(Transpose.class, List.of("Transpose"), Arity.of(1), 1, AxisCodecs::transpose,
                        (op, out) -> out.smalls("perm", op.perm())),
                new OpEntry<>(Squeeze.class, List.of("Squeeze"), Arity.of(1).since(13, 2), 1,
                        (a, site) -> new Squeeze(site.since(13) ? null : a.integers("axes")),
                        (op, out) -> out.integersOrOperand(13, "axes", 1, op.axes())),
                new OpEntry<>(Unsqueeze.class, List.of("Unsqueeze"), Arity.of(1).since(13, 2), 1,
                        AxisCodecs::unsqueeze, (op, out) -> out.integersOrOperand(13, "axes", 1, op.axes())),
                new OpEntry<>(Split.class, List.of("Split"), Arity.of(1).since(13, 2).outputs(Arity.ANY), 2,
                        AxisCodecs::split, AxisCodecs::write),
                new OpEntry<>(Reduce.class, Arrays.stream(Reduce.Kind.values()).map(Reduce.Kind::type).toList(),
                        Arity.of(1).since(13, 2), 1, AxisCodecs::reduce, AxisCodecs::write));
    }

    private static Softmax softmax(Attributes a, Site site) {
        boolean flattened = !site.since(13);
        return new Softmax(a.small("axis", flattened ? 1 : -1), flattened);
    }

    private static void write(Softmax op, Encoding out) {
        writeFlattening(op.axis(), op.flattened(), out);
    }

    /// The axis of an operator that took all axes from one on together before operator set 13. Where only one of them has an extent
    /// other than 1, the newer form along it is the same.
    static void writeFlattening(int axis, boolean flattened, Encoding out) {
        if (flattened && out.since(13)) {
            Integer only = out.onlyAxis(axis);
            if (only == null) {
                out.refuse("its form over all axes from one on ended with operator set 12");
                return;
            }
            out.integer("axis", only);
            return;
        }
        if (!flattened) {
            out.needs(13);
        }
        out.integer("axis", axis);
    }

    private static Transpose transpose(Attributes a, Site site) {
        List<Integer> perm = a.smalls("perm");
        a.require(new HashSet<>(perm).size() == perm.size());
        a.require(perm.stream().allMatch(p -> p >= 0 && p < perm.size()));
        return new Transpose(perm);
    }

    private static @Nullable Unsqueeze unsqueeze(Attributes a, Site site) {
        boolean complete = site.since(13) ? site.inputs() == 2 : a.has("axes");
        return complete ? new Unsqueeze(site.since(13) ? null : a.integers("axes")) : null;
    }

    private static @Nullable Split split(Attributes a, Site site) {
        if (!site.since(18) && a.has("num_outputs")) {
            return null;
        }
        Integer parts = a.has("num_outputs") ? Integer.valueOf(a.small("num_outputs", 0)) : null;
        a.require(parts == null || parts >= 1);
        return new Split(a.small("axis", 0), site.since(13) ? null : a.integers("split"), parts);
    }

    private static void write(Split op, Encoding out) {
        out.integer("axis", op.axis());
        out.integersOrOperand(13, "split", 1, op.split());
        if (op.numOutputs() != null) {
            out.needs(18);
            out.integer("num_outputs", op.numOutputs());
        } else if (out.since(18) && op.split() == null && out.inputs() < 2) {
            // Without sizes, operator set 18 asks for the number of parts.
            out.integer("num_outputs", out.outputs());
        }
    }

    /// The operator set that made the axes an input: 13 for the sum, 18 for all others.
    private static long axesMoved(Reduce.Kind kind) {
        return kind == Reduce.Kind.SUM ? 13 : 18;
    }

    private static @Nullable Reduce reduce(Attributes a, Site site) {
        Reduce.Kind kind = Arrays.stream(Reduce.Kind.values()).filter(k -> k.type().equals(site.type())).findFirst()
                .orElseThrow();
        boolean moved = site.since(axesMoved(kind));
        if (!moved && (site.inputs() > 1 || a.has("noop_with_empty_axes"))) {
            return null;
        }
        return new Reduce(kind, moved ? null : a.integers("axes"), a.flag("keepdims", true),
                a.flag("noop_with_empty_axes", false));
    }

    private static void write(Reduce op, Encoding out) {
        out.integersOrOperand(axesMoved(op.kind()), "axes", 1, op.axes());
        out.flag("keepdims", op.keepDims());
        out.flagSince(axesMoved(op.kind()), "noop_with_empty_axes", op.noopWithEmptyAxes());
    }
}
