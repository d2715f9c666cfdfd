package dev.secateur.engine.compress.jointrd;

import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.runtime.Ratio;

/// What became of a network with shortcuts.
///
/// @param shortcutsRemoved blocks that lost theirs
/// @param shortcutsKept blocks that kept theirs
/// @param blocks all residual blocks, in the network's order
/// @param taps blocks at whose ends the plain network's features go on through the teacher, and the last one
/// @param diracConvolutions convolutions that were Dirac-weighted in training; they are ordinary ones now
/// @param normalisationsRecreated batch normalisations that were put in because the model had none to train with
/// @param memory feature maps that are alive at once
/// @param measured the same in ONNX Runtime as it fuses nodes, where additions write over one of their operands; null if it was not
///     asked for
/// @param measuredUnfused the same with every node run by itself, which is what the calculated numbers are of
/// @param time how many times faster the plain network is in ONNX Runtime, one picture; null if it was not measured
/// @param training how training went; null for none
/// @param inputs what the plain network was compared on before and after its factors were folded
/// @param note what a reader has to know
public record JointRdReport(int shortcutsRemoved, int shortcutsKept, List<BlockReport> blocks, List<String> taps,
        int diracConvolutions, int normalisationsRecreated, MemoryReport memory,
        MemoryReport.@Nullable Measured measured, MemoryReport.@Nullable Measured measuredUnfused, @Nullable Ratio time,
        @Nullable TrainingReport training, String inputs, String note) {

    public JointRdReport {
        blocks = List.copyOf(blocks);
        taps = List.copyOf(taps);
    }

    /// A block.
    ///
    /// @param shortcut operators on it; `identity` for none
    /// @param removed true if it went
    public record BlockReport(String id, String kind, String shortcut, boolean removed) {}

    /// How training went.
    ///
    /// @param form the method or the baseline
    /// @param pictures that it learned from
    /// @param epochs one after the other
    /// @param bestEpoch the one whose weights were kept, from 1 on
    public record TrainingReport(Form form, int pictures, List<Epoch> epochs, int bestEpoch) {
        public TrainingReport {
            epochs = List.copyOf(epochs);
        }
    }

    /// An epoch.
    ///
    /// @param joint weight of the joint paths; 0 if there are none
    /// @param loss mean of all that was made small
    /// @param heldOut fraction of held-out pictures that the plain network alone classifies rightly; null without any
    /// @param paths fraction of the training pictures that each joint path classifies rightly, in the order of the taps
    /// @param teacher mean cross-entropy of the teacher on the pictures of the epoch; null if it is not trained
    public record Epoch(int epoch, double joint, double loss, @Nullable Double heldOut, List<Double> paths,
            @Nullable Double teacher) {
        public Epoch {
            paths = List.copyOf(paths);
        }
    }
}
