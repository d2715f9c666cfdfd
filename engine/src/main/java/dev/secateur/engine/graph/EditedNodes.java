package dev.secateur.engine.graph;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// The nodes of a graph while it is edited: what differs from the graph, laid over it. Costs only what is touched.
final class EditedNodes {

    private final Graph base;
    private final Map<Integer, Node> changed = new HashMap<>();
    private final Map<Integer, Node> added = new LinkedHashMap<>();
    private final Set<Integer> removed = new LinkedHashSet<>();
    private final Map<Value, Set<Integer>> users = new HashMap<>();
    private final Map<Value, Integer> makers = new HashMap<>();
    private final Set<Value> unmade = new LinkedHashSet<>();

    EditedNodes(Graph base) {
        this.base = base;
    }

    /// The node with this id as it is now.
    Optional<Node> find(int id) {
        Node now = added.get(id);
        if (now == null) {
            now = changed.get(id);
        }
        return now != null ? Optional.of(now) : removed.contains(id) ? Optional.empty() : base.node(id);
    }

    /// Ids of the nodes that use a value, captures included.
    Set<Integer> users(Value value) {
        return users.computeIfAbsent(value, v -> {
            Set<Integer> ids = new LinkedHashSet<>();
            base.uses(v).forEach(u -> ids.add(u.node().id()));
            return ids;
        });
    }

    /// The node that makes a value.
    Optional<Node> maker(Value value) {
        Integer id = makers.get(value);
        return id != null ? find(id) : base.producer(value).flatMap(n -> find(n.id()));
    }

    /// Puts a node in that was not there.
    void add(Node node) {
        added.put(node.id(), node);
        node.outputs().stream().filter(Value::isPresent).forEach(v -> {
            makers.put(v, node.id());
            unmade.remove(v);
        });
        operands(node).forEach(v -> users(v).add(node.id()));
    }

    /// Gives a node other operands or another operation.
    ///
    /// @return the values that no node uses any more
    List<Value> replace(Node before, Node after) {
        List<Value> dropped = release(before);
        operands(after).forEach(v -> users(v).add(after.id()));
        if (added.containsKey(after.id())) {
            added.put(after.id(), after);
        } else {
            changed.put(after.id(), after);
        }
        return dropped;
    }

    /// Takes a node out.
    ///
    /// @return the values that no node uses any more
    List<Value> remove(Node node) {
        List<Value> dropped = release(node);
        if (added.remove(node.id()) == null) {
            changed.remove(node.id());
            removed.add(node.id());
        }
        for (Value output : node.outputs()) {
            if (output.isPresent()) {
                makers.remove(output);
                unmade.add(output);
            }
        }
        return dropped;
    }

    private List<Value> release(Node node) {
        List<Value> dropped = new ArrayList<>();
        operands(node).forEach(v -> {
            Set<Integer> ids = users(v);
            if (ids.remove(node.id()) && ids.isEmpty()) {
                dropped.add(v);
            }
        });
        return dropped;
    }

    /// Values whose node was taken out and that no other node makes now.
    Set<Value> unmade() {
        return unmade;
    }

    /// Ids of the nodes that were taken out.
    Set<Integer> removed() {
        return removed;
    }

    /// All nodes as they are now, those of the graph in its order, then the new ones.
    List<Node> all() {
        List<Node> all = new ArrayList<>(base.nodes().size() + added.size());
        for (Node node : base.nodes()) {
            if (!removed.contains(node.id())) {
                all.add(changed.getOrDefault(node.id(), node));
            }
        }
        all.addAll(added.values());
        return all;
    }

    private static Stream<Value> operands(Node node) {
        return Stream.concat(node.inputs().stream().filter(Value::isPresent), node.captures().stream());
    }
}
