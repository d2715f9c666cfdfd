package dev.secateur.engine.compress.updp;

import java.util.List;

import dev.secateur.engine.block.Block;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.Value;

/// A block on the way to nothing: what it reads takes the place of what it makes.
///
/// @param entry what it reads, behind whatever was put before it
record DroppedBlock(Block block, Value entry) implements PrunedBlock {

    @Override
    public String id() {
        return block.id();
    }

    @Override
    public List<Mix> mixes() {
        return List.of(new Mix.Blend(block.exit(), entry, true));
    }

    @Override
    public List<NewNorm> norms() {
        return List.of();
    }

    @Override
    public Value exit() {
        return block.exit();
    }

    @Override
    public Graph settle(Graph graph) {
        return PrunedBlock.replaced(graph, block.exit(), entry);
    }

    @Override
    public Graph merge(Graph graph) {
        return graph;
    }
}
