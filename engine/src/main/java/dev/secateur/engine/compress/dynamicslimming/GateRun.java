package dev.secateur.engine.compress.dynamicslimming;

import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.autograd.Interceptor;
import dev.secateur.engine.autograd.Mode;
import dev.secateur.engine.autograd.Parameter;
import dev.secateur.engine.autograd.TrainableGraph;
import dev.secateur.engine.autograd.Var;
import dev.secateur.engine.graph.Node;

/// Gates in a network that runs: they are decided when the picture comes in, and close behind the normalisations.
final class GateRun {

    private final List<GatedLayer> layers;
    private final @Nullable LayerGate[] gates;

    /// Decides the gates of all layers for a batch.
    @FunctionalInterface
    interface Deciding {

        /// @param gates to be filled, one a layer
        void decide(Var pictures, Mode mode, @Nullable LayerGate[] gates);
    }

    private GateRun(List<GatedLayer> layers) {
        this.layers = layers;
        this.gates = new LayerGate[layers.size()];
    }

    /// Puts gates into a network.
    ///
    /// @param parameters that the deciding trains
    static GateRun attach(TrainableGraph network, List<GatedLayer> layers, Deciding deciding,
            List<Parameter> parameters) {
        GateRun run = new GateRun(layers);
        network.attach(network.options().entries().getFirst(), new Interceptor() {
            @Override
            public Var intercept(Var pictures, Mode mode) {
                deciding.decide(pictures, mode, run.gates);
                return pictures;
            }

            @Override
            public List<Parameter> parameters() {
                return parameters;
            }
        });
        for (int l = 0; l < layers.size(); l++) {
            int layer = l;
            for (Node norm : layers.get(l).norms()) {
                network.attach(norm.output(), (value, mode) -> run.gate(layer).on(value));
            }
        }
        return run;
    }

    /// The gates of a layer in the last run.
    LayerGate gate(int layer) {
        LayerGate gate = gates[layer];
        if (gate == null) {
            throw new IllegalStateException("a gate was reached before the picture");
        }
        return gate;
    }

    List<Var> soft() {
        return java.util.stream.IntStream.range(0, layers.size()).mapToObj(l -> gate(l).soft()).toList();
    }

    List<Var> hard() {
        return java.util.stream.IntStream.range(0, layers.size()).mapToObj(l -> gate(l).hard()).toList();
    }
}
