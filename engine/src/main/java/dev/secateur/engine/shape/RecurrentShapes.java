package dev.secateur.engine.shape;

import java.util.List;

import dev.secateur.engine.op.Recurrent;

/// Recurrent layers.
final class RecurrentShapes {

    private RecurrentShapes() {}

    static void register(ShapeTable table) {
        table.shape(Recurrent.class, RecurrentShapes::recurrent);
    }

    /// Results: all hidden states, the last hidden state, and for LSTM the last cell state.
    private static void recurrent(Recurrent op, Site site) {
        List<Extent> data = site.dims(0);
        if (data != null && data.size() != 3) {
            site.conflict("its data is " + Fact.display(data) + " and has not the axes time, batch and feature");
            return;
        }
        if (!weightFits(op, data == null ? Extent.UNKNOWN : data.get(2), site)) {
            return;
        }
        Extent steps = data == null ? Extent.UNKNOWN : data.get(op.batchFirst() ? 1 : 0);
        Extent batch = data == null ? Extent.UNKNOWN : data.get(op.batchFirst() ? 0 : 1);
        Extent directions = Extent.of(op.directions());
        Extent hidden = Extent.of(op.hidden());
        List<Extent> last = op.batchFirst() ? List.of(batch, directions, hidden) : List.of(directions, batch, hidden);
        site.give(0, site.dtype(0), op.batchFirst()
                ? List.of(batch, steps, directions, hidden)
                : List.of(steps, directions, batch, hidden));
        site.give(1, site.dtype(0), last);
        site.give(2, site.dtype(0), last);
    }

    private static boolean weightFits(Recurrent op, Extent features, Site site) {
        List<Extent> expected = List.of(Extent.of(op.directions()), Extent.of((long) op.kind().gates() * op.hidden()),
                features);
        List<Extent> weight = site.dims(1);
        boolean fits = weight == null || weight.size() == 3;
        for (int i = 0; fits && weight != null && i < 3; i++) {
            fits = Broadcast.unify(weight.get(i), expected.get(i)) != null;
        }
        if (!fits && weight != null) {
            site.conflict("its weight is " + Fact.display(weight) + " and it needs " + Fact.display(expected));
        }
        return fits;
    }
}
