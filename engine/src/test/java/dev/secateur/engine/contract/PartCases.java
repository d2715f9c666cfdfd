package dev.secateur.engine.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.secateur.engine.op.Attribute;
import dev.secateur.engine.op.Concat;
import dev.secateur.engine.op.Gather;
import dev.secateur.engine.op.Pad;
import dev.secateur.engine.op.Resize;
import dev.secateur.engine.op.Slice;
import dev.secateur.engine.op.Split;
import dev.secateur.engine.tensor.Tensor;

import static dev.secateur.engine.contract.OpCase.constant;
import static dev.secateur.engine.contract.OpCase.data;
import static dev.secateur.engine.contract.OpCase.liveLongs;
import static dev.secateur.engine.contract.OpCase.longs;
import static dev.secateur.engine.contract.OpCase.none;
import static dev.secateur.engine.contract.OpCase.weight;

/// Joining, cutting, picking, padding, resizing.
final class PartCases {

    private static final long FAR = Integer.MAX_VALUE;

    private PartCases() {}

    static List<OpCase> all() {
        List<OpCase> cases = new ArrayList<>();
        slices(cases);
        parts(cases);
        pads(cases);
        resizes(cases);
        return cases;
    }

    private static void slices(List<OpCase> cases) {
        Slice op = new Slice(null, null, null);
        cases.add(OpCase.of("leading axes", op, data(5, 6, 7), longs(1, 0), longs(3, 4)).mayStayOpen());
        cases.add(OpCase.of("to the end", op, data(5, 6), longs(2), longs(FAR), longs(1)));
        cases.add(OpCase.of("to the very end", op, data(5, 6), longs(0), longs(Long.MAX_VALUE), longs(-1)));
        cases.add(OpCase.of("every other", op, data(1, 2, 7, 8), longs(0, 1), longs(FAR, FAR), longs(2, 3),
                longs(2, 2)));
        cases.add(OpCase.of("without the last", op, data(5, 6), longs(0), longs(-1), longs(1)));
        cases.add(OpCase.of("the last three", op, data(5, 6), longs(-3), longs(FAR), longs(1)));
        cases.add(OpCase.of("beyond the end", op, data(5, 6), longs(3), longs(99), longs(0)).mayStayOpen());
        cases.add(OpCase.of("nothing", op, data(5, 6), longs(4), longs(2), longs(0)).mayStayOpen());
        cases.add(OpCase.of("starts beyond the end", op, data(5, 6), longs(9), longs(12), longs(0)).mayStayOpen());
        cases.add(OpCase.of("reversed", op, data(5, 6), longs(-1), longs(-FAR), longs(1), longs(-1)));
        cases.add(OpCase.of("reversed by 2 from the middle", op, data(5, 6), longs(3), longs(-99), longs(1),
                longs(-2)).mayStayOpen());
        cases.add(OpCase.of("reversed down to 1", op, data(9), longs(7), longs(1), longs(0), longs(-3))
                .mayStayOpen());
        cases.add(OpCase.of("of an empty axis", op, data(0, 6), longs(0), longs(3), longs(0)).mayStayOpen());
        cases.add(OpCase.of("told at run time", op, data(5, 6), liveLongs(1), liveLongs(3)).mayStayOpen());
        cases.add(OpCase.of("attributes", new Slice(List.of(1L, 0L), List.of(3L, -1L), List.of(0L, 1L)), data(5, 6))
                .opset(9).mayStayOpen());
    }

    private static void parts(List<OpCase> cases) {
        cases.add(OpCase.of("along 1", new Concat(1), data(2, 3), weight(2, 4), weight(2, 1)));
        cases.add(OpCase.of("along -1", new Concat(-1), data(2, 3), data(2, 4)).mayStayOpen());
        cases.add(OpCase.of("of one", new Concat(0), data(2, 3)));
        cases.add(OpCase.of("with an empty one", new Concat(0), data(0, 3), data(2, 3)));
        cases.add(OpCase.of("halves", new Split(1, null, null), data(2, 6)).outputs(2));
        cases.add(OpCase.of("stated", new Split(-1, null, null), weight(2, 6), longs(1, 5)).outputs(2));
        cases.add(OpCase.of("attribute", new Split(0, List.of(2L, 1L), null), weight(3, 4)).opset(11).outputs(2));
        cases.add(OpCase.of("halves of an old opset", new Split(0, null, null), data(4, 3)).opset(11).outputs(2));
        cases.add(OpCase.of("uneven", new Split(0, null, 3), weight(7, 2)).opset(18).outputs(3));
        cases.add(OpCase.of("even", new Split(0, null, 3), data(6, 2)).opset(18).outputs(3));
        cases.add(OpCase.of("told at run time", new Split(0, null, null), data(6, 2), liveLongs(2, 4)).outputs(2)
                .mayStayOpen());
        cases.add(OpCase.of("row", new Gather(0), data(5, 6), constant(Tensor.of(new long[]{2}))));
        cases.add(OpCase.of("scalar of a vector", new Gather(0), data(5), constant(Tensor.of(new long[]{-1}))));
        cases.add(OpCase.of("columns", new Gather(1), data(5, 6), longs(0, 5, -1)));
        cases.add(OpCase.of("matrix of indices", new Gather(-1), data(5, 6),
                constant(Tensor.of(new long[]{0, 1, 2, 3}, 2, 2))));
        cases.add(OpCase.of("told at run time", new Gather(0), weight(5, 6), liveLongs(0, 3, 4)));
    }

    private static void pads(List<OpCase> cases) {
        Pad op = new Pad("constant", null, null);
        cases.add(OpCase.of("all axes", op, data(2, 3), longs(1, 0, 2, 3)));
        cases.add(OpCase.of("cropping", op, data(5, 6), longs(-1, 0, 2, -3)));
        cases.add(OpCase.of("with a value", op, data(2, 3), longs(0, 0, 0, 1), constant(Tensor.scalar(1))));
        cases.add(OpCase.of("of named axes", op, data(2, 3, 4), longs(1, 2), none(), longs(-1)).opset(18));
        cases.add(OpCase.of("reflecting", new Pad("reflect", null, null), data(1, 4, 5), longs(0, 1, 2, 0, 3, 1)));
        cases.add(OpCase.of("edge", new Pad("edge", null, null), data(4, 5), longs(1, 2, 1, 2)));
        cases.add(OpCase.of("attributes", new Pad("constant", List.of(0L, 1L, 2L, 0L), 0f), data(2, 3)).opset(10));
        cases.add(OpCase.of("told at run time", op, data(2, 3), liveLongs(1, 0, 2, 3)).mayStayOpen());
    }

    private static void resizes(List<OpCase> cases) {
        Map<String, Attribute> nearest = Map.of("mode", new Attribute.TextValue("nearest"));
        Map<String, Attribute> linear = Map.of("mode", new Attribute.TextValue("linear"),
                "coordinate_transformation_mode", new Attribute.TextValue("align_corners"));
        Resize op = new Resize(nearest, false);
        for (float scale : new float[]{2, 3, 0.5f, 0.25f, 1.5f, 0.6f, 1.3333334f, 2.9999999f}) {
            cases.add(OpCase.of("by " + scale, op, data(1, 2, 9, 10), none(), scales(1, 1, scale, scale))
                    .mayStayOpen());
        }
        cases.add(OpCase.of("by whole factors", op, data(1, 2, 9, 10), none(), scales(1, 1, 2, 4)));
        cases.add(OpCase.of("to sizes", new Resize(linear, false), data(1, 2, 9, 10), none(), none(),
                longs(1, 2, 5, 20)));
        cases.add(OpCase.of("by scales of opset 10", op, data(1, 2, 9, 10), scales(1, 1, 2, 2)).opset(10));
        cases.add(OpCase.of("by scales of opset 9", new Resize(nearest, true), data(1, 2, 9, 10),
                scales(1, 1, 2, 2)).opset(9));
        cases.add(OpCase.of("by scales of opset 7",
                new Resize(Map.of("mode", new Attribute.TextValue("nearest"), "scales",
                        new Attribute.FloatList(List.of(1f, 1f, 2f, 2f))), true),
                data(1, 2, 9, 10)).opset(7));
        Attribute axes = new Attribute.IntList(List.of(2L, 3L));
        cases.add(OpCase.of("of named axes", new Resize(Map.of("mode", new Attribute.TextValue("nearest"), "axes",
                axes), false), data(1, 2, 9, 10), none(), none(), longs(5, 20)).opset(18));
        for (String policy : List.of("not_larger", "not_smaller", "stretch")) {
            cases.add(OpCase.of(policy, new Resize(Map.of("mode", new Attribute.TextValue("nearest"), "axes", axes,
                    "keep_aspect_ratio_policy", new Attribute.TextValue(policy)), false), data(1, 2, 9, 10), none(),
                    none(), longs(5, 21)).opset(18).mayStayOpen());
        }
        cases.add(OpCase.of("told at run time", op, data(1, 2, 9, 10), none(), none(), liveLongs(1, 2, 5, 20))
                .mayStayOpen());
    }

    private static OpCase.Operand scales(float... scales) {
        return constant(Tensor.of(scales, scales.length));
    }
}
