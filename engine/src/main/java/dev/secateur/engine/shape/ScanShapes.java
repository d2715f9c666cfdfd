package dev.secateur.engine.shape;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.graph.Body;
import dev.secateur.engine.op.Attribute;
import dev.secateur.engine.op.Opaque;

/// `Scan`: a sub-graph that runs once for every slice of its inputs along an axis.
final class ScanShapes {

    private ScanShapes() {}

    /// Extents of a scan, in the form of operator set 9 and later.
    static void infer(Opaque op, Site site) {
        Body body = BodyShapes.body("body", site);
        int slices = op.attributes().get("num_scan_inputs") instanceof Attribute.IntValue(long count)
                ? (int) Math.min(count, Integer.MAX_VALUE)
                : 0;
        int states = site.inputCount() - slices;
        if (body == null || slices < 1 || states < 0 || body.formal() != site.inputCount()) {
            return;
        }
        List<Fact> before = new ArrayList<>();
        for (int i = 0; i < states; i++) {
            before.add(new Fact(site.dtype(i), site.dims(i), null));
        }
        List<Fact> sliced = new ArrayList<>();
        Extent length = Extent.UNKNOWN;
        for (int i = 0; i < slices; i++) {
            List<Extent> dims = site.dims(states + i);
            List<Extent> slice = null;
            int axis = dims == null ? 0 : axis(op, "scan_input_axes", i, dims.size());
            if (dims != null && axis >= 0 && axis < dims.size()) {
                length = length.isNumber() ? length : dims.get(axis);
                slice = without(dims, axis);
            }
            sliced.add(new Fact(site.dtype(states + i), slice, null));
        }
        List<Fact> after = settle(body, before, sliced, site);
        for (int i = 0; i < states; i++) {
            site.give(i, before.get(i));
        }
        for (int i = states; i < after.size(); i++) {
            Fact one = after.get(i);
            site.give(i, one.dtype(), joined(op, i - states, one.dims(), length));
        }
    }

    /// Runs the sub-graph until states change no extent any more, which each further round can only make unknown.
    private static List<Fact> settle(Body body, List<Fact> states, List<Fact> sliced, Site site) {
        List<Fact> after = enter(body, states, sliced, site);
        for (int round = 0; round <= states.size() && after.size() >= states.size(); round++) {
            List<Fact> merged = new ArrayList<>();
            for (int i = 0; i < states.size(); i++) {
                merged.add(BodyShapes.common(states.get(i), new Fact(after.get(i).dtype(), after.get(i).dims(), null)));
            }
            if (merged.equals(states)) {
                break;
            }
            Collections.copy(states, merged);
            after = enter(body, states, sliced, site);
        }
        return after;
    }

    private static List<Fact> enter(Body body, List<Fact> states, List<Fact> sliced, Site site) {
        List<Fact> formal = new ArrayList<>(states);
        formal.addAll(sliced);
        return site.enter(body, formal);
    }

    private static int axis(Opaque op, String name, int index, int rank) {
        long axis = op.attributes().get(name) instanceof Attribute.IntList(List<Long> axes) && index < axes.size()
                ? axes.get(index)
                : 0;
        return (int) (axis < 0 ? axis + rank : axis);
    }

    private static List<Extent> without(List<Extent> dims, int axis) {
        List<Extent> rest = new ArrayList<>(dims);
        rest.remove(axis);
        return rest;
    }

    private static @Nullable List<Extent> joined(Opaque op, int output, @Nullable List<Extent> one, Extent length) {
        int axis = one == null ? -1 : axis(op, "scan_output_axes", output, one.size() + 1);
        if (one == null || axis < 0 || axis > one.size()) {
            return null;
        }
        List<Extent> dims = new ArrayList<>(one);
        dims.add(axis, length);
        return dims;
    }
}
