package dev.secateur.engine.shape;

import dev.secateur.engine.graph.Node;

/// A place where shapes or types cannot be as the model says.
///
/// @param node the node at whose operands or results it shows
/// @param reason a clause without a full stop: `its input has 16 channels and its weight expects 8`
public record ShapeConflict(Node node, String reason) {}
