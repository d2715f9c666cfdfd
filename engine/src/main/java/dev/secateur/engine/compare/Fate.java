package dev.secateur.engine.compare;

/// What became of a node between two networks.
public enum Fate {
    /// In both, with equal attributes and equal weights.
    SAME("same"),
    /// In both, with equal attributes and weights of equal shapes, but other values: it was trained or recalibrated.
    VALUES("weights"),
    /// In both, with other attributes, other inputs, or weights of other shapes.
    CHANGED("changed"),
    /// In the first network only.
    REMOVED("removed"),
    /// In the second network only.
    ADDED("added");

    private final String word;

    Fate(String word) {
        this.word = word;
    }

    /// One word for people and for files: `changed`.
    public String word() {
        return word;
    }
}
