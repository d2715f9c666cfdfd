package dev.secateur.engine.compress.magnitude;

import java.util.Set;

import dev.secateur.engine.compress.ChannelConfig;
import dev.secateur.engine.compress.ChannelPruning;
import dev.secateur.engine.compress.ChannelRanking;
import dev.secateur.engine.compress.MethodInfo;
import dev.secateur.engine.compress.MethodInput;
import dev.secateur.engine.coupling.Role;
import dev.secateur.engine.kernel.Kernels;

/// Cuts the channels whose filters have the smallest absolute weights.
public final class FilterNorm implements ChannelRanking {

    @Override
    public MethodInfo info() {
        return new MethodInfo("l1", "L1 norm", "Cuts the channels whose filters have the smallest absolute weights.",
                "Li et al., Pruning Filters for Efficient ConvNets, ICLR 2017", Set.of());
    }

    @Override
    public ChannelPruning.Scoring scoring(MethodInput<ChannelConfig> input) {
        return (coupling, progress) -> WeightSizes.means(coupling, member -> member.role() == Role.PRODUCER,
                Kernels.Norm.L1,
                progress);
    }
}
