package dev.secateur.engine.op;

/// Samples regions of a picture on a grid (He et al. 2017). Inputs: data `[N, C, H, W]`, regions `[R, 4]`, batch indices `[R]`.
///
/// @param max true if a cell is the maximum of its samples, false for the mean
/// @param samplingRatio samples a cell and axis; 0 if the region's size tells
/// @param spatialScale from the region's coordinates to the data's
/// @param halfPixel true if coordinates are moved by half a pixel (opset 16's default)
public record RoiAlign(boolean max, int height, int width, int samplingRatio, float spatialScale,
        boolean halfPixel) implements Op {

    @Override
    public String type() {
        return "RoiAlign";
    }

    @Override
    public OpFamily family() {
        return OpFamily.POOLING;
    }
}
