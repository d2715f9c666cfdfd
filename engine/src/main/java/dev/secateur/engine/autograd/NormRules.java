package dev.secateur.engine.autograd;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.LongStream;

import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

import dev.secateur.engine.op.BatchNormalization;
import dev.secateur.engine.op.GroupNormalization;
import dev.secateur.engine.op.InstanceNormalization;
import dev.secateur.engine.op.LayerNormalization;
import dev.secateur.engine.op.LocalResponse;
import dev.secateur.engine.op.LpNormalization;
import dev.secateur.engine.op.MeanVarianceNormalization;
import dev.secateur.engine.op.Op;
import dev.secateur.engine.op.RmsNormalization;

/// Normalisations.
final class NormRules {

    /// What ONNX's reference adds to the deviation.
    private static final double MEAN_VARIANCE_EPSILON = 1e-9;

    private NormRules() {}

    static void addTo(RuleTable table) {
        table.put(BatchNormalization.class, NormRules::batch, scaleAndShift());
        table.many(LayerNormalization.class, NormRules::layer, scaleAndShift());
        table.put(RmsNormalization.class, NormRules::rootMeanSquare, scaleAndShift());
        table.put(GroupNormalization.class, NormRules::group, scaleAndShift());
        table.put(InstanceNormalization.class, (op, site) -> torch.instance_norm(site.input(0), site.maybe(1),
                site.maybe(2), new TensorOptional(), new TensorOptional(), true, 0, op.epsilon(), false),
                scaleAndShift());
        table.put(LocalResponse.class, NormRules::localResponse);
        table.put(LpNormalization.class, NormRules::lp);
        table.put(MeanVarianceNormalization.class, NormRules::meanVariance);
    }

    private static <O extends Op> AutogradRule.Roles<O> scaleAndShift() {
        return RuleTable.operands(Map.of(1, ParameterKind.NORM_SCALE, 2, ParameterKind.NORM_SHIFT));
    }

    private static Tensor batch(BatchNormalization op, Site site) {
        Statistics statistics = Objects.requireNonNull(site.statistics(), "statistics of " + site.node());
        boolean train = op.training() || site.mode() == Mode.TRAIN && !statistics.isFixed();
        return torch.batch_norm(site.input(0), site.maybe(1), site.maybe(2), new TensorOptional(statistics.rawMean()),
                new TensorOptional(statistics.rawVariance()), train, 1 - statistics.keep(), op.epsilon(), false);
    }

    /// Mean and inverse deviation are computed only where the node names them.
    private static List<Tensor> layer(LayerNormalization op, Site site) {
        Tensor x = site.input(0);
        int rank = (int) x.dim();
        int from = Site.axis(op.axis(), rank);
        long[] normal = Arrays.copyOfRange(Host.dims(x), from, rank);
        List<Tensor> results = new ArrayList<>();
        results.add(torch.layer_norm(x, normal, site.maybe(1), site.maybe(2), op.epsilon(), false));
        if (site.node().outputs().size() > 1) {
            long[] axes = LongStream.range(from, rank).toArray();
            Tensor mean = x.mean(axes, true, new ScalarTypeOptional());
            results.add(mean);
            results.add(x.sub(mean).square().mean(axes, true, new ScalarTypeOptional()).add(new Scalar(op.epsilon()))
                    .rsqrt());
        }
        return results;
    }

    private static Tensor rootMeanSquare(RmsNormalization op, Site site) {
        Tensor x = site.input(0);
        int rank = (int) x.dim();
        long[] axes = LongStream.range(Site.axis(op.axis(), rank), rank).toArray();
        Tensor mean = x.square().mean(axes, true, new ScalarTypeOptional());
        return x.mul(mean.add(new Scalar(op.epsilon())).rsqrt()).mul(site.input(1));
    }

    private static Tensor group(GroupNormalization op, Site site) {
        Tensor x = site.input(0);
        if (!op.perGroup()) {
            return torch.group_norm(x, op.groups(), site.maybe(1), site.maybe(2), op.epsilon(), false);
        }
        Tensor plain = torch.group_norm(x, op.groups(), new TensorOptional(), new TensorOptional(), op.epsilon(),
                false);
        long[] byChannel = new long[(int) x.dim() - 1];
        Arrays.fill(byChannel, 1);
        byChannel[0] = -1;
        long each = x.size(1) / op.groups();
        return plain.mul(spread(site.input(1), each).reshape(byChannel))
                .add(spread(site.input(2), each).reshape(byChannel));
    }

    private static Tensor spread(Tensor perGroup, long each) {
        return perGroup.repeat_interleave(each, new LongOptional(0), new LongOptional());
    }

    /// The squares are summed from `(size - 1) / 2` channels below to `size / 2` above.
    private static Tensor localResponse(LocalResponse op, Site site) {
        Tensor x = site.input(0);
        long[] pads = new long[2 * ((int) x.dim() - 1)];
        pads[pads.length - 2] = (op.size() - 1) / 2;
        pads[pads.length - 1] = op.size() / 2;
        Tensor squares = torch.constant_pad_nd(x.square(), pads, new Scalar(0.0));
        Tensor sum = squares.narrow(1, 0, x.size(1));
        for (int i = 1; i < op.size(); i++) {
            sum = sum.add(squares.narrow(1, i, x.size(1)));
        }
        Tensor base = sum.mul(new Scalar((double) op.alpha() / op.size())).add(new Scalar(op.bias()));
        return x.div(base.pow(new Scalar(op.beta())));
    }

    private static Tensor lp(LpNormalization op, Site site) {
        Tensor x = site.input(0);
        long[] axis = {op.axis()};
        Tensor norm = op.p() == 1
                ? x.abs().sum(axis, true, new ScalarTypeOptional())
                : ReductionRules.length(x, axis, true);
        return x.div(norm);
    }

    private static Tensor meanVariance(MeanVarianceNormalization op, Site site) {
        Tensor x = site.input(0);
        long[] axes = op.axes().stream().mapToLong(Long::longValue).toArray();
        Tensor centred = x.sub(x.mean(axes, true, new ScalarTypeOptional()));
        long count = Math.max(1, LongStream.of(axes).map(a -> x.size(a)).reduce(1, (a, c) -> a * c));
        Tensor deviation = ReductionRules.length(centred, axes, true).div(new Scalar(Math.sqrt(count)));
        return centred.div(deviation.add(new Scalar(MEAN_VARIANCE_EPSILON)));
    }
}
