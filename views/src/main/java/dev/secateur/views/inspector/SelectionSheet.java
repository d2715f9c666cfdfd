package dev.secateur.views.inspector;

import java.util.List;

/// What is shown of several nodes, or of a block.
///
/// @param title the block's id, or how many things are selected
/// @param nodes number of nodes
/// @param operators how many of each operator, the most frequent first
/// @param names of the selected blocks and layers
public record SelectionSheet(String title, int nodes, List<Fact> costs, List<Fact> operators, List<String> names) {

    public SelectionSheet {
        costs = List.copyOf(costs);
        operators = List.copyOf(operators);
        names = List.copyOf(names);
    }
}
