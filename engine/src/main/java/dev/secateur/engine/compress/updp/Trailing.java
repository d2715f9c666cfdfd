package dev.secateur.engine.compress.updp;

import java.util.List;
import java.util.Optional;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.Node;
import dev.secateur.engine.graph.Use;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.rewrite.Rewriter;
import dev.secateur.engine.rewrite.rules.FoldPreceding;

/// The normalisations behind pruned blocks become part of the layer after them where that changes nothing: it alone reads them, and no
/// zeros of padding come between.
///
/// @param folded how many did
record Trailing(Graph graph, int folded) {

    static Trailing folded(Graph merged, PrunedNetwork network, Progress progress) {
        Graph now = merged;
        int folded = 0;
        for (PrunedBlock block : network.blocks()) {
            for (PrunedBlock.NewNorm norm : block.norms()) {
                Graph after = folded(now, norm.node(), progress);
                folded += after == now ? 0 : 1;
                now = after;
            }
        }
        return new Trailing(now, folded);
    }

    private static Graph folded(Graph graph, int norm, Progress progress) {
        Optional<Node> node = graph.node(norm);
        List<Use> uses = node.map(n -> graph.uses(n.output())).orElse(List.of());
        return uses.size() == 1
                ? Rewriter.at(graph, uses.getFirst().node(),
                        new FoldPreceding(FoldPreceding.Kind.NORMALISATION), progress)
                : graph;
    }
}
