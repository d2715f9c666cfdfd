package dev.secateur.engine.compress.updp;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.block.Block;
import dev.secateur.engine.block.Variant;
import dev.secateur.engine.cost.CostRules;
import dev.secateur.engine.cost.Costs;
import dev.secateur.engine.cost.NodeCost;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.shape.Bindings;
import dev.secateur.engine.shape.ShapeInference;

/// What is known of all blocks that can be pruned before anything is trained: how redundant they are, and what pruning them saves.
///
/// @param network milliseconds of the network for one picture, measured here
/// @param rows the blocks among which a search chooses, in the network's order
/// @param refused the others, likewise
public record DepthSurvey(double network, List<Row> rows, List<Refused> refused) {

    public DepthSurvey {
        rows = List.copyOf(rows);
        refused = List.copyOf(refused);
    }

    /// A block that is not chosen by itself.
    ///
    /// @param reason why
    public record Refused(String block, String reason) {}

    /// A block.
    ///
    /// @param form its layers and what becomes of them, for people: `3×3 + 3×3 → 3×3`
    /// @param macs multiply-accumulates as it is, for one picture; -1 if they are not known
    /// @param redundancy similarity of what it reads and makes; null if there were no pictures to measure it on
    /// @param before milliseconds alone as it is
    /// @param after milliseconds alone, pruned and merged
    public record Row(String block, String form, long macs, @Nullable Double redundancy, double before,
            double after) {

        double saved() {
            return before - after;
        }
    }

    /// Measures times, and redundancy where there are pictures.
    ///
    /// @param similarity by which blocks are redundant
    /// @param threads for ONNX Runtime, 1 or more
    public static DepthSurvey of(Graph graph, Redundancy.@Nullable Pictures pictures, SearchPlan.Similarity similarity,
            int threads, Progress progress) throws ProblemException {
        Candidates candidates = new Candidates(graph);
        List<Candidate> open = candidates.searchable(Variant.CENTRE_TAP);
        Map<String, Double> redundancy = pictures == null
                ? Map.of()
                : Redundancy.scores(graph, open.stream().map(Candidate::block).toList(),
                        similarity, pictures, progress.part(0, 0.3));
        BlockTimes times = BlockTimes.of(graph, open, threads, progress.part(0.3, 1));
        Costs costs = CostRules.count(graph, ShapeInference.infer(graph, Bindings.batch(1)));
        List<Row> rows = new ArrayList<>();
        for (Candidate candidate : open) {
            BlockTimes.OfBlock time = times.blocks().getOrDefault(candidate.id(), new BlockTimes.OfBlock(0, 0, false));
            rows.add(new Row(candidate.id(), candidate.before() + " → " + candidate.after(),
                    macs(graph, costs, candidate.block()), redundancy.get(candidate.id()), time.before(),
                    time.after()));
        }
        return new DepthSurvey(times.network(), rows, candidates.refused(Variant.CENTRE_TAP));
    }

    private static long macs(Graph graph, Costs costs, Block block) {
        List<NodeCost> all = block.nodes().stream().flatMap(id -> graph.node(id).stream()).map(costs::of).toList();
        return all.stream().allMatch(NodeCost::known) ? all.stream().mapToLong(NodeCost::macs).sum() : -1;
    }

    /// How much less time the network takes with these blocks pruned, as their own times foretell: percent.
    public double faster(Collection<String> blocks) {
        return 100 * rows.stream().filter(r -> blocks.contains(r.block())).mapToDouble(Row::saved).sum() / network;
    }

    /// The most that can be reached, percent.
    public double most() {
        return 100 * rows.stream().mapToDouble(r -> Math.max(0, r.saved())).sum() / network;
    }

    /// The blocks that a search without training would choose to save so much: the most redundant ones, or where that is not known
    /// those that save most. As many as help where so much cannot be reached.
    ///
    /// @param percent less time for one picture
    public List<String> proposed(double percent) {
        double[] saved = rows.stream().mapToDouble(Row::saved).toArray();
        Goal goal = new Goal(rows.size(), 0, saved, network * Math.min(percent, most()) / 100 - 1e-9);
        Comparator<Integer> first = Comparator.comparingDouble(i -> {
            Double redundancy = rows.get(i).redundancy();
            return redundancy == null ? -saved[i] : -redundancy;
        });
        BitSet chosen = goal.greedy(IntStream.range(0, rows.size()).boxed().sorted(first).toList());
        return chosen.stream().mapToObj(i -> rows.get(i).block()).toList();
    }
}
