package dev.secateur.engine.graph;

import java.util.List;

/// A sub-graph of a node (`If`, `Loop`, `Scan`), to be looked at; what is written is what the file says.
///
/// @param name the attribute that holds it: `then_branch`, `body`
/// @param graph its inputs are the formal ones and then the values that it takes from outside
/// @param formal number of formal inputs
/// @param captured for each further input, its place among the node's captures
public record Body(String name, Graph graph, int formal, List<Integer> captured) {

    public Body {
        captured = List.copyOf(captured);
    }
}
