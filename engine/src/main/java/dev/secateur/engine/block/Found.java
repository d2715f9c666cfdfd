package dev.secateur.engine.block;

import java.util.Collection;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.graph.Node;
import dev.secateur.engine.graph.Value;

/// A block before it has a name.
///
/// @param nodes all its nodes but those that compute its constants
/// @param anatomy its parts, null if they are not understood
/// @param refusal why it cannot be merged, as far as its parts tell; null if they do not forbid it
record Found(BlockKind kind, Value entry, Value exit, Collection<Node> nodes, @Nullable Anatomy anatomy,
        Legality.@Nullable Refused refusal) {}
