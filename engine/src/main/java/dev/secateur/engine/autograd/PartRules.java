package dev.secateur.engine.autograd;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

import dev.secateur.engine.op.Gather;
import dev.secateur.engine.op.Pad;
import dev.secateur.engine.op.Slice;
import dev.secateur.engine.op.Split;

/// Parts of tensors, and borders around them.
final class PartRules {

    private PartRules() {}

    static void addTo(RuleTable table) {
        table.put(Gather.class, PartRules::gather, RuleTable.operands(Map.of(0, ParameterKind.EMBEDDING)));
        table.put(Slice.class, PartRules::slice);
        table.many(Split.class, PartRules::split, AutogradRule::none);
        table.put(Pad.class, PartRules::pad);
    }

    /// The extents of the indices stand where the axis was.
    private static Tensor gather(Gather op, Site site) {
        Tensor data = site.input(0);
        int rank = (int) data.dim();
        int axis = Site.axis(op.axis(), rank);
        Tensor indices = site.input(1).to(torch.ScalarType.Long);
        Tensor flat = indices.reshape(-1);
        Tensor counted = torch.where(flat.lt(new Scalar(0L)), flat.add(new Scalar(data.size(axis))), flat);
        Tensor picked = data.index_select(axis, counted);
        if (indices.dim() == 1) {
            return picked;
        }
        long[] dims = new long[rank - 1 + (int) indices.dim()];
        for (int i = 0; i < dims.length; i++) {
            boolean before = i < axis;
            boolean inside = i < axis + indices.dim();
            dims[i] = before ? data.size(i) : inside ? indices.size(i - axis) : data.size(i - (int) indices.dim() + 1);
        }
        return picked.reshape(dims);
    }

    private static Tensor slice(Slice op, Site site) {
        Tensor result = site.input(0);
        int rank = (int) result.dim();
        long[] starts = required(site.longsOr(1, op.starts()), "starts");
        long[] ends = required(site.longsOr(2, op.ends()), "ends");
        long[] axes = site.longsOr(3, op.axes());
        long[] steps = site.has(4) ? site.longs(4) : null;
        for (int i = 0; i < starts.length; i++) {
            int axis = axes == null ? i : Site.axis(axes[i], rank);
            result = slice(result, axis, starts[i], ends[i], steps == null ? 1 : steps[i]);
        }
        return result;
    }

    private static long[] required(long @Nullable [] values, String what) {
        if (values == null) {
            throw new IllegalStateException("a slice without " + what);
        }
        return values;
    }

    /// Limits that lie beyond the extent are moved to it, as the specification has it.
    private static Tensor slice(Tensor x, int axis, long start, long end, long step) {
        long extent = x.size(axis);
        if (step > 0) {
            long from = Math.clamp(start < 0 ? start + extent : start, 0, extent);
            long to = Math.clamp(end < 0 ? end + extent : end, from, extent);
            return x.slice(axis, new LongOptional(from),
                    new LongOptional(to), step);
        }
        long from = Math.clamp(start < 0 ? start + extent : start, -1, extent - 1);
        long to = end < 0 ? Math.max(-1, end + extent) : Math.min(end, extent - 1);
        List<Long> picked = new ArrayList<>();
        for (long i = from; i > to; i += step) {
            picked.add(i);
        }
        long[] indices = picked.stream().mapToLong(Long::longValue).toArray();
        return x.index_select(axis, Var.of(indices, indices.length).raw());
    }

    private static List<Tensor> split(Split op, Site site) {
        Tensor x = site.input(0);
        int axis = Site.axis(op.axis(), (int) x.dim());
        long[] given = site.longsOr(1, op.split());
        int parts = site.node().outputs().size();
        long[] sizes = new long[parts];
        long size = Math.ceilDiv(x.size(axis), (long) parts);
        Arrays.setAll(sizes, i -> given != null ? given[i] : Math.min(size, x.size(axis) - i * size));
        List<Tensor> results = new ArrayList<>();
        long from = 0;
        for (long extent : sizes) {
            results.add(x.narrow(axis, from, extent));
            from += extent;
        }
        return results;
    }

    private static Tensor pad(Pad op, Site site) {
        Tensor x = site.input(0);
        int rank = (int) x.dim();
        long[] given = required(site.longsOr(1, op.pads()), "pads");
        long[] axes = site.has(3) ? site.longs(3) : LongStream.range(0, rank).toArray();
        long[] pads = new long[2 * rank];
        for (int i = 0; i < axes.length; i++) {
            int axis = Site.axis(axes[i], rank);
            pads[2 * (rank - 1 - axis)] = given[i];
            pads[2 * (rank - 1 - axis) + 1] = given[i + axes.length];
        }
        if (op.mode().equals("constant")) {
            double value = op.value() != null ? op.value() : site.has(2) ? site.doubles(2)[0] : 0;
            return torch.constant_pad_nd(x, pads, new Scalar(value));
        }
        return byIndex(x, pads, op.mode());
    }

    /// Reflected, repeated or wrapped borders: the index that each row of the result comes from, axis by axis.
    private static Tensor byIndex(Tensor x, long[] pads, String mode) {
        Tensor result = x;
        int rank = (int) x.dim();
        for (int axis = 0; axis < rank; axis++) {
            long begin = pads[2 * (rank - 1 - axis)];
            long end = pads[2 * (rank - 1 - axis) + 1];
            if (begin != 0 || end != 0) {
                long extent = x.size(axis);
                long[] from = new long[(int) (begin + extent + end)];
                Arrays.setAll(from, i -> source(i - begin, extent, mode));
                result = result.index_select(axis, Var.of(from, from.length).raw());
            }
        }
        return result;
    }

    private static long source(long index, long extent, String mode) {
        return switch (mode) {
            case "edge" -> Math.clamp(index, 0, extent - 1);
            case "wrap" -> Math.floorMod(index, extent);
            default -> {
                long period = Math.max(1, 2 * (extent - 1));
                long place = Math.floorMod(index, period);
                yield Math.min(place, period - place);
            }
        };
    }
}
