package dev.secateur.engine.shape;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.op.Attribute;
import dev.secateur.engine.op.Opaque;
import dev.secateur.engine.tensor.DType;

/// Operators that have no record of their own, but whose extents are plain, so that what stands behind them does not stay open.
/// They are counted as unknown all the same.
final class OpaqueShapes {

    /// Result and first operand have one type and the same extents.
    private static final Set<String> SAME = Set.of("BitwiseNot", "Celu", "CumSum", "Gelu", "GroupNormalization",
            "Hardmax",
            "InstanceNormalization", "LRN", "LayerNormalization", "LogSoftmax", "LpNormalization",
            "MeanVarianceNormalization", "Selu", "Shrink", "Swish", "ThresholdedRelu", "Trilu");
    /// Any number of operands of one type, broadcast (since opset 8).
    private static final Set<String> BROADCAST = Set.of("Max", "Mean", "Min", "Mod", "Sum");

    private static final Map<String, ShapeRule<Opaque>> RULES = Map.of("Where", OpaqueShapes::where, "LSTM",
            OpaqueShapes::recurrent, "GRU", OpaqueShapes::recurrent, "RNN", OpaqueShapes::recurrent, "QuantizeLinear",
            OpaqueShapes::quantised, "DequantizeLinear", (op, site) -> site.give(0, site.dtype(1), site.dims(0)));

    private OpaqueShapes() {}

    static void register(ShapeTable table) {
        table.shape(Opaque.class, OpaqueShapes::infer);
        table.elements(Opaque.class, OpaqueShapes::elements);
    }

    private static void infer(Opaque op, Site site) {
        if (!op.domain().isEmpty() && !op.domain().equals("ai.onnx")) {
            return;
        }
        ShapeRule<Opaque> rule = RULES.get(op.type());
        if (rule != null) {
            rule.infer(op, site);
        } else if (SAME.contains(op.type())) {
            site.give(0, site.dtype(0), site.dims(0));
        } else if (BROADCAST.contains(op.type()) && site.opset() >= 8) {
            broadcast(site, 0);
        }
    }

    private static void broadcast(Site site, int first) {
        List<Extent> dims = site.dims(first);
        for (int i = first + 1; i < site.inputCount(); i++) {
            dims = Broadcast.of(dims, site.dims(i), site);
        }
        site.give(0, site.dtype(first), dims);
    }

    private static void where(Opaque op, Site site) {
        List<Extent> values = Broadcast.of(site.dims(1), site.dims(2), site);
        site.give(0, site.dtype(1), Broadcast.of(site.dims(0), values, site));
    }

    private static void quantised(Opaque op, Site site) {
        boolean stated = op.attributes().containsKey("output_dtype");
        DType zeroPoint = site.has(2) ? site.dtype(2) : DType.UINT8;
        site.give(0, stated ? null : zeroPoint, site.dims(0));
    }

    /// Results: all hidden states, the last hidden state, and for LSTM the last cell state.
    private static void recurrent(Opaque op, Site site) {
        List<Extent> data = site.dims(0);
        List<Extent> recurrence = site.dims(2);
        if (data == null || data.size() != 3 || recurrence == null || recurrence.size() != 3) {
            return;
        }
        boolean batchFirst = op.attributes().get("layout") instanceof Attribute.IntValue(long layout) && layout == 1;
        Extent steps = data.get(batchFirst ? 1 : 0);
        Extent batch = data.get(batchFirst ? 0 : 1);
        Extent directions = recurrence.get(0);
        Extent hidden = recurrence.get(2);
        List<Extent> last = batchFirst ? List.of(batch, directions, hidden) : List.of(directions, batch, hidden);
        site.give(0, site.dtype(0), batchFirst
                ? List.of(batch, steps, directions, hidden)
                : List.of(steps, directions, batch, hidden));
        site.give(1, site.dtype(0), last);
        site.give(2, site.dtype(0), last);
    }

    private static void elements(Opaque op, Site site) {
        List<Extent> dims = site.result(0).dims();
        if (!op.type().equals("Where") || dims == null) {
            return;
        }
        List<Extent> condition = spread(site, 0, dims);
        List<Extent> yes = spread(site, 1, dims);
        List<Extent> no = spread(site, 2, dims);
        if (condition == null || yes == null || no == null) {
            return;
        }
        List<Extent> chosen = new ArrayList<>();
        for (int i = 0; i < condition.size(); i++) {
            chosen.add(chosen(condition.get(i), yes.get(i), no.get(i)));
        }
        site.follow(0, chosen);
    }

    private static Extent chosen(Extent condition, Extent yes, Extent no) {
        if (!condition.isNumber()) {
            return yes.isSame(no) ? yes : Extent.UNKNOWN;
        }
        return condition.is(0) ? no : yes;
    }

    private static @Nullable List<Extent> spread(Site site, int operand, List<Extent> dims) {
        List<Extent> elements = site.integers(operand);
        List<Extent> own = site.dims(operand);
        if (elements == null || own == null) {
            return null;
        }
        List<Extent> spread = new ArrayList<>();
        for (int source : Broadcast.sources(own, dims)) {
            spread.add(elements.get(source));
        }
        return spread;
    }
}
