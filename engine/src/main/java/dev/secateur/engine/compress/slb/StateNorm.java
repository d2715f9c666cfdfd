package dev.secateur.engine.compress.slb;

/// Where the statistics of batch normalisation come from that the fixed weights are judged with.
public enum StateNorm {

    /// Measured anew after each epoch, as the authors advise.
    CALIBRATE("calibrate"),
    /// Gathered in each step by a second pass with the likeliest values, as in the paper.
    EXACT("exact");

    private final String id;

    StateNorm(String id) {
        this.id = id;
    }

    @Override
    public String toString() {
        return id;
    }
}
