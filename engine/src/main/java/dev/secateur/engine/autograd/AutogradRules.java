package dev.secateur.engine.autograd;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.graph.Node;
import dev.secateur.engine.op.BitShift;
import dev.secateur.engine.op.DynamicQuantizeLinear;
import dev.secateur.engine.op.IntegerConv;
import dev.secateur.engine.op.IntegerMatMul;
import dev.secateur.engine.op.NonMaxSuppression;
import dev.secateur.engine.op.Op;
import dev.secateur.engine.op.Opaque;
import dev.secateur.engine.op.Recurrent;
import dev.secateur.engine.op.RoiAlign;

/// How operators run on LibTorch, by class. Every operator has a rule or an excuse.
public final class AutogradRules {

    private static final String INTEGERS = "products of quantised integers are run by ONNX Runtime only, and have no gradient";
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
        IndexRules.addTo(table);
        SpatialRules.addTo(table);
        ResizeRule.addTo(table);
        QuantisationRules.addTo(table);
        return table.rules();
    }

    private static Map<Class<? extends Op>, String> excuses() {
        Map<Class<? extends Op>, String> excuses = new HashMap<>();
        excuses.put(Opaque.class, "the program does not know what it computes");
        excuses.put(Recurrent.class, "recurrent layers are run by ONNX Runtime only");
        excuses.put(NonMaxSuppression.class, "choosing boxes is run by ONNX Runtime only, and has no gradient");
        excuses.put(RoiAlign.class, "sampling regions is run by ONNX Runtime only");
        excuses.put(DynamicQuantizeLinear.class, "quantising by the data at hand is run by ONNX Runtime only");
        excuses.put(BitShift.class, "shifting bits is run by ONNX Runtime only, and has no gradient");
        excuses.put(IntegerConv.class, INTEGERS);
        excuses.put(IntegerMatMul.class, INTEGERS);
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
