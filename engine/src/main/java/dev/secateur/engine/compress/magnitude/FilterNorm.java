package dev.secateur.engine.compress.magnitude;

import java.util.Set;

import dev.secateur.engine.compress.Applicability;
import dev.secateur.engine.compress.ChannelConfig;
import dev.secateur.engine.compress.ChannelPruning;
import dev.secateur.engine.compress.Method;
import dev.secateur.engine.compress.MethodInfo;
import dev.secateur.engine.compress.MethodInput;
import dev.secateur.engine.compress.MethodResult;
import dev.secateur.engine.coupling.Role;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.problem.ProblemException;

/// Cuts the channels whose filters have the smallest absolute weights.
public final class FilterNorm implements Method<ChannelConfig> {

    private static final double RATE = 0.3;

    @Override
    public MethodInfo info() {
        return new MethodInfo("l1", "L1 norm", "Cuts the channels whose filters have the smallest absolute weights.",
                "Li et al., Pruning Filters for Efficient ConvNets, ICLR 2017", Set.of());
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
                (coupling, part) -> WeightSizes.means(coupling, member -> member.role() == Role.PRODUCER, Math::abs,
                        part),
                progress);
    }
}
