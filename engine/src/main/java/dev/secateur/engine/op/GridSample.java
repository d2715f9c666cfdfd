package dev.secateur.engine.op;

/// Samples a picture at given places. Inputs: data `[N, C, spatial...]`, grid `[N, extents..., axes]`.
///
/// @param mode `linear`, `nearest` or `cubic`
/// @param padding `zeros`, `border` or `reflection`
/// @param alignCorners true if -1 and 1 are the centres of the outer pixels, false for their edges
public record GridSample(String mode, String padding, boolean alignCorners) implements Op {

    @Override
    public String type() {
        return "GridSample";
    }

    @Override
    public OpFamily family() {
        return OpFamily.SHAPE;
    }
}
