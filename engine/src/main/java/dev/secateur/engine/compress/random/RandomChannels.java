package dev.secateur.engine.compress.random;

import java.util.Set;
import java.util.SplittableRandom;

import dev.secateur.engine.compress.ChannelConfig;
import dev.secateur.engine.compress.ChannelPruning;
import dev.secateur.engine.compress.ChannelRanking;
import dev.secateur.engine.compress.MethodInfo;
import dev.secateur.engine.compress.MethodInput;

/// Cuts channels drawn by lot from the seed.
public final class RandomChannels implements ChannelRanking {

    @Override
    public MethodInfo info() {
        return new MethodInfo("random", "Random channels",
                "Cuts channels drawn by lot: the control for every method that ranks them.",
                "Mittal et al., Recovering from Random Pruning: On the Plasticity of Deep Convolutional Neural Networks, WACV 2018",
                Set.of());
    }

    @Override
    public ChannelPruning.Scoring scoring(MethodInput<ChannelConfig> input) {
        return (coupling, progress) -> new SplittableRandom(input.seed()).doubles(coupling.units()).toArray();
    }
}
