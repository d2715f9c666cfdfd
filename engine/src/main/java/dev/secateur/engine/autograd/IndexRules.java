package dev.secateur.engine.autograd;

import java.util.Arrays;
import java.util.List;

import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.T_TensorTensor_T;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

import dev.secateur.engine.op.ArgReduce;
import dev.secateur.engine.op.Compress;
import dev.secateur.engine.op.CumSum;
import dev.secateur.engine.op.GatherElements;
import dev.secateur.engine.op.GatherNd;
import dev.secateur.engine.op.NonZero;
import dev.secateur.engine.op.OneHot;
import dev.secateur.engine.op.Range;
import dev.secateur.engine.op.ScatterElements;
import dev.secateur.engine.op.ScatterNd;
import dev.secateur.engine.op.Tile;
import dev.secateur.engine.op.TopK;
import dev.secateur.engine.op.Trilu;

/// Picking and replacing by index, and making indices.
final class IndexRules {

    private static final String INDICES = "its result is indices, which have no gradient";

    private IndexRules() {}

    static void addTo(RuleTable table) {
        table.put(GatherElements.class, IndexRules::gatherElements);
        table.put(GatherNd.class, IndexRules::gatherNd);
        table.put(ScatterElements.class, (op, site) -> scatter(site.input(0), Site.axis(op.axis(), site.rank(0)),
                counted(site.input(1), site.input(0).size(Site.axis(op.axis(), site.rank(0)))), site.input(2),
                op.reduction()));
        table.put(ScatterNd.class, IndexRules::scatterNd);
        table.put(Compress.class, IndexRules::compress);
        table.put(CumSum.class, IndexRules::cumSum);
        table.put(Tile.class, (op, site) -> site.input(0).repeat(site.longs(1)));
        table.many(TopK.class, IndexRules::top, AutogradRule::none);
        table.put(Trilu.class, IndexRules::triangle);
        table.put(OneHot.class, IndexRules::oneHot);
        table.blocked(ArgReduce.class, IndexRules::extreme, INDICES);
        table.blocked(NonZero.class, (op, site) -> site.input(0).nonzero().t(), INDICES);
        table.blocked(Range.class, IndexRules::range, "its result is a row of equal steps");
    }

    /// Negative indices count from the end.
    private static Tensor counted(Tensor indices, long extent) {
        Tensor wide = indices.to(torch.ScalarType.Long);
        return torch.where(wide.lt(new Scalar(0L)), wide.add(new Scalar(extent)), wide);
    }

    private static Tensor gatherElements(GatherElements op, Site site) {
        int axis = Site.axis(op.axis(), site.rank(0));
        return site.input(0).gather(axis, counted(site.input(1), site.input(0).size(axis)));
    }

    /// One number for each index tuple: the place in the axes that it runs over, taken as one.
    private static Tensor places(Tensor data, Tensor tuples, int firstAxis) {
        int length = (int) tuples.size(-1);
        Tensor places = torch.zeros_like(tuples.select(-1, 0).to(torch.ScalarType.Long));
        for (int i = 0; i < length; i++) {
            long extent = data.size(firstAxis + i);
            places = places.mul(new Scalar(extent)).add(counted(tuples.select(-1, i), extent));
        }
        return places;
    }

    private static long product(Tensor tensor, int from, int to) {
        long product = 1;
        for (int i = from; i < to; i++) {
            product *= tensor.size(i);
        }
        return product;
    }

    private static Tensor gatherNd(GatherNd op, Site site) {
        Tensor data = site.input(0);
        Tensor tuples = site.input(1);
        int shared = op.batchDims();
        int length = (int) tuples.size(-1);
        int rank = (int) data.dim();
        long batch = product(data, 0, shared);
        long slice = product(data, shared + length, rank);
        Tensor flat = data.reshape(batch, product(data, shared, shared + length), slice);
        Tensor places = places(data, tuples, shared).reshape(batch, -1);
        if (tuples.numel() == 0) {
            places = torch.zeros_like(places.narrow(1, 0, 0));
        }
        Tensor picked = flat.gather(1, places.unsqueeze(-1).expand(batch, places.size(1), slice));
        int outer = (int) tuples.dim() - 1;
        long[] dims = new long[outer + rank - shared - length];
        for (int i = 0; i < dims.length; i++) {
            dims[i] = i < outer ? tuples.size(i) : data.size(i - outer + shared + length);
        }
        return picked.reshape(dims);
    }

    private static Tensor scatterNd(ScatterNd op, Site site) {
        Tensor data = site.input(0);
        Tensor tuples = site.input(1);
        int length = (int) tuples.size(-1);
        long slice = product(data, length, (int) data.dim());
        Tensor flat = data.reshape(product(data, 0, length), slice);
        Tensor places = places(data, tuples, 0).reshape(-1);
        Tensor all = places.unsqueeze(-1).expand(places.size(0), slice);
        return scatter(flat, 0, all, site.input(2).reshape(places.size(0), slice), op.reduction())
                .reshape(Host.dims(data));
    }

    private static Tensor scatter(Tensor data, int axis, Tensor indices, Tensor updates, String reduction) {
        return switch (reduction) {
            case "none" -> data.scatter(axis, indices, updates);
            case "add" -> data.scatter_add(axis, indices, updates);
            case "mul" -> data.scatter_reduce(axis, indices, updates, "prod", true);
            case "max" -> data.scatter_reduce(axis, indices, updates, "amax", true);
            case "min" -> data.scatter_reduce(axis, indices, updates, "amin", true);
            default -> throw new IllegalStateException("an unknown reduction: " + reduction);
        };
    }

    private static Tensor compress(Compress op, Site site) {
        @Nullable
        Integer axis = op.axis();
        Tensor data = axis == null ? site.input(0).reshape(-1) : site.input(0);
        Tensor kept = site.input(1).nonzero().reshape(-1);
        return data.index_select(axis == null ? 0 : Site.axis(axis, (int) data.dim()), kept);
    }

    private static Tensor cumSum(CumSum op, Site site) {
        long axis = site.longs(1)[0];
        Tensor x = op.reverse() ? site.input(0).flip(axis) : site.input(0);
        Tensor sums = x.cumsum(axis);
        Tensor result = op.exclusive() ? sums.sub(x) : sums;
        return op.reverse() ? result.flip(axis) : result;
    }

    private static List<Tensor> top(TopK op, Site site) {
        long count = op.count() != null ? op.count() : site.longs(1)[0];
        T_TensorTensor_T found = site.input(0).topk(count, op.axis(), op.largest(), op.sorted());
        return List.of(found.get0(), found.get1());
    }

    private static Tensor triangle(Trilu op, Site site) {
        long diagonal = site.has(1) ? site.longs(1)[0] : 0;
        return op.upper() ? site.input(0).triu(diagonal) : site.input(0).tril(diagonal);
    }

    private static Tensor oneHot(OneHot op, Site site) {
        long depth = (long) site.doubles(1)[0];
        Tensor indices = counted(site.input(0), depth);
        int axis = Site.axis(op.axis(), (int) indices.dim() + 1);
        Tensor numbers = torch.arange(new Scalar(depth), new TensorOptions(torch.ScalarType.Long));
        long[] along = new long[(int) indices.dim() + 1 - axis];
        Arrays.fill(along, 1);
        along[0] = depth;
        Tensor hit = indices.unsqueeze(axis).eq(numbers.reshape(along));
        Tensor values = site.input(2);
        return torch.where(hit, values.select(0, 1), values.select(0, 0));
    }

    private static Tensor extreme(ArgReduce op, Site site) {
        Tensor x = site.input(0);
        int axis = Site.axis(op.axis(), (int) x.dim());
        Tensor searched = op.selectLast() ? x.flip(axis) : x;
        LongOptional along = new LongOptional(axis);
        Tensor index = op.kind() == ArgReduce.Kind.MAX
                ? searched.argmax(along, op.keepDims())
                : searched.argmin(along, op.keepDims());
        return op.selectLast() ? index.neg().add(new Scalar(x.size(axis) - 1)) : index;
    }

    private static Tensor range(Range op, Site site) {
        Tensor start = site.input(0);
        if (start.is_floating_point()) {
            return torch.arange(new Scalar(site.doubles(0)[0]), new Scalar(site.doubles(1)[0]),
                    new Scalar(site.doubles(2)[0]), start.options());
        }
        return torch.arange(new Scalar(site.longs(0)[0]), new Scalar(site.longs(1)[0]), new Scalar(site.longs(2)[0]),
                start.options());
    }
}
