package dev.secateur.engine.rewrite;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.GraphEditor;
import dev.secateur.engine.graph.Node;
import dev.secateur.engine.job.CancelledException;
import dev.secateur.engine.job.Progress;

/// One way to change a graph at a node. Rules keep no state.
///
/// A rule never changes a constant that another node uses too: it adds a new one.
///
/// @param <M> what a match tells
public interface Rule<M> {

    /// What it does, as a verb and an object: `fold batch normalisation`.
    String name();

    /// What it does to the numbers.
    Effect effect();

    /// Whether the rule applies at this node; cheap, computes no weights.
    Match<M> match(Graph graph, Node node);

    /// Changes the graph where `match` said yes.
    ///
    /// @param graph the graph that was matched, of which `editor` is an edit without other changes at the matched nodes
    /// @param progress asked now and then whether to go on; composing two large kernels takes seconds
    /// @throws CancelledException if the progress says so
    void apply(Graph graph, M match, GraphEditor editor, Progress progress);

    /// Changes the graph where `match` said yes; cannot be cancelled.
    default void apply(Graph graph, M match, GraphEditor editor) {
        apply(graph, match, editor, Progress.none());
    }
}
