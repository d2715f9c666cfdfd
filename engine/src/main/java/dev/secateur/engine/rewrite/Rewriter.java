package dev.secateur.engine.rewrite;

import java.util.Collection;
import java.util.Optional;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.GraphEditor;
import dev.secateur.engine.graph.Node;
import dev.secateur.engine.job.Progress;

/// Applies rules. A graph at which nothing applies comes back as the same object.
public final class Rewriter {

    private Rewriter() {}

    /// Applies a rule at a node, if it applies there.
    public static <M> Graph at(Graph graph, Node node, Rule<M> rule, Progress progress) {
        if (!(rule.match(graph, node) instanceof Match.Yes<M>(M found))) {
            return graph;
        }
        GraphEditor editor = graph.edit();
        rule.apply(graph, found, editor, progress);
        editor.removeUnused();
        return editor.build();
    }

    /// Applies a rule at all nodes until it applies nowhere.
    public static <M> Graph everywhere(Graph graph, Rule<M> rule, Progress progress) {
        Graph before;
        Graph after = graph;
        do {
            before = after;
            after = within(before, before.nodes().stream().map(Node::id).toList(), rule, progress);
        } while (after != before);
        return after;
    }

    /// Applies a rule once at each of these nodes that is still there when its turn comes, in the order given.
    public static <M> Graph within(Graph graph, Collection<Integer> nodes, Rule<M> rule, Progress progress) {
        Graph now = graph;
        for (int id : nodes) {
            progress.check();
            Optional<Node> node = now.node(id);
            if (node.isPresent()) {
                now = at(now, node.get(), rule, progress);
            }
        }
        return now;
    }
}
