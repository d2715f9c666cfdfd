package dev.secateur.engine.block;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.Node;

/// Blocks within blocks: any two share no node, or one holds the other.
final class Nest {

    private final Graph graph;
    private final Flow flow;
    private final List<Item> items = new ArrayList<>();
    private final Map<Integer, Item> innermost = new HashMap<>();

    Nest(Graph graph, Flow flow) {
        this.graph = graph;
        this.flow = flow;
    }

    /// A block and what holds it.
    static final class Item {
        private final Found found;
        private final Set<Integer> ids;
        private @Nullable Item parent;

        Item(Found found, Set<Integer> ids) {
            this.found = found;
            this.ids = ids;
        }

        Found found() {
            return found;
        }
    }

    /// Takes a block in, unless it would share nodes with another without one holding the other.
    ///
    /// @return whether it was taken in
    boolean add(Found found) {
        Set<Integer> ids = new HashSet<>();
        found.nodes().forEach(n -> ids.add(n.id()));
        Map<Item, Boolean> within = new HashMap<>();
        Item around = null;
        for (int id : ids) {
            Item item = innermost.get(id);
            while (item != null && within.computeIfAbsent(item, i -> ids.containsAll(i.ids))) {
                item = item.parent;
            }
            if (item != null && item != around && !item.ids.containsAll(ids)) {
                return false;
            }
            around = item == null ? around : item;
        }
        Item made = new Item(found, ids);
        made.parent = around;
        for (Map.Entry<Item, Boolean> entry : within.entrySet()) {
            if (entry.getValue() && entry.getKey().parent == around) {
                if (entry.getKey().ids.size() == ids.size()) {
                    return false;
                }
                entry.getKey().parent = made;
            }
        }
        for (int id : ids) {
            if (innermost.get(id) == around) {
                innermost.put(id, made);
            }
        }
        items.add(made);
        return true;
    }

    /// The smallest block around a node; null if there is none.
    @Nullable
    Found around(Node node) {
        Item item = innermost.get(node.id());
        return item == null ? null : item.found;
    }

    /// True if any of the nodes lies in a block around which a shortcut leads.
    boolean holdsResidual(Collection<Node> nodes) {
        return nodes.stream().anyMatch(n -> {
            Item item = innermost.get(n.id());
            while (item != null && !item.found.kind().isResidual()) {
                item = item.parent;
            }
            return item != null;
        });
    }

    /// The block that ends in a value; the outermost if there are several.
    @Nullable
    Item endingIn(dev.secateur.engine.graph.Value exit) {
        Item item = graph.producer(exit).map(n -> innermost.get(n.id())).orElse(null);
        Item found = null;
        while (item != null) {
            found = item.found.exit().equals(exit) ? item : found;
            item = item.parent;
        }
        return found;
    }

    /// The blocks that no other holds, in the order of their ends.
    List<Item> top() {
        return sorted(items.stream().filter(i -> i.parent == null).toList());
    }

    /// All blocks by the block that holds them, each list in the order of their ends.
    Map<Item, List<Item>> parts() {
        Map<Item, List<Item>> parts = new HashMap<>();
        for (Item item : items) {
            if (item.parent != null) {
                parts.computeIfAbsent(item.parent, p -> new ArrayList<>()).add(item);
            }
        }
        parts.replaceAll((item, list) -> sorted(list));
        return parts;
    }

    private List<Item> sorted(List<Item> list) {
        return list.stream().sorted(Comparator.comparingInt(i -> end(i.found))).toList();
    }

    private int end(Found found) {
        return graph.producer(found.exit()).map(flow::place).orElse(0);
    }
}
