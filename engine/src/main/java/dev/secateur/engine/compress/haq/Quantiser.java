package dev.secateur.engine.compress.haq;

/// How weights are rounded.
public enum Quantiser {

    /// Equal steps, for weights and activations.
    LINEAR("linear"),
    /// Codebooks of `2^bits` numbers for the weights of each layer; activations stay float32.
    KMEANS("k-means");

    private final String id;

    Quantiser(String id) {
        this.id = id;
    }

    @Override
    public String toString() {
        return id;
    }
}
