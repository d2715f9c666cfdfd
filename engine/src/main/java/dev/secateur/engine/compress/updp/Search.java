package dev.secateur.engine.compress.updp;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.problem.ProblemException;

/// Chooses blocks.
///
/// @param candidates what may be chosen
/// @param goal what the choice has to come to
/// @param redundancy of each candidate, by its id; higher goes first
record Search(List<Candidate> candidates, Goal goal, Map<String, Double> redundancy) {

    /// Most sets that an exhaustive search measures.
    static final int MOST_SETS = 2000;

    /// What can be reached at most is named where the goal cannot be.
    ///
    /// @param times null if blocks are chosen by number
    static Goal goal(List<Candidate> candidates, UpdpConfig config, @Nullable BlockTimes times)
            throws ProblemException {
        if (times == null) {
            if (config.count() > candidates.size()) {
                throw ProblemException.ofSetting("too many blocks are asked for", "count", "of all blocks "
                        + candidates.size() + " can be chosen", candidates.isEmpty() ? "" : "ask for fewer");
            }
            return Goal.ofCount(candidates.size(), config.count());
        }
        double[] saved = candidates.stream().mapToDouble(c -> times.saved(c.id())).toArray();
        double most = Arrays.stream(saved).filter(s -> s > 0).sum();
        double needed = times.network() * config.faster() / 100;
        if (most < needed) {
            throw ProblemException.ofSetting("the network cannot become so much faster", "faster",
                    String.format(Locale.ROOT,
                            "all %d blocks that can be chosen save %.3f of %.3f ms, which is %.1f %%",
                            candidates.size(), most, times.network(), 100 * most / times.network()),
                    String.format(Locale.ROOT, "ask for at most %.0f", Math.floor(100 * most / times.network())));
        }
        return new Goal(candidates.size(), 0, saved, needed);
    }

    /// The choice by redundancy: the most redundant blocks until the goal is met.
    BitSet byRedundancy() {
        List<Integer> order = IntStream.range(0, candidates.size()).boxed()
                .sorted(Comparator.comparingDouble(i -> -score(i))).toList();
        return goal.greedy(order);
    }

    private double score(int index) {
        return redundancy.getOrDefault(candidates.get(index).id(), 0.0);
    }

    /// All sets that meet the goal.
    List<BitSet> all() throws ProblemException {
        List<BitSet> sets = goal.sets(MOST_SETS + 1);
        if (sets.size() > MOST_SETS) {
            throw ProblemException.ofSetting("too many sets of blocks", "search.kind",
                    "more than " + MOST_SETS + " sets of " + candidates.size() + " blocks would be measured",
                    "use genetic or redundancy");
        }
        return sets;
    }

    /// The best of all sets, the first of equal ones.
    BitSet exhaustive(Fitness fitness) throws ProblemException {
        BitSet best = new BitSet();
        double highest = Double.NEGATIVE_INFINITY;
        for (BitSet set : all()) {
            double found = fitness.of(set);
            if (found > highest) {
                highest = found;
                best = set;
            }
        }
        return best;
    }

    /// The best set that a genetic search finds, which begins with the choice by redundancy.
    BitSet genetic(SearchPlan plan, long seed, Fitness fitness) throws ProblemException {
        return new GeneticSearch(goal, plan, seed).best(List.of(byRedundancy()), fitness);
    }
}
