package dev.secateur.engine.compress.slimming;

import java.util.ArrayList;
import java.util.List;

import dev.secateur.engine.autograd.Parameter;
import dev.secateur.engine.autograd.TrainableGraph;
import dev.secateur.engine.autograd.Var;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.train.Extension;

/// Adds the sum of absolute scales to the loss: its slope is the sign of each scale, as in the paper's subgradient descent.
final class ScalePenalty implements Extension {

    private final List<Gammas.Layer> layers;
    private final double lambda;
    private final List<Parameter> scales = new ArrayList<>();

    /// @param layers whose scales cost something
    ScalePenalty(List<Gammas.Layer> layers, double lambda) {
        this.layers = layers;
        this.lambda = lambda;
    }

    @Override
    public void attach(TrainableGraph network) throws ProblemException {
        for (Gammas.Layer layer : layers) {
            scales.add(network.parameter(layer.node().input(1)).orElseThrow(() -> ProblemException.ofModel(
                    "cannot train for sparsity", network.graph().name(layer.node()),
                    "its scale is no weight that is trained", "set sparsity.epochs to 0")));
        }
    }

    @Override
    public Var loss(Var plain, Pass pass) {
        Var loss = plain;
        for (Parameter scale : scales) {
            loss = loss.add(scale.value().abs().sum().mul(lambda));
        }
        return loss;
    }

    /// The last weights count: those of an epoch before are nearer to the labels and farther from sparsity.
    @Override
    public boolean mayKeep(Moment moment) {
        return moment.step() >= moment.total();
    }
}
