package dev.secateur.engine.train;

import java.util.List;
import java.util.Map;

import dev.secateur.engine.autograd.Gradients;
import dev.secateur.engine.autograd.Parameter;
import dev.secateur.engine.autograd.Var;

/// Changes parameters after their gradients. Holds native memory until closed.
interface Optimiser extends AutoCloseable {

    /// One step. Gradients may be overwritten. A parameter without a gradient stays as it is.
    ///
    /// @param gradients in the order of the parameters
    /// @param lr the learning rate now
    /// @param step from 1 on
    void step(Gradients gradients, double lr, long step);

    /// What it remembers from step to step, by name.
    Map<String, Var> state();

    @Override
    void close();

    static Optimiser of(OptimiserConfig config, List<Parameter> parameters) {
        return switch (config.kind()) {
            case SGD -> new Sgd(config, parameters);
            case ADAMW -> new AdamW(config, parameters);
        };
    }
}
