package dev.secateur.engine.shape;

import dev.secateur.engine.graph.Node;

/// A place where shapes or types cannot be as the model says.
///
/// @param node the node at whose operands or results it shows
/// @param kind what it means for the model
/// @param reason a clause without a full stop: `its data has 16 channels and its weight expects 8`
public record ShapeConflict(Node node, Kind kind, String reason) {

    /// What a conflict means.
    public enum Kind {
        /// Operands do not fit each other or the operator: the model cannot run.
        OPERANDS,
        /// What the file declares of a result is not what follows: the declaration is out of date, the model may run.
        DECLARATION
    }

    /// True if the model cannot run.
    public boolean isFatal() {
        return kind == Kind.OPERANDS;
    }
}
