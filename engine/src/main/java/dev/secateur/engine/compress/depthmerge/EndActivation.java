package dev.secateur.engine.compress.depthmerge;

/// The activation put behind a merged block that ends without one. UPDP puts one there before training; without training it
/// is one change more.
public enum EndActivation {
    NONE, RELU, RELU6;

    /// Its name in configurations.
    @Override
    public String toString() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
