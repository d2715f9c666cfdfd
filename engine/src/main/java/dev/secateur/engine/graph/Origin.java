package dev.secateur.engine.graph;

import dev.secateur.engine.op.Op;

/// What a node was in the file it came from: its bytes there, and the record that was read from them. Only the file border reads the bytes.
///
/// A node whose record is still `op` can be written from `bytes`, so that nothing is lost that the record does not say.
public final class Origin {

    private final Op op;
    private final byte[] bytes;

    public Origin(Op op, byte[] bytes) {
        this.op = op;
        this.bytes = bytes.clone();
    }

    /// The record that was read.
    public Op op() {
        return op;
    }

    /// The node as encoded in the file, a copy.
    public byte[] bytes() {
        return bytes.clone();
    }
}
