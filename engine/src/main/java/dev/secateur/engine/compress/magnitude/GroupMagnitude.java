package dev.secateur.engine.compress.magnitude;

import java.util.Set;

import dev.secateur.engine.compress.ChannelConfig;
import dev.secateur.engine.compress.ChannelPruning;
import dev.secateur.engine.compress.ChannelRanking;
import dev.secateur.engine.compress.MethodInfo;
import dev.secateur.engine.compress.MethodInput;
import dev.secateur.engine.coupling.Member;
import dev.secateur.engine.coupling.Role;
import dev.secateur.engine.kernel.Kernels;
import dev.secateur.engine.op.Conv;

/// Cuts the channels whose weights in all coupled layers are smallest.
public final class GroupMagnitude implements ChannelRanking {

    @Override
    public MethodInfo info() {
        return new MethodInfo("group-l2", "Group L2 norm",
                "Cuts the channels whose weights in all coupled layers are smallest.",
                "Fang et al., DepGraph: Towards Any Structural Pruning, CVPR 2023", Set.of());
    }

    @Override
    public ChannelPruning.Scoring scoring(MethodInput<ChannelConfig> input) {
        return (coupling, progress) -> WeightSizes.means(coupling, GroupMagnitude::weighs, Kernels.Norm.L2_SQUARED,
                progress);
    }

    /// Weights that multiply: not biases, and not the numbers of normalisations, whose scale is another measure.
    private static boolean weighs(Member member) {
        return member.role() != Role.CHANNEL || member.node().op() instanceof Conv && member.input() == 1;
    }
}
