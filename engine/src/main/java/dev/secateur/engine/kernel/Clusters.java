package dev.secateur.engine.kernel;

/// Clusters of numbers.
///
/// @param centres mean of each, rising; empty for no numbers
/// @param counts numbers in each, 1 or more
/// @param error sum of squared distances to the nearest centre
public record Clusters(float[] centres, int[] counts, double error) {

    public Clusters {
        centres = centres.clone();
        counts = counts.clone();
    }

    @Override
    public float[] centres() {
        return centres.clone();
    }

    @Override
    public int[] counts() {
        return counts.clone();
    }
}
