package dev.secateur.engine.compress.autocompress;

import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.compress.BudgetReport;
import dev.secateur.engine.search.SearchFinding;
import dev.secateur.engine.search.SearchReport;

/// What the search, the rounds and purification came to.
///
/// @param goal times less, of the objective
/// @param before of the network as it was given
/// @param after of the result
/// @param rounds in order; one that was given up is the last
/// @param purification null if there was none, or not yet
/// @param layers of the result, in the network's order, with the index lists of their columns; empty while it runs
/// @param packed null while it runs
/// @param time measured in turns; null unless time is the objective, and while it runs
/// @param search every candidate
/// @param note what a reader has to know
public record AutoCompressReport(Goal goal, Size before, Size after, List<RoundReport> rounds,
        @Nullable PurifyReport purification, List<LayerReport> layers, @Nullable Packed packed,
        BudgetReport.@Nullable TimeReport time, Passes passes, SearchReport search, String note)
        implements
            SearchFinding {

    public AutoCompressReport {
        rounds = List.copyOf(rounds);
        layers = List.copyOf(layers);
    }

    /// What was asked for.
    ///
    /// @param times less
    /// @param objective `weights`, `macs`, `time`
    /// @param structure `both`, `filters`, `columns`, `weights`
    /// @param search `annealing`, `unguided`, `random`, `uniform`
    public record Goal(double times, String objective, String structure, String search) {}

    /// How large a network is.
    ///
    /// @param weights elements of all weights, normalisations and classifier included, those of columns that are gone not counted
    /// @param denseWeights the same with them: what the file holds
    /// @param macs multiply-accumulates of one picture, those of columns that are gone not counted
    /// @param denseMacs the same with them: what ONNX Runtime computes
    /// @param accuracy on held-out pictures, 0..1; null without any
    public record Size(double weights, double denseWeights, double macs, double denseMacs, @Nullable Double accuracy) {}

    /// A round.
    ///
    /// @param target times less than the given network
    /// @param ratios that were chosen
    /// @param judge `accuracy` or `loss`
    /// @param evaluations candidates that were looked at
    /// @param accepted moves of annealing that were accepted
    /// @param moves candidates in order
    /// @param quick accuracy of the chosen one without training, on the pictures of the search, 0..1
    /// @param distances how far each weight was from its structure before it was forced into it
    /// @param afterAdmm accuracy on held-out pictures after the hard cut, 0..1; null without any
    /// @param after what came of it, after retraining
    /// @param kept false if it lost more than the limit
    public record RoundReport(int round, double target, List<Ratio> ratios, String judge, int evaluations,
            int accepted, List<MoveReport> moves, double quick, List<Distance> distances, @Nullable Double afterAdmm,
            Size after, boolean kept) {

        public RoundReport {
            ratios = List.copyOf(ratios);
            moves = List.copyOf(moves);
            distances = List.copyOf(distances);
        }
    }

    /// A ratio.
    ///
    /// @param size elements of the weight
    /// @param share that goes, 0..1, of what the round began with
    public record Ratio(String name, double size, double share) {}

    /// A candidate of annealing.
    ///
    /// @param temperature 0 for the beginning and the random moves before
    public record MoveReport(double temperature, double energy, boolean accepted, double least) {}

    /// How far a weight was from its structure: `|W - Z| / |W|`.
    public record Distance(String name, double share) {}

    /// Purification.
    ///
    /// @param accuracyBefore on the pictures of the search, 0..1, as the other
    /// @param norms energies of columns before and after; the same bins
    public record PurifyReport(int evaluations, List<MoveReport> moves, List<Ratio> thresholds, int filtersRemoved,
            int columnsRemoved, double accuracyBefore, double accuracyAfter, Size after, Norms norms) {

        public PurifyReport {
            moves = List.copyOf(moves);
            thresholds = List.copyOf(thresholds);
        }
    }

    /// Counts of columns by their energy, as a share of the mean of their layer.
    ///
    /// @param low decimal logarithm of the lower end of the first bin
    /// @param step decimal logarithm of a bin's width
    public record Norms(double low, double step, List<Integer> before, List<Integer> after) {

        public Norms {
            before = List.copyOf(before);
            after = List.copyOf(after);
        }
    }

    /// A layer of the result.
    ///
    /// @param filters before and after
    /// @param columns before, and those that stay
    /// @param kept indices of the columns that stay, of those that the layer in the file has; empty if all do
    /// @param kernel before and after, `3×3 → 2×3`; empty if it is the same
    /// @param weights elements before and after that are not gone
    public record LayerReport(String name, List<Integer> filters, List<Integer> columns, List<Integer> kept,
            String kernel, List<Long> weights) {

        public LayerReport {
            filters = List.copyOf(filters);
            columns = List.copyOf(columns);
            kept = List.copyOf(kept);
            weights = List.copyOf(weights);
        }
    }

    /// How large the weights are when zeros are not stored: one bit for each column or weight that says whether it is there, and four bytes for
    /// each element that is.
    public record Packed(long denseBytes, long packedBytes) {}

    /// Pictures that went through the network, there and back or only there.
    ///
    /// @param search measuring candidates, recalled ones included
    /// @param admm training towards the structure
    /// @param retraining within it, after purification too
    /// @param judging held-out pictures after each round
    public record Passes(long search, long admm, long retraining, long judging) {

        /// All of them.
        public long all() {
            return search + admm + retraining + judging;
        }
    }
}
