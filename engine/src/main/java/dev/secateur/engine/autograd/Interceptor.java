package dev.secateur.engine.autograd;

import java.util.List;

/// What stands between a value of the graph and all that use it: gates, mixing, knockoff halves, observers.
///
/// It works on what flows, so it leaves no trace in a frozen graph; a method that wants one writes it there itself.
@FunctionalInterface
public interface Interceptor {

    /// What is used in place of the value, which may be the value itself.
    Var intercept(Var value, Mode mode);

    /// Parameters of its own, which are trained with those of the network.
    default List<Parameter> parameters() {
        return List.of();
    }
}
