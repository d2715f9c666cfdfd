package dev.secateur.engine.compress.updp;

/// What happens to a chosen block that was measured slower merged than as it is.
public enum SlowMerge {
    /// It is refused before training begins, and the ways out are named.
    REFUSE("refuse"),
    /// It is dropped where it keeps the shape.
    DROP("drop"),
    /// It is merged all the same.
    KEEP("keep");

    private final String name;

    SlowMerge(String name) {
        this.name = name;
    }

    @Override
    public String toString() {
        return name;
    }
}
