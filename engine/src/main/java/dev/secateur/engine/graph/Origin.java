package dev.secateur.engine.graph;

import dev.secateur.engine.op.Op;

/// What a node was in the file it came from. Only the file border reads what is kept here.
///
/// A node whose record is still `op` can be written as it stood in the file, so that nothing is lost that the record does not say.
///
/// @param op the record that was read
/// @param encoded the file border's own hold on the bytes of the node
public record Origin(Op op, Object encoded) {}
