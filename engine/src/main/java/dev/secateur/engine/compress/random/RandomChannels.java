package dev.secateur.engine.compress.random;

import java.util.Set;
import java.util.SplittableRandom;

import dev.secateur.engine.compress.Applicability;
import dev.secateur.engine.compress.ChannelConfig;
import dev.secateur.engine.compress.ChannelPruning;
import dev.secateur.engine.compress.Method;
import dev.secateur.engine.compress.MethodInfo;
import dev.secateur.engine.compress.MethodInput;
import dev.secateur.engine.compress.MethodResult;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.problem.ProblemException;

/// Cuts channels drawn by lot from the seed.
public final class RandomChannels implements Method<ChannelConfig> {

    private static final double RATE = 0.3;

    @Override
    public MethodInfo info() {
        return new MethodInfo("random", "Random channels",
                "Cuts channels drawn by lot: the control for every method that ranks them.",
                "Mittal et al., Recovering from Random Pruning: On the Plasticity of Deep Convolutional Neural Networks, WACV 2018",
                Set.of());
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
        return ChannelPruning.run(input, input.config(), (coupling, part) -> {
            SplittableRandom random = new SplittableRandom(input.seed());
            return random.doubles(coupling.units()).toArray();
        }, progress);
    }
}
