package dev.secateur.engine.compress.dynamicslimming;

/// Numbers in single precision.
final class Floats {

    private Floats() {}

    /// The same numbers, rounded.
    static float[] of(double[] numbers) {
        float[] floats = new float[numbers.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) numbers[i];
        }
        return floats;
    }
}
