package dev.secateur.engine.autograd;

import java.util.Map;
import java.util.Objects;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

import dev.secateur.engine.op.BatchNormalization;

/// Normalisations.
final class NormRules {

    private NormRules() {}

    static void addTo(RuleTable table) {
        table.put(BatchNormalization.class, NormRules::batch, RuleTable.operands(
                Map.of(1, ParameterKind.NORM_SCALE, 2, ParameterKind.NORM_SHIFT)));
    }

    private static Tensor batch(BatchNormalization op, Site site) {
        Statistics statistics = Objects.requireNonNull(site.statistics(), "statistics of " + site.node());
        boolean train = op.training() || site.mode() == Mode.TRAIN && !statistics.isFixed();
        return torch.batch_norm(site.input(0), site.maybe(1), site.maybe(2), new TensorOptional(statistics.rawMean()),
                new TensorOptional(statistics.rawVariance()), train, 1 - statistics.keep(), op.epsilon(), false);
    }
}
