package dev.secateur.engine.compress.magnitude;

import java.util.Set;

import dev.secateur.engine.compress.Applicability;
import dev.secateur.engine.compress.ChannelConfig;
import dev.secateur.engine.compress.ChannelPruning;
import dev.secateur.engine.compress.Method;
import dev.secateur.engine.compress.MethodInfo;
import dev.secateur.engine.compress.MethodInput;
import dev.secateur.engine.compress.MethodResult;
import dev.secateur.engine.coupling.Member;
import dev.secateur.engine.coupling.Role;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.op.Conv;
import dev.secateur.engine.problem.ProblemException;

/// Cuts the channels whose weights in all coupled layers are smallest.
public final class GroupMagnitude implements Method<ChannelConfig> {

    private static final double RATE = 0.3;

    @Override
    public MethodInfo info() {
        return new MethodInfo("group-l2", "Group L2 norm",
                "Cuts the channels whose weights in all coupled layers are smallest.",
                "Fang et al., DepGraph: Towards Any Structural Pruning, CVPR 2023", Set.of());
    }

    @Override
    public ChannelConfig defaults() {
        return ChannelConfig.of(RATE);
    }

    @Override
    public Applicability applicability(Graph graph, ChannelConfig config) {
        return ChannelPruning.applicability(graph, config);
    }

    @Override
    public MethodResult run(MethodInput<ChannelConfig> input, Progress progress) throws ProblemException {
        return ChannelPruning.run(input, input.config(),
                (coupling, part) -> WeightSizes.means(coupling, GroupMagnitude::weighs, weight -> weight * weight,
                        part),
                progress);
    }

    /// Weights that multiply: not biases, and not the numbers of normalisations, whose scale is another measure.
    private static boolean weighs(Member member) {
        return member.role() != Role.CHANNEL || member.node().op() instanceof Conv && member.input() == 1;
    }
}
