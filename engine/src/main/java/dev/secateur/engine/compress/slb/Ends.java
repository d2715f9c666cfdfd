package dev.secateur.engine.compress.slb;

/// What becomes of the first and the last layer.
public enum Ends {

    /// They stay float32, as in the paper.
    FLOAT("float"),
    /// They get the same bits as all others.
    SAME("same");

    private final String id;

    Ends(String id) {
        this.id = id;
    }

    @Override
    public String toString() {
        return id;
    }
}
