package dev.secateur.engine.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.secateur.engine.op.Attribute;
import dev.secateur.engine.op.DepthToSpace;
import dev.secateur.engine.op.GridSample;
import dev.secateur.engine.op.Recurrent;
import dev.secateur.engine.op.RoiAlign;
import dev.secateur.engine.op.SpaceToDepth;
import dev.secateur.engine.tensor.DType;

import static dev.secateur.engine.contract.OpCase.constant;
import static dev.secateur.engine.contract.OpCase.data;
import static dev.secateur.engine.contract.OpCase.none;
import static dev.secateur.engine.contract.OpCase.weight;

/// Operators that move or sample pixels, and recurrent layers.
final class SpatialCases {

    private SpatialCases() {}

    static List<OpCase> all() {
        List<OpCase> cases = new ArrayList<>();
        pixels(cases);
        recurrent(cases);
        return cases;
    }

    private static void pixels(List<OpCase> cases) {
        cases.add(OpCase.of("depth first", new DepthToSpace(2, false), data(2, 8, 3, 4)));
        cases.add(OpCase.of("column first", new DepthToSpace(2, true), data(2, 8, 3, 4)));
        cases.add(OpCase.of("of an older opset", new DepthToSpace(3, false), data(1, 9, 2, 2)).opset(9));
        cases.add(OpCase.of("of blocks", new SpaceToDepth(2), data(2, 3, 4, 6)));
        OpCase.Operand where = constant(Samples.zeros(DType.INT64, 5));
        cases.add(OpCase.of("means", new RoiAlign(false, 2, 3, 2, 1, true), data(2, 3, 8, 8), weight(5, 4), where));
        cases.add(OpCase.of("maxima", new RoiAlign(true, 1, 1, 0, 0.5f, false), data(2, 3, 8, 8), weight(5, 4),
                where));
        cases.add(OpCase.of("of an older opset", new RoiAlign(false, 2, 2, 0, 1, false), data(2, 3, 8, 8),
                weight(5, 4), where).opset(11));
        cases.add(OpCase.of("linear", new GridSample("linear", "zeros", true), data(2, 3, 8, 8), weight(2, 4, 5, 2)));
        cases.add(OpCase.of("cubic of a later opset", new GridSample("cubic", "border", false), data(2, 3, 8, 8),
                weight(2, 4, 5, 2)).opset(20));
    }

    private static void recurrent(List<OpCase> cases) {
        Map<String, Attribute> both = Map.of("direction", new Attribute.TextValue("bidirectional"));
        for (Recurrent.Kind kind : Recurrent.Kind.values()) {
            int rows = 4 * kind.gates();
            int results = kind == Recurrent.Kind.LSTM ? 3 : 2;
            cases.add(OpCase.of("of one direction", new Recurrent(kind, 4, false, Map.of()), data(5, 2, 3),
                    weight(1, rows, 3), weight(1, rows, 4)).outputs(results));
            cases.add(OpCase.of("of two directions", new Recurrent(kind, 4, false, both), data(5, 2, 3),
                    weight(2, rows, 3), weight(2, rows, 4), weight(2, 2L * rows)).outputs(results));
            cases.add(OpCase.of("with a first state", new Recurrent(kind, 4, false, Map.of()), data(5, 2, 3),
                    weight(1, rows, 3), weight(1, rows, 4), weight(1, 2L * rows), none(), weight(1, 2, 4))
                    .opset(9).outputs(results).mayStayOpen());
        }
    }
}
