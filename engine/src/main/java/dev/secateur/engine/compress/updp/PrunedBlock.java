package dev.secateur.engine.compress.updp;

import java.util.List;
import java.util.Optional;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.GraphEditor;
import dev.secateur.engine.graph.Value;

/// A block in its pruned form, within a network that holds both forms.
interface PrunedBlock {

    /// Its id.
    String id();

    /// Where the pruned form takes over.
    List<Mix> mixes();

    /// Nodes of the batch normalisations that were put in and have to be calibrated.
    List<NewNorm> norms();

    /// The convolution whose outer taps go on the way; empty for none.
    default Optional<Reduction> reduced() {
        return Optional.empty();
    }

    /// What stands for the block's result.
    Value exit();

    /// The network with the pruned form alone, as it computes at lambda 1. Taken apart, nothing merged.
    Graph settle(Graph graph);

    /// The network in which one value is read in the place of another, without what nobody reads any more.
    static Graph replaced(Graph graph, Value gone, Value by) {
        GraphEditor editor = graph.edit();
        editor.replaceUses(gone, by);
        editor.removeUnused();
        return editor.build();
    }

    /// The network with the pruned form merged.
    Graph merge(Graph graph);

    /// A kernel of which the middle alone stays.
    ///
    /// @param node the convolution
    /// @param kept rows and columns that stay, odd
    /// @param withLambda true if the others go as lambda grows, false if the schedule says when
    record Reduction(int node, int kept, boolean withLambda) {}

    /// A batch normalisation that was put in.
    ///
    /// @param node its id
    /// @param neutral true if it begins as one that changes nothing in use; false if its scale and shift are copies of those of the
    ///     normalisation whose place it takes
    record NewNorm(int node, boolean neutral) {}
}
