package dev.secateur.engine.compress.taylor;

import java.util.Set;

import dev.secateur.engine.compress.ChannelConfig;
import dev.secateur.engine.compress.ChannelPruning;
import dev.secateur.engine.compress.ChannelRanking;
import dev.secateur.engine.compress.Learning;
import dev.secateur.engine.compress.MethodInfo;
import dev.secateur.engine.compress.MethodInput;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.train.GradientPass;

/// Cuts the channels that the loss would miss least, to first order.
public final class FirstOrder implements ChannelRanking {

    private static final int BATCH = 64;
    private static final int BATCHES = 32;

    @Override
    public MethodInfo info() {
        return new MethodInfo("taylor", "First-order Taylor",
                "Cuts the channels whose silencing would change the loss least, as far as its gradient tells.",
                "Molchanov et al., Importance Estimation for Neural Network Pruning, CVPR 2019",
                Set.of(MethodInfo.Need.DATA, MethodInfo.Need.LABELS, MethodInfo.Need.TRAINING));
    }

    @Override
    public ChannelPruning.Scoring scoring(MethodInput<ChannelConfig> input) throws ProblemException {
        Learning learning = input.learning();
        if (learning == null) {
            throw ProblemException.ofSetting("cannot rank channels", "data",
                    "the gradient of the loss needs labelled pictures",
                    "name them with --data, or choose them in the window; l1, group-l2 and fpgm rank without data");
        }
        GradientPass pass = new GradientPass(input.graph(), learning.pictures(),
                new GradientPass.Amount(BATCH, BATCHES, input.seed(), input.threads()));
        return (coupling, progress) -> new Gates(coupling).importance(pass, progress);
    }
}
