package dev.secateur.engine.op;

import java.util.List;

/// Transposed convolution with weights `[C, O / group, kernel...]`. Inputs: data, weight, bias?.
///
/// @param outputPadding extra extent at the end of each spatial axis; empty for none
/// @param outputShape spatial extents asked for, from which the padding follows; empty if not given
public record ConvTranspose(Window window, int group, List<Integer> outputPadding,
        List<Integer> outputShape) implements Op {

    public ConvTranspose {
        outputPadding = List.copyOf(outputPadding);
        outputShape = List.copyOf(outputShape);
    }

    @Override
    public String type() {
        return "ConvTranspose";
    }

    @Override
    public OpFamily family() {
        return OpFamily.CONVOLUTION;
    }
}
