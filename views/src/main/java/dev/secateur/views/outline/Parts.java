package dev.secateur.views.outline;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.Node;
import dev.secateur.engine.graph.Use;
import dev.secateur.engine.graph.Value;

/// Cuts sections that hold too much to be drawn at once into parts that follow each other, where neither blocks nor names
/// give an order that helps. A cut is made where few tensors cross it.
final class Parts {

    /// Sections with more items are cut.
    static final int MOST = 300;

    /// Items in a part, about.
    private static final int SIZE = 120;

    /// A cut may lie this far from where parts of the same size would have it.
    private static final int SLACK = SIZE / 4;

    private final Graph graph;

    Parts(Graph graph) {
        this.graph = graph;
    }

    /// The section with parts where it or a section inside it holds too much.
    Section cut(Section section) {
        List<Item> items = section.items().stream().map(i -> i instanceof Section inner ? cut(inner) : i).toList();
        for (int level = 1; items.size() > MOST; level++) {
            Optional<List<Item>> parts = parts(items, section.id() + "/" + "part".repeat(level));
            if (parts.isEmpty()) {
                break;
            }
            items = parts.get();
        }
        return new Section(section.id(), section.label(), section.kind(), items);
    }

    /// @return empty if the items cannot be put into an order, because tensors go to and fro between two of them
    private Optional<List<Item>> parts(List<Item> items, String id) {
        List<List<Integer>> next = successors(items);
        List<Integer> order = order(next);
        if (order.size() < items.size()) {
            return Optional.empty();
        }
        int[] crossing = crossing(next, order);
        int count = (items.size() + SIZE - 1) / SIZE;
        List<Item> parts = new ArrayList<>();
        int begin = 0;
        for (int i = 1; i <= count; i++) {
            int end = i == count ? items.size() : cheapest(crossing, (int) ((long) items.size() * i / count));
            List<Item> members = order.subList(begin, end).stream().map(items::get).toList();
            parts.add(new Section(id + i, "part " + i + " of " + count, Section.Kind.PART, members));
            begin = end;
        }
        return Optional.of(parts);
    }

    private static int cheapest(int[] crossing, int wanted) {
        int best = wanted;
        for (int distance = 1; distance <= SLACK; distance++) {
            for (int at : new int[]{wanted - distance, wanted + distance}) {
                if (crossing[at] < crossing[best]) {
                    best = at;
                }
            }
        }
        return best;
    }

    /// Tensors that are alive between each position of the order and the one before.
    private static int[] crossing(List<List<Integer>> next, List<Integer> order) {
        int[] position = new int[order.size()];
        for (int i = 0; i < position.length; i++) {
            position[order.get(i)] = i;
        }
        int[] change = new int[order.size() + 1];
        for (int item = 0; item < next.size(); item++) {
            for (int user : next.get(item)) {
                change[position[item] + 1]++;
                change[Math.min(position[user] + 1, order.size())]--;
            }
        }
        for (int i = 1; i < change.length; i++) {
            change[i] += change[i - 1];
        }
        return change;
    }

    private List<List<Integer>> successors(List<Item> items) {
        Map<Integer, Integer> itemOf = new HashMap<>();
        List<List<Node>> nodes = items.stream().map(Item::nodes).toList();
        for (int i = 0; i < nodes.size(); i++) {
            for (Node node : nodes.get(i)) {
                itemOf.put(node.id(), i);
            }
        }
        List<List<Integer>> next = new ArrayList<>();
        for (int i = 0; i < nodes.size(); i++) {
            int self = i;
            next.add(nodes.get(i).stream().flatMap(n -> n.outputs().stream()).filter(Value::isPresent)
                    .flatMap(v -> graph.uses(v).stream()).map(Use::node).map(n -> itemOf.getOrDefault(n.id(), self))
                    .filter(user -> user != self).distinct().toList());
        }
        return next;
    }

    /// An order in which every item stands after those it needs, otherwise as given; shorter if there is none.
    private static List<Integer> order(List<List<Integer>> next) {
        int[] missing = new int[next.size()];
        next.forEach(users -> users.forEach(user -> missing[user]++));
        PriorityQueue<Integer> ready = new PriorityQueue<>();
        for (int i = 0; i < missing.length; i++) {
            if (missing[i] == 0) {
                ready.add(i);
            }
        }
        List<Integer> order = new ArrayList<>(next.size());
        while (!ready.isEmpty()) {
            int item = ready.remove();
            order.add(item);
            for (int user : next.get(item)) {
                if (--missing[user] == 0) {
                    ready.add(user);
                }
            }
        }
        return order;
    }
}
