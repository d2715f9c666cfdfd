package dev.secateur.engine.compress.updp;

import java.util.List;
import java.util.Optional;

import dev.secateur.engine.block.Block;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.GraphEditor;
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
    public Optional<Reduction> reduced() {
        return Optional.empty();
    }

    @Override
    public Value exit() {
        return block.exit();
    }

    @Override
    public Graph settle(Graph graph) {
        GraphEditor editor = graph.edit();
        editor.replaceUses(block.exit(), entry);
        editor.removeUnused();
        return editor.build();
    }

    @Override
    public Graph merge(Graph graph) {
        return graph;
    }
}
