package dev.secateur.engine.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// A search as far as it is.
///
/// @param trials by their numbers
/// @param chosen numbers of those that were chosen, in order
/// @param recalled how many were known from an earlier run
public record SearchReport(SearchInfo info, List<Trial> trials, List<Integer> chosen, int recalled)
        implements
            SearchFinding {

    public SearchReport {
        trials = List.copyOf(trials);
        chosen = List.copyOf(chosen);
    }

    @Override
    public SearchReport search() {
        return this;
    }

    /// The trials that no other one beats: none costs as little and scores higher, or costs less and scores as high. By cost, each scoring
    /// higher than the one before.
    public List<Trial> frontier() {
        List<Trial> best = new ArrayList<>();
        trials.stream().filter(t -> Double.isFinite(t.score()) && Double.isFinite(t.cost()))
                .sorted(Comparator.comparingDouble(Trial::cost).thenComparing(t -> -t.score())).forEach(t -> {
                    if (best.isEmpty() || t.score() > best.getLast().score()) {
                        best.add(t);
                    }
                });
        return best;
    }
}
