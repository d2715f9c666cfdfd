package dev.secateur.engine.block;

import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.graph.Value;

/// A part of a network with one way in and one way out, around which a shortcut leads or could.
///
/// @param id its name by stage and index: `stage1.block2`; within another block that one's and its own:
///     `stage1.block2.attention`
/// @param stage number of its stage from 1; a stage ends where channels or extents change
/// @param nodes ids of all its nodes in the graph's order, those that compute only its own constants included
/// @param entry the value it reads
/// @param exit the value it makes
/// @param legality whether it can become one convolution
/// @param anatomy its parts, null if they are not understood
/// @param parent id of the block that holds it, empty if none does
public record Block(String id, BlockKind kind, int stage, List<Integer> nodes, Value entry, Value exit,
        Legality legality, @Nullable Anatomy anatomy, String parent) {

    public Block {
        nodes = List.copyOf(nodes);
    }
}
