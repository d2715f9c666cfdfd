package dev.secateur.engine.compress.slb;

import java.util.List;

import org.jspecify.annotations.Nullable;

/// What the search did.
///
/// @param layers the searched layers, in order
/// @param left layers that stay float32, each with the reason
/// @param epochs how the search went
/// @param bestEpoch whose weights were kept, from 1 on; 0 while it runs
/// @param weightBytes bytes of the searched layers' weights in float32
/// @param packedBytes bytes they would take if each code took just its bits, with their scales
/// @param storedBytes bytes that the file spends on them; 0 while the search runs
/// @param notes what the reader has to know about speed and storage
public record SlbReport(List<Layer> layers, List<Left> left, List<Epoch> epochs, int bestEpoch,
        long weightBytes, long packedBytes, long storedBytes, List<String> notes) {

    public SlbReport {
        layers = List.copyOf(layers);
        left = List.copyOf(left);
        epochs = List.copyOf(epochs);
        notes = List.copyOf(notes);
    }

    /// A searched layer after the last epoch.
    ///
    /// @param weights how many
    /// @param gap mean distance between expected and likeliest value, as part of the channel's scale
    /// @param entropy mean of the distributions, bits
    /// @param flips part of the weights whose likeliest value changed in the last epoch, 0 to 1
    public record Layer(String name, int bits, long weights, double gap, double entropy, double flips) {}

    /// A layer that stays as it is.
    public record Left(String name, String reason) {}

    /// How far the search was after an epoch; means over all searched weights.
    ///
    /// @param epoch from 1 on
    /// @param temperature at its end
    /// @param gap mean distance between expected and likeliest value, as part of the scale
    /// @param entropy mean of the distributions, bits
    /// @param flips part of the weights whose likeliest value changed in the epoch, 0 to 1
    /// @param loss mean over the training pictures; null while it is not known
    /// @param heldOut part of the held-out pictures classified rightly with the likeliest values; null if not known
    public record Epoch(int epoch, double temperature, double gap, double entropy, double flips,
            @Nullable Double loss, @Nullable Double heldOut) {}
}
