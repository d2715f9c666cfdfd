package dev.secateur.engine.compress.dynamicslimming;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.autograd.Mode;
import dev.secateur.engine.autograd.TrainableGraph;
import dev.secateur.engine.autograd.Var;
import dev.secateur.engine.train.Extension;

/// Trains a network through its levels: every picture meets the channels of the level that the router chooses for it, and in every other
/// step those that its thresholds leave. Predictor and levels stay as they are.
final class LevelTraining implements Extension, GateRun.Deciding {

    private final GatedNetwork network;
    private final LevelPlan plan;
    private final Predictor predictor;
    /// For each layer the factors of its channels in every level, `[levels, C]`.
    private final List<Var> factors = new ArrayList<>();
    private final FixedGates thresholds;
    private boolean byThreshold;

    LevelTraining(GatedNetwork network, LevelPlan plan) {
        this.network = network;
        this.plan = plan;
        this.predictor = new Predictor(network.predictor(), 1);
        this.thresholds = new FixedGates(network);
        for (int l = 0; l < network.layers().size(); l++) {
            int[] order = Permuted.order(network.sizes()[l]);
            float[] table = new float[plan.count() * order.length];
            for (int k = 0; k < plan.count(); k++) {
                for (int i = 0; i < plan.widths()[k][l]; i++) {
                    table[k * order.length + order[i]] = 1;
                }
            }
            factors.add(Var.of(table, plan.count(), order.length).keep());
        }
    }

    @Override
    public void attach(TrainableGraph trained) {
        GateRun.attach(trained, network.layers(), this, List.of());
    }

    /// Every other step is made by thresholds, so that the masked export, which has the same weights, is trained too.
    @Override
    public void before(Moment moment, int pass) {
        byThreshold = moment.step() % 2 == 1;
    }

    @Override
    public void decide(Var pictures, Mode mode, @Nullable LayerGate[] gates) {
        if (byThreshold && mode == Mode.TRAIN) {
            thresholds.decide(pictures, mode, gates);
            return;
        }
        int layers = network.layers().size();
        float[] outputs = predictor.outputs(pictures).detach().toFloats();
        long[] levels = new long[outputs.length / layers];
        for (int i = 0; i < levels.length; i++) {
            levels[i] = LevelPlan.nearest(plan.centres(),
                    LevelPlan.parts(Arrays.copyOfRange(outputs, i * layers, (i + 1) * layers)));
        }
        Var chosen = Var.of(levels, levels.length);
        for (int l = 0; l < layers; l++) {
            Var of = factors.get(l).select(0, chosen);
            Var kept = of.mean(false, 1);
            gates[l] = new LayerGate(of, kept, kept);
        }
    }

    @Override
    public void close() {
        predictor.close();
        thresholds.close();
        factors.forEach(Var::close);
    }
}
