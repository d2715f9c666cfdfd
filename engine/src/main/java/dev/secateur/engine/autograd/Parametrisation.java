package dev.secateur.engine.autograd;

import java.util.List;

/// What stands between a parameter and the operator that uses it: the operator gets the effective weight.
///
/// Masks, fake quantisation, categorical weights, Dirac-initialised products of kernels are such. It is asked once for every
/// forward pass, however many operators share the parameter; {@link TrainableGraph#freeze} writes what it gives in
/// {@link Mode#EVAL}.
@FunctionalInterface
public interface Parametrisation {

    /// The effective weight.
    ///
    /// @param raw the parameter's own numbers
    /// @return extents that the operators accept
    Var effective(Var raw, Mode mode);

    /// Parameters of its own, which are trained with those of the network.
    default List<Parameter> parameters() {
        return List.of();
    }
}
