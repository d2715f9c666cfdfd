package dev.secateur.views.gamma;

/// What becomes of a channel at a threshold.
enum Fate {
    /// It goes.
    GOES("goes"),
    /// Its scale is below the threshold, but a floor, rounding, or a coupled channel keeps it.
    HELD("below τ, kept"),
    /// It stays.
    STAYS("stays"),
    /// It cannot go at all.
    LOCKED("cannot be cut");

    private final String text;

    Fate(String text) {
        this.text = text;
    }

    String text() {
        return text;
    }
}
