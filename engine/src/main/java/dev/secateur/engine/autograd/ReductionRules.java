package dev.secateur.engine.autograd;

import java.util.Arrays;
import java.util.stream.LongStream;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarOptional;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;

import dev.secateur.engine.op.Reduce;

/// One number in place of all along some axes.
final class ReductionRules {

    private ReductionRules() {}

    static void addTo(RuleTable table) {
        table.put(Reduce.class, ReductionRules::reduce);
    }

    private static Tensor reduce(Reduce op, Site site) {
        Tensor x = site.input(0);
        long[] given = site.longsOr(1, op.axes());
        if ((given == null || given.length == 0) && op.noopWithEmptyAxes()) {
            return x;
        }
        int rank = (int) x.dim();
        long[] axes = given == null || given.length == 0
                ? LongStream.range(0, rank).toArray()
                : Arrays.stream(given).map(a -> Site.axis(a, rank)).toArray();
        if (rank == 0) {
            return reduce(op.kind(), x.reshape(1), new long[]{0}, false);
        }
        return reduce(op.kind(), x, axes, op.keepDims());
    }

    private static Tensor reduce(Reduce.Kind kind, Tensor x, long[] axes, boolean keep) {
        ScalarTypeOptional same = new ScalarTypeOptional(x.scalar_type());
        return switch (kind) {
            case MEAN -> x.mean(axes, keep, same);
            case SUM -> x.sum(axes, keep, same);
            case MAX -> x.amax(axes, keep);
            case MIN -> x.amin(axes, keep);
            case PROD -> product(x, axes, keep, same);
            case L1 -> x.abs().sum(axes, keep, same);
            case L2 -> length(x, axes, keep);
            case SUM_SQUARE -> x.square().sum(axes, keep, same);
            case LOG_SUM -> x.sum(axes, keep, same).log();
            case LOG_SUM_EXP -> x.logsumexp(axes, keep);
        };
    }

    /// Euclidean. Unlike the root of a sum it has a gradient of 0 where all is 0.
    static Tensor length(Tensor x, long[] axes, boolean keep) {
        return x.norm(new ScalarOptional(new Scalar(2.0)), axes, keep);
    }

    /// One axis after the other, the last first, so that the numbers of the others stay.
    private static Tensor product(Tensor x, long[] axes, boolean keep, ScalarTypeOptional same) {
        long[] descending = LongStream.of(axes).map(a -> -a).sorted().map(a -> -a).toArray();
        Tensor result = x;
        for (long axis : descending) {
            result = result.prod(axis, keep, same);
        }
        return result;
    }
}
