package dev.secateur.engine.quant;

import java.util.List;

import org.jspecify.annotations.Nullable;

/// What each layer of a network loses at each width while all others stay float32.
///
/// @param bits the widths, rising
/// @param layers in the order of the network; fewer than it has if the sweep was stopped
/// @param accuracy part of the samples that the float32 network classifies rightly, 0 to 1; null without labels
/// @param data what it ran on; empty without data
public record Sensitivity(List<Integer> bits, List<LayerSensitivity> layers, @Nullable Double accuracy, String data) {

    public Sensitivity {
        bits = List.copyOf(bits);
        layers = List.copyOf(layers);
    }
}
