package dev.secateur.views.bits;

import java.util.List;
import java.util.OptionalDouble;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.hardware.bits.BitLayer;
import dev.secateur.engine.hardware.bits.HardwareModel;
import dev.secateur.engine.hardware.bits.ModelSize;
import dev.secateur.engine.hardware.bits.Quantity;
import dev.secateur.engine.quant.LayerBits;

/// A policy beside others.
///
/// @param name `own`, `haq`, the name of a file
/// @param bits of each layer, in order
/// @param accuracy 0 to 1; null if unknown
public record PolicyColumn(String name, List<LayerBits> bits, @Nullable Double accuracy) {

    /// The column of the widths that are chosen by hand.
    public static final String OWN = "own";

    public PolicyColumn {
        bits = List.copyOf(bits);
    }

    /// What it costs.
    ///
    /// @param layers as many as bits
    /// @return empty if the hardware does not tell it, or there are other layers
    public OptionalDouble cost(List<BitLayer> layers, HardwareModel hardware, Quantity quantity) {
        HardwareModel asked = quantity == Quantity.SIZE ? new ModelSize() : hardware;
        double sum = 0;
        if (layers.size() != bits.size() || layers.isEmpty()) {
            return OptionalDouble.empty();
        }
        for (int l = 0; l < bits.size(); l++) {
            OptionalDouble own = asked.cost(quantity, layers.get(l), bits.get(l).weights(), bits.get(l).activations());
            if (own.isEmpty()) {
                return own;
            }
            sum += own.getAsDouble();
        }
        return OptionalDouble.of(sum);
    }
}
