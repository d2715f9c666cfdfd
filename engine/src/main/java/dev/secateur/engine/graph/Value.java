package dev.secateur.engine.graph;

/// Identity of a value: what one node makes and others use, or an input, or a constant. Unique within a graph and all graphs edited from it.
public record Value(int id) {

    /// Stands for an optional input or output that is left out.
    public static final Value NONE = new Value(-1);

    /// True unless this is {@link #NONE}.
    public boolean isPresent() {
        return id >= 0;
    }
}
