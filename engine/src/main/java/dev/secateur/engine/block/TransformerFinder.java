package dev.secateur.engine.block;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.Node;
import dev.secateur.engine.graph.Value;

/// Finds transformer blocks: an attention and, right behind it or behind a normalisation, an MLP.
final class TransformerFinder {

    /// Nodes of a normalisation that is written out.
    private static final int MOST_BETWEEN = 14;

    private final Graph graph;
    private final Flow flow;
    private final Nest nest;

    TransformerFinder(Graph graph, Flow flow, Nest nest) {
        this.graph = graph;
        this.flow = flow;
        this.nest = nest;
    }

    /// The block that ends in an MLP that was just found.
    Optional<Found> endingIn(Found mlp) {
        if (mlp.kind() != BlockKind.MLP) {
            return Optional.empty();
        }
        Found attention = attention(mlp.entry());
        Optional<List<Node>> between = attention == null
                ? Optional.empty()
                : between(attention.exit(), mlp.entry()).filter(b -> Contents.of(graph, flow, b).products() == 0);
        if (attention == null || between.isEmpty()) {
            return Optional.empty();
        }
        List<Node> nodes = new ArrayList<>(attention.nodes());
        nodes.addAll(between.get());
        nodes.addAll(mlp.nodes());
        return Optional.of(new Found(BlockKind.TRANSFORMER, attention.entry(), mlp.exit(), nodes, null,
                attention.refusal()));
    }

    @org.jspecify.annotations.Nullable
    private Found attention(Value entry) {
        Value value = entry;
        for (int i = 0; i < MOST_BETWEEN; i++) {
            Nest.Item item = nest.endingIn(value);
            if (item != null) {
                return item.found().kind() == BlockKind.ATTENTION ? item.found() : null;
            }
            Optional<Node> maker = graph.producer(value);
            if (maker.isEmpty()) {
                return null;
            }
            Optional<Node> dominator = flow.dominator(maker.get());
            if (dominator.isEmpty()) {
                return null;
            }
            value = dominator.get().output();
        }
        return null;
    }

    private Optional<List<Node>> between(Value from, Value to) {
        return from.equals(to)
                ? Optional.of(List.of())
                : graph.producer(to).flatMap(last -> flow.between(from, last, MOST_BETWEEN)).map(Flow.Region::nodes);
    }
}
