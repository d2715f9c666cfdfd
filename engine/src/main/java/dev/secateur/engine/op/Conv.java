package dev.secateur.engine.op;

/// Convolution over `[N, C, spatial...]` with weights `[O, C / group, kernel...]` and an optional bias `[O]`.
/// Inputs: data, weight, bias?.
///
/// @param group number of groups; equal to C for a depthwise convolution
public record Conv(Window window, int group) implements Op {

    @Override
    public String type() {
        return "Conv";
    }

    @Override
    public OpFamily family() {
        return OpFamily.CONVOLUTION;
    }
}
