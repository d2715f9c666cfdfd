package dev.secateur.engine.train;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.secateur.engine.autograd.Parameter;
import dev.secateur.engine.autograd.Var;

/// Changes parameters after their gradients. Holds native memory until closed.
interface Optimiser extends AutoCloseable {

    /// One step. Gradients may be overwritten. A parameter without a gradient stays as it is.
    ///
    /// @param gradients one for each parameter, in their order; empty where the loss does not depend on it
    /// @param lr the learning rate now
    /// @param step from 1 on
    void step(List<Optional<Var>> gradients, double lr, long step);

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
