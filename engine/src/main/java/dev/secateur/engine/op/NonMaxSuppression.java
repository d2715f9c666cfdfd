package dev.secateur.engine.op;

/// Boxes that overlap no better one too much, `[count, 3]` (batch, class, box); the count is known only at run time.
/// Inputs: boxes `[N, boxes, 4]`, scores `[N, classes, boxes]`, most boxes a class?, overlap?, score?.
///
/// @param centred true if a box is centre and extents, false if it is two corners
public record NonMaxSuppression(boolean centred) implements Op {

    @Override
    public String type() {
        return "NonMaxSuppression";
    }

    @Override
    public OpFamily family() {
        return OpFamily.OTHER;
    }
}
