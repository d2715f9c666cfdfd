package dev.secateur.engine.coupling;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.secateur.engine.op.ArgReduce;
import dev.secateur.engine.op.AveragePool;
import dev.secateur.engine.op.BatchNormalization;
import dev.secateur.engine.op.Binary;
import dev.secateur.engine.op.BitShift;
import dev.secateur.engine.op.Cast;
import dev.secateur.engine.op.CastLike;
import dev.secateur.engine.op.Clip;
import dev.secateur.engine.op.Compress;
import dev.secateur.engine.op.Concat;
import dev.secateur.engine.op.Constant;
import dev.secateur.engine.op.ConstantOfShape;
import dev.secateur.engine.op.Conv;
import dev.secateur.engine.op.ConvTranspose;
import dev.secateur.engine.op.CumSum;
import dev.secateur.engine.op.DepthToSpace;
import dev.secateur.engine.op.DequantizeLinear;
import dev.secateur.engine.op.Dropout;
import dev.secateur.engine.op.DynamicQuantizeLinear;
import dev.secateur.engine.op.Einsum;
import dev.secateur.engine.op.Elu;
import dev.secateur.engine.op.Expand;
import dev.secateur.engine.op.Flatten;
import dev.secateur.engine.op.Gather;
import dev.secateur.engine.op.GatherElements;
import dev.secateur.engine.op.GatherNd;
import dev.secateur.engine.op.Gelu;
import dev.secateur.engine.op.Gemm;
import dev.secateur.engine.op.GlobalPool;
import dev.secateur.engine.op.GridSample;
import dev.secateur.engine.op.GroupNormalization;
import dev.secateur.engine.op.HardSigmoid;
import dev.secateur.engine.op.Hardmax;
import dev.secateur.engine.op.Identity;
import dev.secateur.engine.op.InstanceNormalization;
import dev.secateur.engine.op.IntegerConv;
import dev.secateur.engine.op.IntegerMatMul;
import dev.secateur.engine.op.IsInfinite;
import dev.secateur.engine.op.LayerNormalization;
import dev.secateur.engine.op.LeakyRelu;
import dev.secateur.engine.op.LocalResponse;
import dev.secateur.engine.op.LogSoftmax;
import dev.secateur.engine.op.LpNormalization;
import dev.secateur.engine.op.MatMul;
import dev.secateur.engine.op.MaxPool;
import dev.secateur.engine.op.MeanVarianceNormalization;
import dev.secateur.engine.op.Modulo;
import dev.secateur.engine.op.NonMaxSuppression;
import dev.secateur.engine.op.NonZero;
import dev.secateur.engine.op.OneHot;
import dev.secateur.engine.op.Op;
import dev.secateur.engine.op.Opaque;
import dev.secateur.engine.op.Pad;
import dev.secateur.engine.op.Parametric;
import dev.secateur.engine.op.QuantizeLinear;
import dev.secateur.engine.op.Range;
import dev.secateur.engine.op.Recurrent;
import dev.secateur.engine.op.Reduce;
import dev.secateur.engine.op.Reshape;
import dev.secateur.engine.op.Resize;
import dev.secateur.engine.op.RmsNormalization;
import dev.secateur.engine.op.RoiAlign;
import dev.secateur.engine.op.ScatterElements;
import dev.secateur.engine.op.ScatterNd;
import dev.secateur.engine.op.ShapeOf;
import dev.secateur.engine.op.SizeOf;
import dev.secateur.engine.op.Slice;
import dev.secateur.engine.op.Softmax;
import dev.secateur.engine.op.SpaceToDepth;
import dev.secateur.engine.op.Split;
import dev.secateur.engine.op.Squeeze;
import dev.secateur.engine.op.Tile;
import dev.secateur.engine.op.TopK;
import dev.secateur.engine.op.Transpose;
import dev.secateur.engine.op.Trilu;
import dev.secateur.engine.op.Unary;
import dev.secateur.engine.op.Unsqueeze;
import dev.secateur.engine.op.Variadic;
import dev.secateur.engine.op.Where;

/// What is known of operators and channels. An operator without an entry freezes the channels that reach it.
public final class CouplingRules {

    private static final Map<Class<? extends Op>, CouplingRule<?>> RULES = rules();
    private static final Map<Class<? extends Op>, String> EXCUSED = excuses();

    private CouplingRules() {}

    /// True if the table has a rule for the operator.
    public static boolean covers(Class<? extends Op> op) {
        return RULES.containsKey(op);
    }

    /// Operators without a rule, each with the reason.
    public static Map<Class<? extends Op>, String> excused() {
        return EXCUSED;
    }

    private static Map<Class<? extends Op>, String> excuses() {
        Map<Class<? extends Op>, String> excuses = new HashMap<>();
        excuses.put(Opaque.class, "nothing is known of the operator; channels that reach it are frozen with its name");
        excuses.put(Recurrent.class, "its gates tie inputs, states and outputs; channels that reach it are frozen");
        excuses.put(Einsum.class, "its axes are named freely; channels that reach it are frozen");
        for (Class<? extends Op> op : List.<Class<? extends Op>>of(ArgReduce.class, TopK.class, Hardmax.class,
                CumSum.class,
                Compress.class, NonZero.class, NonMaxSuppression.class, OneHot.class, Trilu.class)) {
            excuses.put(op, "it ranks, counts or orders positions; channels that reach it are frozen");
        }
        for (Class<? extends Op> op : List.<Class<? extends Op>>of(GatherElements.class, GatherNd.class,
                ScatterElements.class, ScatterNd.class, GridSample.class, RoiAlign.class, Tile.class,
                DynamicQuantizeLinear.class)) {
            excuses.put(op,
                    "it places elements by computed positions or repeats them; channels that reach it are frozen");
        }
        for (Class<? extends Op> op : List.<Class<? extends Op>>of(IntegerConv.class, IntegerMatMul.class)) {
            excuses.put(op,
                    "it computes with quantised integers; channels that reach it are frozen, cut before quantising");
        }
        return Map.copyOf(excuses);
    }

    private static Map<Class<? extends Op>, CouplingRule<?>> rules() {
        Table table = new Table();
        table.put(Conv.class, LinearCoupling::conv).put(ConvTranspose.class, LinearCoupling::transposed)
                .put(Gemm.class, LinearCoupling::gemm).put(MatMul.class, MatrixCoupling::couple);
        table.broadcast(Binary.class).broadcast(Variadic.class).broadcast(Where.class).broadcast(Modulo.class)
                .broadcast(BitShift.class);
        table.put(BatchNormalization.class, NormCoupling::batch)
                .put(InstanceNormalization.class, NormCoupling::instance)
                .put(LayerNormalization.class, NormCoupling::layer).put(GroupNormalization.class, NormCoupling::group)
                .put(RmsNormalization.class, NormCoupling::rootMeanSquare)
                .put(LpNormalization.class, NormCoupling::lp).put(LocalResponse.class, NormCoupling::localResponse)
                .put(MeanVarianceNormalization.class, NormCoupling::meanVariance)
                .put(QuantizeLinear.class, NormCoupling::quantise)
                .put(DequantizeLinear.class, NormCoupling::dequantise);
        table.put(DepthToSpace.class, BlockCoupling::depthToSpace).put(SpaceToDepth.class, BlockCoupling::spaceToDepth);
        table.put(Softmax.class, ElementCoupling::softmax).put(LogSoftmax.class, ElementCoupling::logSoftmax)
                .put(Reduce.class, ElementCoupling::reduce).put(Resize.class, ElementCoupling::resize)
                .put(Transpose.class, ElementCoupling::transpose).put(Expand.class, ElementCoupling::expand);
        table.put(Concat.class, PartCoupling::concat).put(Split.class, PartCoupling::split)
                .put(Slice.class, PartCoupling::slice).put(Pad.class, PartCoupling::pad)
                .put(Gather.class, PartCoupling::gather);
        table.put(Reshape.class, CouplingRules::reshape).refold(Flatten.class).refold(Squeeze.class)
                .refold(Unsqueeze.class);
        table.window(MaxPool.class).window(AveragePool.class).window(GlobalPool.class);
        table.pass(Unary.class).pass(Clip.class).pass(Elu.class).pass(HardSigmoid.class).pass(LeakyRelu.class)
                .pass(Dropout.class).pass(Identity.class).pass(Cast.class).pass(CastLike.class).pass(Gelu.class)
                .pass(Parametric.class)
                .pass(IsInfinite.class);
        table.silent(Range.class).silent(Constant.class).silent(ConstantOfShape.class).silent(ShapeOf.class)
                .silent(SizeOf.class);
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

        <O extends Op> Table broadcast(Class<O> op) {
            return put(op, (o, site) -> Broadcasting.couple(site));
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
            site.freezeOperands(op.type() + " is not followed");
        } else {
            rule.couple(op, site);
        }
    }

}
