package dev.secateur.engine.autograd;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.graph.Node;
import dev.secateur.engine.op.ArgReduce;
import dev.secateur.engine.op.BitShift;
import dev.secateur.engine.op.Compress;
import dev.secateur.engine.op.CumSum;
import dev.secateur.engine.op.DepthToSpace;
import dev.secateur.engine.op.DequantizeLinear;
import dev.secateur.engine.op.DynamicQuantizeLinear;
import dev.secateur.engine.op.Einsum;
import dev.secateur.engine.op.GatherElements;
import dev.secateur.engine.op.GatherNd;
import dev.secateur.engine.op.Gelu;
import dev.secateur.engine.op.GridSample;
import dev.secateur.engine.op.GroupNormalization;
import dev.secateur.engine.op.Hardmax;
import dev.secateur.engine.op.InstanceNormalization;
import dev.secateur.engine.op.IsInfinite;
import dev.secateur.engine.op.LayerNormalization;
import dev.secateur.engine.op.LocalResponse;
import dev.secateur.engine.op.LogSoftmax;
import dev.secateur.engine.op.LpNormalization;
import dev.secateur.engine.op.MeanVarianceNormalization;
import dev.secateur.engine.op.Modulo;
import dev.secateur.engine.op.NonMaxSuppression;
import dev.secateur.engine.op.NonZero;
import dev.secateur.engine.op.OneHot;
import dev.secateur.engine.op.Op;
import dev.secateur.engine.op.Opaque;
import dev.secateur.engine.op.Parametric;
import dev.secateur.engine.op.QuantizeLinear;
import dev.secateur.engine.op.Range;
import dev.secateur.engine.op.Recurrent;
import dev.secateur.engine.op.RoiAlign;
import dev.secateur.engine.op.ScatterElements;
import dev.secateur.engine.op.ScatterNd;
import dev.secateur.engine.op.SpaceToDepth;
import dev.secateur.engine.op.Tile;
import dev.secateur.engine.op.TopK;
import dev.secateur.engine.op.Trilu;
import dev.secateur.engine.op.Variadic;
import dev.secateur.engine.op.Where;

/// How operators run on LibTorch, by class. Every operator has a rule or an excuse.
public final class AutogradRules {

    private static final List<Class<? extends Op>> UNWRITTEN = List.of(ArgReduce.class, BitShift.class, Compress.class,
            CumSum.class, DepthToSpace.class,
            DequantizeLinear.class, DynamicQuantizeLinear.class, Einsum.class, GatherElements.class,
            GatherNd.class, Gelu.class, GridSample.class, GroupNormalization.class, Hardmax.class,
            InstanceNormalization.class, IsInfinite.class, LayerNormalization.class, LocalResponse.class,
            LogSoftmax.class, LpNormalization.class, MeanVarianceNormalization.class, Modulo.class,
            NonMaxSuppression.class, NonZero.class, OneHot.class, Parametric.class, QuantizeLinear.class,
            Range.class, Recurrent.class, RoiAlign.class, ScatterElements.class, ScatterNd.class,
            SpaceToDepth.class, Tile.class, TopK.class, Trilu.class, Variadic.class, Where.class);
    private static final Map<Class<? extends Op>, AutogradRule<?>> RULES = rules();
    private static final Map<Class<? extends Op>, String> EXCUSED = excuses();

    private AutogradRules() {}

    private static Map<Class<? extends Op>, AutogradRule<?>> rules() {
        RuleTable table = new RuleTable();
        LinearRules.addTo(table);
        ConvolutionRules.addTo(table);
        NormRules.addTo(table);
        PoolingRules.addTo(table);
        ElementRules.addTo(table);
        ActivationRules.addTo(table);
        ReductionRules.addTo(table);
        LayoutRules.addTo(table);
        PartRules.addTo(table);
        return table.rules();
    }

    private static Map<Class<? extends Op>, String> excuses() {
        Map<Class<? extends Op>, String> excuses = new HashMap<>();
        excuses.put(Opaque.class, "the program does not know what it computes");
        UNWRITTEN.forEach(op -> excuses.put(op, "its computation on LibTorch has not been written yet"));
        return Map.copyOf(excuses);
    }

    /// True if the operator runs on LibTorch.
    public static boolean covers(Class<? extends Op> op) {
        return RULES.containsKey(op);
    }

    /// Operators without a rule, each with the reason.
    public static Map<Class<? extends Op>, String> excused() {
        return EXCUSED;
    }

    /// Why a node cannot run; empty if it can.
    static Optional<String> refusal(Node node) {
        return Optional.ofNullable(EXCUSED.get(node.op().getClass())).map(
                reason -> "the operator " + node.op().type() + " cannot be trained through: " + reason);
    }

    static @Nullable AutogradRule<?> find(Op op) {
        return RULES.get(op.getClass());
    }
}
