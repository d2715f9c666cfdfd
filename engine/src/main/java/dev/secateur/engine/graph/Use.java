package dev.secateur.engine.graph;

/// One use of a value by a node.
///
/// @param index position among the node's inputs, or -1 if a sub-graph of the node captures the value
public record Use(Node node, int index) {

    /// True if a sub-graph uses the value by name.
    public boolean isCapture() {
        return index < 0;
    }
}
