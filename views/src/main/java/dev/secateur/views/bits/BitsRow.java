package dev.secateur.views.bits;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.quant.LayerBits;
import dev.secateur.engine.quant.LayerSensitivity;

/// One layer.
///
/// @param node its id
/// @param name the node's name, by which the method knows it
/// @param shown its name for people
/// @param weights number of weights
/// @param sensitivity null until it was measured
/// @param bits chosen widths
public record BitsRow(int node, String name, String shown, long weights, @Nullable LayerSensitivity sensitivity,
        LayerBits bits) {

    /// The same with other widths.
    BitsRow with(LayerBits changed) {
        return new BitsRow(node, name, shown, weights, sensitivity, changed);
    }

    /// The same before it was measured.
    BitsRow unmeasured() {
        return new BitsRow(node, name, shown, weights, null, bits);
    }

    /// The same with what was measured.
    BitsRow with(LayerSensitivity measured) {
        return new BitsRow(node, name, shown, weights, measured, bits);
    }
}
