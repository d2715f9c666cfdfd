package dev.secateur.engine.compress.ptq;

import java.util.List;

import org.jspecify.annotations.Nullable;

/// What quantising did.
///
/// @param layers the quantised layers, in order
/// @param left layers that stay float32, each with the reason
/// @param weightBytes bytes of all layers' weights before
/// @param storedBytes bytes of their codes and steps as the file holds them
/// @param packedBytes bytes they would take if each code took just its bits
/// @param processor what was decided about 7 bits, and why
/// @param calibration what ranges were taken from
/// @param check the exported form against a float32 simulation of the same rounding
/// @param learned how training with rounded numbers went; null if there was none
/// @param notes what the reader has to know about speed and storage
public record PtqReport(List<Layer> layers, List<Left> left, long weightBytes, long storedBytes, long packedBytes,
        String processor, String calibration, Check check, @Nullable Learning learned, List<String> notes) {

    public PtqReport {
        layers = List.copyOf(layers);
        left = List.copyOf(left);
        notes = List.copyOf(notes);
    }

    /// A quantised layer.
    ///
    /// @param weightBits 32 for float32
    /// @param activationBits 32 for float32
    /// @param stored type that codes are stored as
    /// @param weightSqnr signal to noise of its weights, dB; null if nothing was lost
    /// @param activationSqnr signal to noise of what flows in, dB, on the calibration data; null if nothing was lost
    /// @param low least number that what flows in can take; null if it stays float32
    /// @param high greatest one
    public record Layer(String name, int weightBits, int activationBits, String stored, @Nullable Double weightSqnr,
            @Nullable Double activationSqnr, @Nullable Double low, @Nullable Double high) {}

    /// A layer that stays as it is.
    public record Left(String name, String reason) {}

    /// Training with rounded numbers.
    ///
    /// @param bestEpoch whose weights and grids were kept, from 1 on
    /// @param simulated part of the held-out pictures that the network classified rightly while its numbers were rounded in training; null
    ///     without held-out pictures
    /// @param exported the same for the written file in ONNX Runtime
    public record Learning(List<Epoch> epochs, int bestEpoch, @Nullable Double simulated, @Nullable Double exported) {
        public Learning {
            epochs = List.copyOf(epochs);
        }
    }

    /// @param loss mean over the training pictures
    /// @param heldOut part of the held-out pictures classified rightly; null without any
    public record Epoch(int epoch, double loss, @Nullable Double heldOut) {}

    /// Two forms of the same network.
    ///
    /// @param unfusedDifference largest difference of results, relative to the largest, ONNX Runtime without its own optimisations, which
    ///     rounds step by step like the simulation
    /// @param fusedDecibel signal to noise of the results as ONNX Runtime really runs the file, in integers, dB
    /// @param sameClass part of the samples for which the highest result is the same, fused against simulation;
    ///     null if no result is a list of scores for each sample
    /// @param inputs which inputs were used
    public record Check(double unfusedDifference, @Nullable Double fusedDecibel, @Nullable Double sameClass,
            String inputs) {}
}
