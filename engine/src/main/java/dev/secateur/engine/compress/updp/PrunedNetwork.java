package dev.secateur.engine.compress.updp;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.secateur.engine.block.MergePlan;
import dev.secateur.engine.graph.Constraint;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.Value;
import dev.secateur.engine.job.Progress;

/// A network that holds some blocks in both forms: what is trained.
///
/// @param graph computes what the given network does while all lambdas are 0 and normalisations use stored statistics
/// @param blocks in the network's order
record PrunedNetwork(Graph graph, List<PrunedBlock> blocks) {

    PrunedNetwork {
        blocks = List.copyOf(blocks);
    }

    /// Builds it, mixed around every operator.
    ///
    /// @param candidates in the network's order
    static PrunedNetwork of(Graph graph, List<Candidate> candidates, Progress progress) {
        return of(graph, candidates, Schedule.Mixing.OPERATOR, progress);
    }

    /// Builds it.
    ///
    /// @param candidates in the network's order
    static PrunedNetwork of(Graph graph, List<Candidate> candidates, Schedule.Mixing mixing, Progress progress) {
        Graph now = graph;
        List<PrunedBlock> blocks = new ArrayList<>();
        // What is read in the place of a block's exit, where something was put behind it.
        Map<Value, Value> heirs = new HashMap<>();
        for (Candidate candidate : candidates) {
            progress.check();
            Value entry = candidate.block().entry();
            if (candidate.drops()) {
                blocks.add(new DroppedBlock(candidate.block(), heirs.getOrDefault(entry, entry)));
            } else if (mixing == Schedule.Mixing.BLOCK) {
                TwinBlock.Built built = TwinBlock.into(now, candidate, progress);
                now = built.graph();
                blocks.add(built.block());
            } else {
                PrunedNetwork built = around(now, candidate, progress);
                now = built.graph();
                blocks.addAll(built.blocks());
            }
            heirs.put(candidate.block().exit(), blocks.getLast().exit());
        }
        require(now);
        return new PrunedNetwork(now, blocks);
    }

    /// One block, mixed around every operator.
    static PrunedNetwork around(Graph graph, Candidate candidate, Progress progress) {
        MergePlan plan = candidate.plan();
        if (candidate.keepsLayers()) {
            AttentionBlock.Built built = AttentionBlock.into(graph, candidate);
            return new PrunedNetwork(built.graph(), List.of(built.block()));
        }
        if (plan == null) {
            FeatureBlock.Built built = FeatureBlock.into(graph, candidate, progress);
            return new PrunedNetwork(built.graph(), List.of(built.block()));
        }
        ConvolutionBlock.Built built = ConvolutionBlock.into(graph, candidate.block(), plan, progress);
        return new PrunedNetwork(built.graph(), List.of(built.block()));
    }

    /// The network at lambda 1, everything that only the given form needed being gone.
    ///
    /// @param trained this network with other weights
    Graph settled(Graph trained) {
        Graph now = trained;
        // The last one first, because the entry of a dropped block may be the exit of another.
        for (PrunedBlock block : blocks.reversed()) {
            now = block.settle(now);
        }
        require(now);
        return now;
    }

    /// The settled network with every block merged.
    Graph merged(Graph settled) {
        Graph now = settled;
        for (PrunedBlock block : blocks) {
            now = block.merge(now);
        }
        require(now);
        return now;
    }

    private static void require(Graph graph) {
        List<Constraint.Violation> violations = Constraint.violations(graph);
        if (!violations.isEmpty()) {
            throw new IllegalStateException("pruning made an invalid graph: " + violations.getFirst());
        }
    }
}
