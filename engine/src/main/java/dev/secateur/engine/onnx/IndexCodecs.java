package dev.secateur.engine.onnx;

import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.op.ArgReduce;
import dev.secateur.engine.op.Compress;
import dev.secateur.engine.op.CumSum;
import dev.secateur.engine.op.GatherElements;
import dev.secateur.engine.op.GatherNd;
import dev.secateur.engine.op.NonMaxSuppression;
import dev.secateur.engine.op.NonZero;
import dev.secateur.engine.op.OneHot;
import dev.secateur.engine.op.Range;
import dev.secateur.engine.op.ScatterElements;
import dev.secateur.engine.op.ScatterNd;
import dev.secateur.engine.op.Tile;
import dev.secateur.engine.op.TopK;
import dev.secateur.engine.op.Trilu;
import dev.secateur.engine.tensor.Tensor;

/// Encodings of what picks elements by index or finds the indices of elements.
final class IndexCodecs {

    private IndexCodecs() {}

    static List<OpEntry<?>> entries() {
        return List.of(
                new OpEntry<>(GatherElements.class, List.of("GatherElements"), Arity.of(2), 11,
                        (a, site) -> new GatherElements(a.small("axis", 0)),
                        (op, out) -> out.integer("axis", op.axis())),
                new OpEntry<>(GatherNd.class, List.of("GatherND"), Arity.of(2), 11, IndexCodecs::gatherNd,
                        IndexCodecs::write),
                new OpEntry<>(ScatterElements.class, List.of("ScatterElements"), Arity.of(3), 11,
                        (a, site) -> new ScatterElements(a.small("axis", 0), reduction(a, site)), (op, out) -> {
                            out.integer("axis", op.axis());
                            writeReduction(op.reduction(), out);
                        }),
                new OpEntry<>(ScatterNd.class, List.of("ScatterND"), Arity.of(3), 11,
                        (a, site) -> new ScatterNd(reduction(a, site)),
                        (op, out) -> writeReduction(op.reduction(), out)),
                new OpEntry<>(Range.class, List.of("Range"), Arity.of(3), 11, (a, site) -> new Range(),
                        IndexCodecs::nothing),
                new OpEntry<>(Tile.class, List.of("Tile"), Arity.of(2), 6, (a, site) -> new Tile(),
                        IndexCodecs::nothing),
                new OpEntry<>(TopK.class, List.of("TopK"), Arity.of(1).since(10, 2).outputs(2), 1, IndexCodecs::topK,
                        IndexCodecs::write),
                new OpEntry<>(ArgReduce.class, KindNames.of(ArgReduce.Kind.values(), ArgReduce.Kind::type),
                        Arity.of(1), 1, IndexCodecs::argReduce, IndexCodecs::write),
                new OpEntry<>(CumSum.class, List.of("CumSum"), Arity.of(2), 11,
                        (a, site) -> new CumSum(a.flag("exclusive", false), a.flag("reverse", false)), (op, out) -> {
                            out.flag("exclusive", op.exclusive());
                            out.flag("reverse", op.reverse());
                        }),
                new OpEntry<>(Trilu.class, List.of("Trilu"), Arity.between(1, 2), 14,
                        (a, site) -> new Trilu(a.flag("upper", true)), (op, out) -> out.flag("upper", op.upper())),
                new OpEntry<>(OneHot.class, List.of("OneHot"), Arity.of(3), 9,
                        (a, site) -> new OneHot(a.small("axis", -1)), (op, out) -> out.integer("axis", op.axis())),
                new OpEntry<>(NonZero.class, List.of("NonZero"), Arity.of(1), 9, (a, site) -> new NonZero(),
                        IndexCodecs::nothing),
                new OpEntry<>(Compress.class, List.of("Compress"), Arity.of(2), 9,
                        (a, site) -> new Compress(a.has("axis") ? Integer.valueOf(a.small("axis", 0)) : null),
                        IndexCodecs::write),
                new OpEntry<>(NonMaxSuppression.class, List.of("NonMaxSuppression"), Arity.between(2, 5), 10,
                        (a, site) -> new NonMaxSuppression(a.flag("center_point_box", false)),
                        (op, out) -> out.flag("center_point_box", op.centred())));
    }

    private static void nothing(Object op, Encoding out) {
        // The operator has no attributes.
    }

    private static @Nullable GatherNd gatherNd(Attributes a, Site site) {
        return a.has("batch_dims") && !site.since(12) ? null : new GatherNd(a.small("batch_dims", 0));
    }

    private static void write(GatherNd op, Encoding out) {
        if (op.batchDims() != 0) {
            out.needs(12);
            out.integer("batch_dims", op.batchDims());
        }
    }

    /// Operator set 16 brought `add` and `mul`, 18 `max` and `min`.
    private static String reduction(Attributes a, Site site) {
        a.require(site.since(16) || !a.has("reduction"));
        String reduction = a.text("reduction", "none");
        a.require(switch (reduction) {
            case "none", "add", "mul" -> true;
            case "max", "min" -> site.since(18);
            default -> false;
        });
        return reduction;
    }

    private static void writeReduction(String reduction, Encoding out) {
        if (!reduction.equals("none")) {
            out.needs(reduction.startsWith("m") && !reduction.equals("mul") ? 18 : 16);
            out.text("reduction", reduction);
        }
    }

    private static @Nullable TopK topK(Attributes a, Site site) {
        boolean moved = site.since(10);
        if (moved != (site.inputs() == 2) || !site.since(11) && (a.has("largest") || a.has("sorted"))) {
            return null;
        }
        a.require(moved || a.has("k"));
        Long count = moved ? null : Long.valueOf(a.integer("k", 0));
        return new TopK(a.small("axis", -1), count, a.flag("largest", true), a.flag("sorted", true));
    }

    private static void write(TopK op, Encoding out) {
        out.integer("axis", op.axis());
        if (op.count() != null && out.since(10)) {
            out.operand(1, Tensor.vector(op.count()));
        } else if (op.count() != null) {
            out.integer("k", op.count());
        } else {
            out.needs(10);
        }
        if (!op.largest() || !op.sorted()) {
            out.needs(11);
        }
        if (out.since(11)) {
            out.flag("largest", op.largest());
            out.flag("sorted", op.sorted());
        }
    }

    private static @Nullable ArgReduce argReduce(Attributes a, Site site) {
        if (a.has("select_last_index") && !site.since(12)) {
            return null;
        }
        return new ArgReduce(KindNames.find(ArgReduce.Kind.values(), ArgReduce.Kind::type, site.type()),
                a.small("axis", 0), a.flag("keepdims", true), a.flag("select_last_index", false));
    }

    private static void write(ArgReduce op, Encoding out) {
        out.integer("axis", op.axis());
        out.flag("keepdims", op.keepDims());
        out.flagSince(12, "select_last_index", op.selectLast());
    }

    private static void write(Compress op, Encoding out) {
        if (op.axis() != null) {
            out.integer("axis", Objects.requireNonNull(op.axis()));
        }
    }
}
