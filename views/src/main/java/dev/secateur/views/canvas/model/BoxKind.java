package dev.secateur.views.canvas.model;

/// How a box is drawn and whether it may hold others.
public enum BoxKind {
    /// A graph input or output: a pill.
    ENDPOINT,
    /// One operator, or a chain of operators that belong together: one row each.
    NODE,
    /// A group that looks like a node when closed: a residual block, an inverted residual.
    BLOCK,
    /// A group of blocks: a frame with a header.
    STAGE;

    /// Whether a box of this kind may hold other boxes and be opened and closed.
    public boolean isGroup() {
        return this == BLOCK || this == STAGE;
    }
}
