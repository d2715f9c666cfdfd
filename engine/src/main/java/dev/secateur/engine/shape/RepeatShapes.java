package dev.secateur.engine.shape;

import java.util.ArrayList;
import java.util.List;

import dev.secateur.engine.op.Range;
import dev.secateur.engine.op.Tile;
import dev.secateur.engine.tensor.Tensor;

/// Tensors that are made by counting or repeating.
final class RepeatShapes {

    private RepeatShapes() {}

    static void register(ShapeTable table) {
        table.shape(Range.class, RepeatShapes::range).shape(Tile.class, RepeatShapes::tile);
        table.elements(Range.class, RepeatShapes::counted);
        table.elements(Tile.class, RepeatShapes::repeated);
    }

    private static void range(Range op, Site site) {
        site.give(0, site.dtype(0), List.of(length(site)));
    }

    private static Extent length(Site site) {
        List<Extent> start = site.integers(0);
        List<Extent> limit = site.integers(1);
        List<Long> step = site.numbers(2);
        if (start != null && limit != null && step != null && step.size() == 1 && start.size() == 1
                && limit.size() == 1) {
            return steps(start.getFirst(), limit.getFirst(), step.getFirst(), site);
        }
        return realLength(site);
    }

    private static Extent steps(Extent start, Extent limit, long step, Site site) {
        if (step == 0) {
            site.conflict("it counts in steps of 0");
            return Extent.UNKNOWN;
        }
        Extent distance = step > 0 ? limit.minus(start) : start.minus(limit);
        if (distance.isNumber()) {
            return Extent.of(Math.max(0, Math.ceilDiv(distance.number(), Math.abs(step))));
        }
        // A symbolic range is taken to run forwards, as with exporters' ranges from 0 to an extent.
        return distance.isUnknown() ? site.found(0) : distance.ceilOver(Math.abs(step));
    }

    private static Extent realLength(Site site) {
        List<Tensor> bounds = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            site.constant(i).filter(t -> t.dtype().isFloating() && t.elements() == 1).ifPresent(bounds::add);
        }
        if (bounds.size() < 3) {
            return site.found(0);
        }
        double[] numbers = bounds.stream().mapToDouble(t -> t.toFloats()[0]).toArray();
        double count = Math.ceil((numbers[1] - numbers[0]) / numbers[2]);
        return count <= Integer.MAX_VALUE ? Extent.of((long) Math.max(0, count)) : site.found(0);
    }

    private static void counted(Range op, Site site) {
        List<Extent> start = site.integers(0);
        List<Long> step = site.numbers(2);
        List<Extent> dims = site.result(0).dims();
        if (start == null || step == null || dims == null) {
            return;
        }
        List<Extent> numbers = new ArrayList<>();
        for (long i = 0; i < dims.getFirst().number(); i++) {
            numbers.add(start.getFirst().plus(step.getFirst() * i));
        }
        site.follow(0, numbers);
    }

    private static void tile(Tile op, Site site) {
        List<Extent> data = site.dims(0);
        List<Extent> repeats = site.integers(1);
        if (data == null || repeats == null) {
            site.give(0, site.dtype(0), data == null ? null : Broadcast.unknown(data.size()));
            return;
        }
        if (repeats.size() != data.size()) {
            site.conflict("it repeats " + repeats.size() + " axes and its data is " + Fact.display(data));
            return;
        }
        List<Extent> dims = new ArrayList<>();
        for (int i = 0; i < data.size(); i++) {
            dims.add(data.get(i).times(repeats.get(i)));
        }
        site.give(0, site.dtype(0), dims);
    }

    private static void repeated(Tile op, Site site) {
        List<Extent> elements = site.integers(0);
        List<Extent> data = site.dims(0);
        List<Extent> dims = site.result(0).dims();
        if (elements == null || data == null || dims == null) {
            return;
        }
        int[] strides = Broadcast.strides(data);
        int count = (int) Extent.product(dims).number();
        List<Extent> repeated = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int from = 0;
            for (int axis = dims.size() - 1, rest = i; axis >= 0; axis--) {
                from += (int) (rest % dims.get(axis).number() % data.get(axis).number()) * strides[axis];
                rest /= (int) dims.get(axis).number();
            }
            repeated.add(elements.get(from));
        }
        site.follow(0, repeated);
    }
}
