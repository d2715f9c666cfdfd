package dev.secateur.engine.onnx;

import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.op.GroupNormalization;
import dev.secateur.engine.op.InstanceNormalization;
import dev.secateur.engine.op.LayerNormalization;
import dev.secateur.engine.op.LocalResponse;
import dev.secateur.engine.op.LpNormalization;
import dev.secateur.engine.op.MeanVarianceNormalization;
import dev.secateur.engine.op.RmsNormalization;

/// Encodings of normalisations that depend on the data they normalise.
final class NormalisationCodecs {

    private static final float EPSILON = 1e-5f;

    private NormalisationCodecs() {}

    static List<OpEntry<?>> entries() {
        return List.of(
                new OpEntry<>(LayerNormalization.class, List.of("LayerNormalization"), Arity.between(2, 3).outputs(3),
                        17, (a, site) -> new LayerNormalization(a.small("axis", -1), a.real("epsilon", EPSILON),
                                a.small("stash_type", 1)),
                        (op, out) -> {
                            out.integer("axis", op.axis());
                            out.real("epsilon", op.epsilon());
                            out.integer("stash_type", op.stash());
                        }),
                new OpEntry<>(RmsNormalization.class, List.of("RMSNormalization"), Arity.of(2), 23,
                        (a, site) -> new RmsNormalization(a.small("axis", -1), a.real("epsilon", EPSILON),
                                a.small("stash_type", 1)),
                        (op, out) -> {
                            out.integer("axis", op.axis());
                            out.real("epsilon", op.epsilon());
                            out.integer("stash_type", op.stash());
                        }),
                new OpEntry<>(GroupNormalization.class, List.of("GroupNormalization"), Arity.of(3), 18,
                        NormalisationCodecs::group, NormalisationCodecs::write),
                new OpEntry<>(InstanceNormalization.class, List.of("InstanceNormalization"), Arity.of(3), 6,
                        (a, site) -> new InstanceNormalization(a.real("epsilon", EPSILON)),
                        (op, out) -> out.real("epsilon", op.epsilon())),
                new OpEntry<>(LocalResponse.class, List.of("LRN"), Arity.of(1), 1, NormalisationCodecs::localResponse,
                        NormalisationCodecs::write),
                new OpEntry<>(LpNormalization.class, List.of("LpNormalization"), Arity.of(1), 1,
                        NormalisationCodecs::lp, (op, out) -> {
                            out.integer("axis", op.axis());
                            out.integer("p", op.p());
                        }),
                new OpEntry<>(MeanVarianceNormalization.class, List.of("MeanVarianceNormalization"), Arity.of(1), 9,
                        NormalisationCodecs::meanVariance, (op, out) -> out.integers("axes", op.axes())));
    }

    /// Operator sets 18 to 20 scale groups, later ones channels.
    private static @Nullable GroupNormalization group(Attributes a, Site site) {
        boolean later = site.since(21);
        if (a.has("stash_type") && !later) {
            return null;
        }
        a.require(a.integer("stash_type", 1) == 1);
        int groups = a.small("num_groups");
        a.require(groups >= 1);
        return new GroupNormalization(groups, a.real("epsilon", EPSILON), !later);
    }

    private static void write(GroupNormalization op, Encoding out) {
        if (op.perGroup() && out.since(21)) {
            out.refuse("its scale for groups instead of channels ended with operator set 20");
        }
        if (!op.perGroup()) {
            out.needs(21);
        }
        out.integer("num_groups", op.groups());
        out.real("epsilon", op.epsilon());
    }

    private static LocalResponse localResponse(Attributes a, Site site) {
        int size = a.small("size");
        a.require(size >= 1);
        return new LocalResponse(size, a.real("alpha", 1e-4f), a.real("beta", 0.75f), a.real("bias", 1));
    }

    private static void write(LocalResponse op, Encoding out) {
        out.integer("size", op.size());
        out.real("alpha", op.alpha());
        out.real("beta", op.beta());
        out.real("bias", op.bias());
    }

    private static LpNormalization lp(Attributes a, Site site) {
        int p = a.small("p", 2);
        a.require(p == 1 || p == 2);
        return new LpNormalization(a.small("axis", -1), p);
    }

    private static MeanVarianceNormalization meanVariance(Attributes a, Site site) {
        List<Long> axes = a.integers("axes");
        return new MeanVarianceNormalization(axes == null ? List.of(0L, 2L, 3L) : axes);
    }
}
