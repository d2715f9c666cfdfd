package dev.secateur.engine.graph;

import java.util.List;

import dev.secateur.engine.op.Op;

/// What a node was in the file it came from. Only the file border reads what is kept here. Equal only to itself.
///
/// A node whose record is still `op` can be written as it stood in the file, so that nothing is lost that the record does not say.
public final class Origin {

    private final Op op;
    private final Object encoded;
    private final List<Body> bodies;

    /// @param op the record that was read
    /// @param encoded the hold of the file border on the bytes of the node
    public Origin(Op op, Object encoded) {
        this(op, encoded, List.of());
    }

    /// @param bodies the sub-graphs of the node as far as they could be read
    public Origin(Op op, Object encoded, List<Body> bodies) {
        this.op = op;
        this.encoded = encoded;
        this.bodies = List.copyOf(bodies);
    }

    /// The sub-graphs of the node; empty if it has none or one could not be read.
    public List<Body> bodies() {
        return bodies;
    }

    /// The record that was read.
    public Op op() {
        return op;
    }

    /// What the file border keeps of the node.
    public Object encoded() {
        return encoded;
    }
}
