package dev.secateur.views.outline;

import java.util.List;
import java.util.stream.Stream;

import dev.secateur.engine.graph.Node;

/// What is drawn and listed as one layer: a node with those that belong to it.
///
/// @param id `n` and the id of the head
/// @param label short name within the section around it
/// @param path full name: the sections' and its own, separated by dots
/// @param parts the head first, then what follows it in a chain (normalisation, activation, bias)
/// @param feeders nodes that only prepare constants for this layer, such as `Constant`; not drawn
public record Layer(String id, String label, String path, List<Part> parts, List<Node> feeders) implements Item {

    public Layer {
        parts = List.copyOf(parts);
        feeders = List.copyOf(feeders);
    }

    /// One row of a chain: one node, or several that together are one well-known function.
    ///
    /// @param name of the function if it is made of several nodes, such as `SiLU`; empty for a single node
    public record Part(String name, List<Node> nodes) {
        public Part {
            nodes = List.copyOf(nodes);
        }

        static Part of(Node node) {
            return new Part("", List.of(node));
        }

        /// The node that stands for the row.
        public Node node() {
            return nodes.getFirst();
        }
    }

    /// The node that the layer is named after.
    public Node head() {
        return parts.getFirst().node();
    }

    /// The identity of the layer that `head` leads.
    public static String idOf(Node head) {
        return "n" + head.id();
    }

    @Override
    public List<Node> nodes() {
        return Stream.concat(feeders.stream(), parts.stream().flatMap(p -> p.nodes().stream())).toList();
    }

    Layer named(String newLabel, String newPath) {
        return new Layer(id, newLabel, newPath, parts, feeders);
    }
}
