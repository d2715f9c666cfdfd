package dev.secateur.engine.compress.ptq;

/// What becomes of the first and the last layer, which lose most.
public enum Ends {

    /// They get the same bits as all others.
    SAME("same"),
    /// They get 8 bits at least.
    EIGHT("8-bit"),
    /// They stay float32.
    FLOAT("float");

    private final String id;

    Ends(String id) {
        this.id = id;
    }

    @Override
    public String toString() {
        return id;
    }
}
