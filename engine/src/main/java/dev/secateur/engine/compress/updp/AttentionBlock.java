package dev.secateur.engine.compress.updp;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

import dev.secateur.engine.block.Block;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.GraphEditor;
import dev.secateur.engine.graph.Node;
import dev.secateur.engine.graph.Value;
import dev.secateur.engine.op.Binary;
import dev.secateur.engine.rewrite.Match;

/// An attention whose layer normalisation goes over to a batch normalisation, which then becomes part of the projections. The
/// attention itself stays, because its weights follow from the input.
///
/// @param given what the layer normalisation makes
/// @param norm what takes its place
/// @param sum both, of which one fades out
record AttentionBlock(Block block, Value given, FeatureNorm.Put norm, Value sum) implements PrunedBlock {

    /// What building gives.
    record Built(Graph graph, AttentionBlock block) {}

    /// Where among the block's nodes the layer normalisation stands that the attention reads its input through.
    static Match<Integer> norm(Graph graph, Block block) {
        StepReader reader = new StepReader(graph);
        Set<Integer> inside = new HashSet<>(block.nodes());
        for (int i = 0; i < block.nodes().size(); i++) {
            Node node = graph.node(block.nodes().get(i)).orElseThrow();
            if (reader.making(node.output()) instanceof Step.Norm norm && norm.input().equals(block.entry())) {
                boolean leaks = graph.isOutput(norm.output())
                        || graph.uses(norm.output()).stream().anyMatch(u -> !inside.contains(u.node().id()));
                return leaks
                        ? Match.no("what its layer normalisation makes is used outside too", node)
                        : Match.yes(i);
            }
        }
        return Match.no("it contains an attention, which stays, and before it no layer normalisation that could go",
                graph.node(block.nodes().getFirst()).orElseThrow());
    }

    /// Puts the pruned form into a network.
    static Built into(Graph graph, Candidate candidate) {
        Block block = candidate.block();
        Node node = graph.node(block.nodes().get(candidate.norm())).orElseThrow();
        if (!(new StepReader(graph).making(node.output()) instanceof Step.Norm norm)) {
            throw new IllegalStateException("attention " + block.id() + " was readable and is not any more");
        }
        GraphEditor editor = graph.edit();
        FeatureNorm.Put put = FeatureNorm.put(editor, norm.input(), candidate.rank(), norm.scale(), norm.shift());
        Node sum = editor.addNode(new Binary(Binary.Kind.ADD), graph.name(norm.output()) + "/or_bn", norm.output(),
                put.output());
        editor.replaceUses(norm.output(), sum.output());
        return new Built(editor.build(), new AttentionBlock(block, norm.output(), put, sum.output()));
    }

    @Override
    public String id() {
        return block.id();
    }

    @Override
    public List<Mix> mixes() {
        return List.of(new Mix.Fade(given, false), new Mix.Fade(norm.output(), true));
    }

    @Override
    public List<NewNorm> norms() {
        return List.of(new NewNorm(norm.node(), false));
    }

    @Override
    public Value exit() {
        return block.exit();
    }

    @Override
    public Graph settle(Graph graph) {
        return PrunedBlock.replaced(graph, sum, norm.output());
    }

    @Override
    public Graph merge(Graph graph) {
        return ProjectionFold.at(graph, norm);
    }
}
