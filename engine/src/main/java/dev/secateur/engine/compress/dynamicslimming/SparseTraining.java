package dev.secateur.engine.compress.dynamicslimming;

import java.util.ArrayList;
import java.util.List;

import dev.secateur.engine.autograd.Parameter;
import dev.secateur.engine.autograd.TrainableGraph;
import dev.secateur.engine.autograd.Var;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.train.Extension;

/// Draws the scales of the layers that the control may cut to zero, as Network Slimming does.
final class SparseTraining implements Extension {

    private final List<GatedLayer> layers;
    private final double penalty;
    private final List<Parameter> scales = new ArrayList<>();

    SparseTraining(List<GatedLayer> layers, double penalty) {
        this.layers = layers;
        this.penalty = penalty;
    }

    @Override
    public void attach(TrainableGraph network) throws ProblemException {
        for (GatedLayer layer : layers) {
            scales.add(DynamicTraining.scale(network, layer));
        }
    }

    @Override
    public Var loss(Var plain, Pass pass) {
        Var loss = plain;
        for (Parameter scale : scales) {
            loss = loss.add(scale.value().abs().sum().mul(penalty));
        }
        return loss;
    }

    /// The last weights count: those of an epoch before are farther from sparsity.
    @Override
    public boolean mayKeep(Moment moment) {
        return moment.step() >= moment.total();
    }
}
