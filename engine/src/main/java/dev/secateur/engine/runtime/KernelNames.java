package dev.secateur.engine.runtime;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.Node;
import dev.secateur.engine.graph.Value;

/// Finds the node of a graph behind a name in the runtime's profile.
///
/// The runtime names a kernel after the node, or after the value that a fused chain makes, with endings that tell how it was
/// changed: `_nchwc`, `_bn`, `/MatMulAddFusion`, `_token_12`. A node without a name is called by operator and place: `Conv_3`.
final class KernelNames {

    private static final Pattern ENDING = Pattern.compile("(_nchwc|_bn|_new_reshape|_token_\\d+|/\\w*Fusion|/)$");

    /// A fused chain is no longer than this.
    private static final int CHAIN = 8;

    private final Graph graph;
    private final Map<String, Node> byName = new HashMap<>();

    KernelNames(Graph graph) {
        this.graph = graph;
        for (int i = 0; i < graph.nodes().size(); i++) {
            Node node = graph.nodes().get(i);
            byName.putIfAbsent(node.op().type() + "_" + i, node);
        }
        for (Node node : graph.nodes()) {
            node.outputs().stream().filter(Value::isPresent).forEach(v -> byName.put(graph.name(v), node));
        }
        graph.nodes().forEach(n -> byName.put(graph.name(n), n));
    }

    /// The node whose work a kernel does; empty if none can be told.
    ///
    /// @param kernel its name in the profile
    /// @param operator what it runs: `Conv`, `FusedConv`
    Optional<Node> node(String kernel, String operator) {
        String name = kernel;
        Node found = byName.get(name);
        while (found == null) {
            String shorter = ENDING.matcher(name).replaceFirst("");
            if (shorter.equals(name)) {
                return Optional.empty();
            }
            name = shorter;
            found = byName.get(name);
        }
        return Optional.of(worker(found, operator));
    }

    /// Walks back from the end of a fused chain to the node that does the work; the end itself if there is none.
    private Node worker(Node end, String operator) {
        Node node = end;
        for (int i = 0; i < CHAIN; i++) {
            if (operator.endsWith(node.op().type())) {
                return node;
            }
            Optional<Node> before = graph.producer(node.input(0));
            if (before.isEmpty()) {
                return end;
            }
            node = before.get();
        }
        return end;
    }
}
