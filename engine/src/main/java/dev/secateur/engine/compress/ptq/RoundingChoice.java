package dev.secateur.engine.compress.ptq;

/// Which of its two neighbours on the grid a weight becomes.
public enum RoundingChoice {

    /// The nearer one.
    NEAREST("nearest"),
    /// The one that leaves the results of its layer nearest to those in float32, learned on calibration pictures (AdaRound).
    ADAPTIVE("adaptive");

    private final String id;

    RoundingChoice(String id) {
        this.id = id;
    }

    @Override
    public String toString() {
        return id;
    }
}
