package dev.secateur.views.graph;

/// What is printed under the rows of nodes.
///
/// @param attributes the attributes of each operator
/// @param weights    names and shapes of constant inputs
/// @param names      the full names of the nodes
public record Details(boolean attributes, boolean weights, boolean names) {

    /// Nothing.
    public static final Details NONE = new Details(false, false, false);

    boolean isNone() {
        return equals(NONE);
    }
}
