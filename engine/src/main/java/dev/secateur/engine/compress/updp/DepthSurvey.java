package dev.secateur.engine.compress.updp;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.block.Variant;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.problem.ProblemException;

/// What is known of all blocks that can be pruned before anything is trained: how redundant they are, and what pruning them saves.
///
/// @param network milliseconds of the network for one picture, measured here
/// @param rows the blocks among which a search chooses, in the network's order
public record DepthSurvey(double network, List<Row> rows) {

    public DepthSurvey {
        rows = List.copyOf(rows);
    }

    /// A block.
    ///
    /// @param redundancy similarity of what it reads and makes; null if there were no pictures to measure it on
    /// @param before milliseconds alone as it is
    /// @param after milliseconds alone, pruned and merged
    public record Row(String block, @Nullable Double redundancy, double before, double after) {

        double saved() {
            return before - after;
        }
    }

    /// Measures times, and redundancy where there are pictures.
    ///
    /// @param threads for ONNX Runtime, 1 or more
    public static DepthSurvey of(Graph graph, Redundancy.@Nullable Pictures pictures, int threads, Progress progress)
            throws ProblemException {
        List<Candidate> open = new Candidates(graph).searchable(Variant.CENTRE_TAP);
        Map<String, Double> redundancy = pictures == null
                ? Map.of()
                : Redundancy.scores(graph, open.stream().map(Candidate::block).toList(),
                        SearchPlan.Similarity.COSINE, pictures, progress.part(0, 0.3));
        BlockTimes times = BlockTimes.of(graph, open, threads, progress.part(0.3, 1));
        List<Row> rows = new ArrayList<>();
        for (Candidate candidate : open) {
            BlockTimes.OfBlock time = times.blocks().getOrDefault(candidate.id(), new BlockTimes.OfBlock(0, 0, false));
            rows.add(new Row(candidate.id(), redundancy.get(candidate.id()), time.before(), time.after()));
        }
        return new DepthSurvey(times.network(), rows);
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
