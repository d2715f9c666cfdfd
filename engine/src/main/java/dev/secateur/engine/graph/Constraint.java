package dev.secateur.engine.graph;

import java.util.List;

/// One condition that every valid graph meets.
public interface Constraint {

    /// All places where the graph breaks this condition; empty if it holds.
    List<Violation> check(Graph graph);

    /// One broken condition.
    ///
    /// @param node name of the node or value at fault
    /// @param reason what is wrong there, as a clause: `its input x is made by no node`
    record Violation(String node, String reason) {}

    /// All conditions of a valid graph.
    static List<Constraint> all() {
        return List.of(new SingleAssignment(), new DefinedOperands(), new ExecutableOrder(), new DistinctNames(),
                new DefinedOutputs());
    }

    /// All violations of all conditions.
    static List<Violation> violations(Graph graph) {
        return all().stream().flatMap(c -> c.check(graph).stream()).toList();
    }
}
