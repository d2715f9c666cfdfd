package dev.secateur.engine.runtime;

import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.Node;
import dev.secateur.engine.graph.Value;

/// Finds the node of a graph behind a name in the runtime's profile.
///
/// The runtime names a kernel after the node, or after the value that a fused chain makes, with endings that tell how it was
/// changed: `_nchwc`, `_bn`, `/MatMulAddFusion`, `_token_12`. A node without a name is called by operator and place: `Conv_3`.
final class KernelNames {

    /// Most nodes that become one kernel.
    static final int CHAIN = 64;

    private static final Pattern ENDING = Pattern.compile("(_nchwc|_bn|_new_reshape|_token_\\d+|/\\w*Fusion|/)$");

    private final Map<String, Node> nodes = new HashMap<>();
    private final Map<String, Node> places = new HashMap<>();
    private final Map<Node, String> unnamed = new IdentityHashMap<>();
    private final Map<String, Value> values = new HashMap<>();
    private final Graph graph;

    KernelNames(Graph graph) {
        this.graph = graph;
        graph.inputs().forEach(v -> values.put(graph.name(v), v));
        for (int i = 0; i < graph.nodes().size(); i++) {
            Node node = graph.nodes().get(i);
            String name = graph.names().ofNode(node.id());
            if (name.isEmpty()) {
                places.put(node.op().type() + "_" + i, node);
                unnamed.put(node, node.op().type() + "_" + i);
            } else {
                nodes.putIfAbsent(name, node);
            }
            node.outputs().stream().filter(Value::isPresent).forEach(v -> values.put(graph.name(v), v));
        }
    }

    /// The value of this name, null if there is none.
    @Nullable
    Value value(String name) {
        return values.get(name);
    }

    /// The node that makes the value of this name.
    Optional<Node> maker(String name) {
        Value value = values.get(name);
        return value == null ? Optional.empty() : graph.producer(value);
    }

    /// A node without a name by what the runtime calls it.
    Optional<Node> byPlace(String kernel) {
        return Optional.ofNullable(places.get(kernel));
    }

    /// What the runtime calls a node without a name; empty if it has one.
    String place(Node node) {
        return unnamed.getOrDefault(node, "");
    }

    /// The node that a kernel's name tells, or whose result it tells.
    Optional<Node> node(String kernel) {
        String name = kernel;
        while (!name.isEmpty()) {
            Optional<Node> found = Optional.ofNullable(nodes.get(name)).or(() -> byPlace(kernel));
            if (found.isPresent()) {
                return found;
            }
            Optional<Node> maker = maker(name);
            if (maker.isPresent()) {
                return maker;
            }
            String shorter = ENDING.matcher(name).replaceFirst("");
            if (shorter.equals(name)) {
                return Optional.empty();
            }
            name = shorter;
        }
        return Optional.empty();
    }
}
