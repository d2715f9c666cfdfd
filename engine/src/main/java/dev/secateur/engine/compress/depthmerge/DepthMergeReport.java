package dev.secateur.engine.compress.depthmerge;

import java.util.List;

/// What merging blocks did. The steps are measured in ONNX Runtime, each against the step before, on the same inputs.
///
/// @param blocks what became of each block, in the network's order
/// @param dropping the difference that leaving blocks out makes
/// @param activations the difference that removing activations (and putting one at the end, if asked) makes
/// @param geometry the difference that moving padding and strides and reducing to middle taps makes
/// @param merging the difference that folding and composing makes; below {@link DepthMerge#TOLERANCE}
/// @param inputs which inputs were used
/// @param endActivation what was put behind blocks that end without an activation
/// @param note what holds for a merge without training
public record DepthMergeReport(List<MergedBlock> blocks, StepDifference dropping, StepDifference activations,
        StepDifference geometry,
        StepDifference merging, String inputs, EndActivation endActivation, String note) {

    public DepthMergeReport {
        blocks = List.copyOf(blocks);
    }

    /// One block that was merged or left out.
    ///
    /// @param id its id in the network that was given
    /// @param variant how it was merged; exact where the asked one makes no difference
    /// @param kernelBefore `3×3 + 3×3`
    /// @param kernelAfter `5×5`
    /// @param macsBefore multiply-accumulates of its convolutions for one sample, -1 if the extents are unknown
    /// @param macsAfter those of the one convolution
    /// @param mergingAlone the difference that the last step makes to this block run alone on a sample from N(0, 1),
    ///     `max|a - b| / max|b|`; below {@link DepthMerge#TOLERANCE}
    public record MergedBlock(String id, String kind, String variant, String kernelBefore, String kernelAfter,
            int activationsRemoved, long macsBefore, long macsAfter, long parametersBefore, long parametersAfter,
            double mergingAlone) {}

    /// How far results lie from those of the step before.
    ///
    /// @param maxAbs largest `|a - b|`
    /// @param maxRel `max|a - b| / max|b|`
    public record StepDifference(double maxAbs, double maxRel) {}
}
