package dev.secateur.engine.compress.slb;

/// Where logits begin.
public enum FirstLogits {

    /// At the distance of each value from the trained weight.
    DISTANCE("distance"),
    /// Drawn, as in the published code.
    RANDOM("random");

    private final String id;

    FirstLogits(String id) {
        this.id = id;
    }

    @Override
    public String toString() {
        return id;
    }
}
