package dev.secateur.engine.compress.dynamicslimming;

import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.autograd.Mode;
import dev.secateur.engine.autograd.Var;

/// The gates of a settled network: thresholds of a predictor that is trained no more.
final class FixedGates implements GateRun.Deciding, AutoCloseable {

    private final GatedNetwork network;
    private final Predictor predictor;
    private final List<Var> sizes;

    FixedGates(GatedNetwork network) {
        this.network = network;
        this.predictor = new Predictor(network.predictor(), 1);
        this.sizes = Arrays.stream(network.sizes()).map(s -> Var.of(Floats.of(s), s.length).keep()).toList();
    }

    @Override
    public void decide(Var pictures, Mode mode, @Nullable LayerGate[] gates) {
        Var parts = predictor.outputs(pictures).sigmoid();
        for (int l = 0; l < gates.length; l++) {
            gates[l] = LayerGate.of(sizes.get(l), parts.slice(1, l, l + 1L).mul((float) network.highest()[l]), 1,
                    Mode.EVAL);
        }
    }

    @Override
    public void close() {
        predictor.close();
        sizes.forEach(Var::close);
    }
}
