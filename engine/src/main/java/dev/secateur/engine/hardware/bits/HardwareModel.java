package dev.secateur.engine.hardware.bits;

import java.util.OptionalDouble;

/// Tells what a layer costs at some widths.
public interface HardwareModel {

    /// Its name in configurations: `bismo-edge`.
    String id();

    /// Its name for people.
    String title();

    /// What a layer costs.
    ///
    /// @param weights bits, 2 to 32
    /// @param activations bits of what flows in, 2 to 32
    /// @return 0 or more; empty if it does not tell this quantity, or not of this layer
    OptionalDouble cost(Quantity quantity, BitLayer layer, int weights, int activations);
}
