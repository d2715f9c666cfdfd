package dev.secateur.engine.compress.dynamicslimming;

import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.autograd.Mode;
import dev.secateur.engine.autograd.TrainableGraph;
import dev.secateur.engine.autograd.Var;
import dev.secateur.engine.train.Extension;

/// The gates of a settled network: thresholds of a predictor that is trained no more. With them the weights are trained on, as they are
/// used: every picture meets the channels that its thresholds leave.
final class FixedGates implements GateRun.Deciding, Extension {

    private final GatedNetwork network;
    private final Predictor predictor;
    private final List<Var> sizes;

    FixedGates(GatedNetwork network) {
        this.network = network;
        this.predictor = new Predictor(network.predictor(), 1);
        this.sizes = Arrays.stream(network.sizes()).map(s -> Var.of(Floats.of(s), s.length).keep()).toList();
    }

    @Override
    public void attach(TrainableGraph trained) {
        GateRun.attach(trained, network.layers(), this, List.of());
    }

    @Override
    public void decide(Var pictures, Mode mode, @Nullable LayerGate[] gates) {
        Var parts = parts(predictor.outputs(pictures).detach());
        for (int l = 0; l < gates.length; l++) {
            gates[l] = LayerGate.of(sizes.get(l), parts.slice(1, l, l + 1L).mul((float) network.highest()[l]), 1,
                    Mode.EVAL);
        }
    }

    private Var parts(Var outputs) {
        Grades grades = network.grades();
        if (grades == null) {
            return outputs.sigmoid();
        }
        int layers = gates();
        float[] said = outputs.toFloats();
        float[] parts = new float[said.length];
        for (int from = 0; from < said.length; from += layers) {
            double[] of = grades.parts()[grades.of(Arrays.copyOfRange(said, from, from + layers))];
            System.arraycopy(Floats.of(of), 0, parts, from, layers);
        }
        return Var.of(parts, said.length / layers, layers);
    }

    private int gates() {
        return network.layers().size();
    }

    @Override
    public void close() {
        predictor.close();
        sizes.forEach(Var::close);
    }
}
