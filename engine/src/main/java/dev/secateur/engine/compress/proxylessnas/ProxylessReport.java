package dev.secateur.engine.compress.proxylessnas;

import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.search.SearchFinding;
import dev.secateur.engine.search.SearchReport;

/// What a search found, or has found so far.
///
/// @param edges in the network's order
/// @param history of the search
/// @param cost of the given and of the derived network
/// @param trials networks that were trained after the search: what was derived, then the controls; empty while the search runs
/// @param passes pictures that went through networks
/// @param searching true while the search runs: the choice is the one it would make now
/// @param note what a reader has to know
public record ProxylessReport(List<EdgeReport> edges, List<Point> history, CostReport cost, List<TrialReport> trials,
        Passes passes, boolean searching, String note)
        implements
            SearchFinding {

    public ProxylessReport {
        edges = List.copyOf(edges);
        history = List.copyOf(history);
        trials = List.copyOf(trials);
    }

    @Override
    public SearchReport search() {
        return Candidates.of(this);
    }

    /// A place where one of several operations stands.
    ///
    /// @param id of the block whose place it is
    /// @param chosen index of the operation of the largest parameter
    /// @param margin by how much that parameter is larger than the next one
    public record EdgeReport(String id, List<OperationReport> operations, int chosen, double margin) {

        public EdgeReport {
            operations = List.copyOf(operations);
        }
    }

    /// One of the operations.
    ///
    /// @param label `5×5, 50 %`; `skip` for leaving the block out
    /// @param cost what it adds to the cost of a network that skips or least does here, in the unit of the report
    /// @param probability 0 to 1
    public record OperationReport(String label, long macs, double cost, double probability) {}

    /// A look at the search.
    ///
    /// @param epoch epochs gone, warm-up included
    /// @param cost expected, in the unit of the report
    /// @param entropy of the probabilities, mean over the edges, as a share of that of an even choice
    /// @param accuracy of the network of the largest parameters on pictures that the weights never see, normalised by the batch, 0 to 1;
    ///     null where it was not looked at
    /// @param probabilities by edge and operation
    public record Point(double epoch, double cost, double entropy, @Nullable Double accuracy,
            List<List<Double>> probabilities) {

        public Point {
            probabilities = probabilities.stream().map(List::copyOf).toList();
        }
    }

    /// Costs of networks.
    ///
    /// @param unit `ms` or `MACs`
    /// @param given of the network with all blocks as they are
    /// @param target that was aimed at
    /// @param least of the cheapest network of the space
    /// @param derived of what is derived, by the table
    /// @param check how well the table foretells; null if it was not measured or is not of times
    public record CostReport(String unit, double given, double target, double least, double derived,
            @Nullable TableCheck check) {}

    /// How forecasts by the table and measured times go together.
    ///
    /// @param networks that were drawn and timed
    /// @param correlation of foretold and measured times (Pearson)
    /// @param slope of the line through measured over foretold times
    /// @param meanError mean of |foretold - measured| / measured
    /// @param table what tells this table from others
    public record TableCheck(int networks, double correlation, double slope, double meanError, String table) {}

    /// A network that was trained after the search.
    ///
    /// @param name `derived`, `drawn 1`, `largest`
    /// @param operations label of each edge's
    /// @param cost by the table
    /// @param milliseconds measured in turns with what is derived; null if nothing was timed
    /// @param accuracy on held-out pictures after training, in ONNX Runtime, 0 to 1; null without held-out pictures
    public record TrialReport(String name, List<String> operations, double cost, @Nullable Double milliseconds,
            @Nullable Double accuracy) {

        public TrialReport {
            operations = List.copyOf(operations);
        }
    }

    /// Pictures that went through networks.
    ///
    /// @param weights training steps of the search
    /// @param architecture steps of the architecture parameters, each path counted
    /// @param retraining of what is derived and of controls
    public record Passes(long weights, long architecture, long retraining) {}
}
