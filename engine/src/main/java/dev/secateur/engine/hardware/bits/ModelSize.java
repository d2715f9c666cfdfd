package dev.secateur.engine.hardware.bits;

import java.util.OptionalDouble;

/// Bytes of weights on any hardware: number times bits, without steps or codebooks.
public record ModelSize() implements HardwareModel {

    @Override
    public String id() {
        return "size";
    }

    @Override
    public String title() {
        return "Size of weights";
    }

    @Override
    public OptionalDouble cost(Quantity quantity, BitLayer layer, int weights, int activations) {
        return quantity == Quantity.SIZE
                ? OptionalDouble.of((double) layer.weights() * weights / Byte.SIZE)
                : OptionalDouble.empty();
    }
}
