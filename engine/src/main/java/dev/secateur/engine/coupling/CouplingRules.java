package dev.secateur.engine.coupling;

import java.util.HashMap;
import java.util.Map;

import dev.secateur.engine.op.AveragePool;
import dev.secateur.engine.op.BatchNormalization;
import dev.secateur.engine.op.Binary;
import dev.secateur.engine.op.Cast;
import dev.secateur.engine.op.Clip;
import dev.secateur.engine.op.Concat;
import dev.secateur.engine.op.Constant;
import dev.secateur.engine.op.ConstantOfShape;
import dev.secateur.engine.op.Conv;
import dev.secateur.engine.op.ConvTranspose;
import dev.secateur.engine.op.Dropout;
import dev.secateur.engine.op.Elu;
import dev.secateur.engine.op.Expand;
import dev.secateur.engine.op.Flatten;
import dev.secateur.engine.op.Gather;
import dev.secateur.engine.op.Gemm;
import dev.secateur.engine.op.GlobalPool;
import dev.secateur.engine.op.HardSigmoid;
import dev.secateur.engine.op.Identity;
import dev.secateur.engine.op.LeakyRelu;
import dev.secateur.engine.op.MatMul;
import dev.secateur.engine.op.MaxPool;
import dev.secateur.engine.op.Op;
import dev.secateur.engine.op.Opaque;
import dev.secateur.engine.op.Pad;
import dev.secateur.engine.op.Reduce;
import dev.secateur.engine.op.Reshape;
import dev.secateur.engine.op.Resize;
import dev.secateur.engine.op.ShapeOf;
import dev.secateur.engine.op.SizeOf;
import dev.secateur.engine.op.Slice;
import dev.secateur.engine.op.Softmax;
import dev.secateur.engine.op.Split;
import dev.secateur.engine.op.Squeeze;
import dev.secateur.engine.op.Transpose;
import dev.secateur.engine.op.Unary;
import dev.secateur.engine.op.Unsqueeze;

/// What is known of operators and channels. An operator without an entry freezes the channels that reach it.
public final class CouplingRules {

    private static final Map<Class<? extends Op>, CouplingRule<?>> RULES = rules();
    private static final Map<Class<? extends Op>, String> EXCUSED = Map.of(
            Opaque.class, "nothing is known of the operator; channels that reach it are frozen with its name");

    private CouplingRules() {}

    /// True if the table has a rule for the operator.
    public static boolean covers(Class<? extends Op> op) {
        return RULES.containsKey(op);
    }

    /// Operators without a rule, each with the reason.
    public static Map<Class<? extends Op>, String> excused() {
        return EXCUSED;
    }

    private static Map<Class<? extends Op>, CouplingRule<?>> rules() {
        Table table = new Table();
        table.put(Conv.class, LinearCoupling::conv).put(ConvTranspose.class, LinearCoupling::transposed)
                .put(Gemm.class, LinearCoupling::gemm).put(MatMul.class, MatrixCoupling::couple);
        table.put(Binary.class, (op, site) -> Broadcasting.couple(site));
        table.put(BatchNormalization.class, ElementCoupling::normalise).put(Softmax.class, ElementCoupling::softmax)
                .put(Reduce.class, ElementCoupling::reduce).put(Resize.class, ElementCoupling::resize)
                .put(Transpose.class, ElementCoupling::transpose).put(Expand.class, ElementCoupling::expand);
        table.put(Concat.class, PartCoupling::concat).put(Split.class, PartCoupling::split)
                .put(Slice.class, PartCoupling::slice).put(Pad.class, PartCoupling::pad)
                .put(Gather.class, PartCoupling::gather);
        table.put(Reshape.class, CouplingRules::reshape).refold(Flatten.class).refold(Squeeze.class)
                .refold(Unsqueeze.class);
        table.window(MaxPool.class).window(AveragePool.class).window(GlobalPool.class);
        table.pass(Unary.class).pass(Clip.class).pass(Elu.class).pass(HardSigmoid.class).pass(LeakyRelu.class)
                .pass(Dropout.class).pass(Identity.class).pass(Cast.class);
        table.silent(Constant.class).silent(ConstantOfShape.class).silent(ShapeOf.class).silent(SizeOf.class);
        return Map.copyOf(table.rules);
    }

    private static void reshape(Reshape op, Site site) {
        if (site.hasChannels() && !site.namesExtents(op.shape())) {
            site.freezeOperands("its extents are computed from several that are open");
        } else {
            Refolding.couple(site);
        }
    }

    /// The rules while they are gathered.
    private static final class Table {

        private final Map<Class<? extends Op>, CouplingRule<?>> rules = new HashMap<>();

        <O extends Op> Table put(Class<O> op, CouplingRule<O> rule) {
            rules.put(op, rule);
            return this;
        }

        <O extends Op> Table pass(Class<O> op) {
            return put(op, ElementCoupling::pass);
        }

        <O extends Op> Table window(Class<O> op) {
            return put(op, ElementCoupling::window);
        }

        <O extends Op> Table refold(Class<O> op) {
            return put(op, (o, site) -> Refolding.couple(site));
        }

        /// Says nothing of channels: it makes numbers from extents, which follow by themselves.
        <O extends Op> Table silent(Class<O> op) {
            return put(op, (o, site) -> {});
        }
    }

    /// The table pairs each class with a rule for that class, so the cast cannot fail.
    @SuppressWarnings("unchecked")
    static <O extends Op> void couple(O op, Site site) {
        CouplingRule<O> rule = (CouplingRule<O>) RULES.get(op.getClass());
        if (rule == null) {
            site.freezeOperands(op.type() + " is not understood");
        } else {
            rule.couple(op, site);
        }
    }

}
