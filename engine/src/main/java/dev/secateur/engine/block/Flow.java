package dev.secateur.engine.block;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.Node;
import dev.secateur.engine.graph.Use;
import dev.secateur.engine.graph.Value;
import dev.secateur.engine.op.ShapeOf;
import dev.secateur.engine.op.SizeOf;

/// Which nodes the data must pass: for every node its nearest dominator, constants left aside. What follows from shapes alone
/// is no data, so the shape arithmetic of exporters counts as constant.
///
/// Computed in one sweep over the topological order (Cooper, Harvey, Kennedy 2001; a graph without cycles needs no second).
/// Common dominators are found over jump pointers (Myers 1983), so that long chains with many joins cost no square. Not thread-safe.
final class Flow {

    /// Stands before all inputs.
    private static final int ROOT = 0;

    private static final int FEW = 16;

    private final Graph graph;
    private final int inputs;
    private final int[] sources;
    private final int[] places;
    private final int[] dominators;
    private final int[] depths;
    private final int[] jumps;
    private final int[] stamps;
    private final Value[] @Nullable [] moving;
    /// How many nodes with weights stand before each place.
    private final int[] learners;
    private int stamp;

    Flow(Graph graph) {
        this.graph = graph;
        List<Value> required = graph.requiredInputs();
        int ids = ids(graph);
        this.inputs = required.size();
        this.sources = new int[ids];
        this.places = new int[ids];
        Arrays.fill(sources, -1);
        int all = 1 + inputs + graph.nodes().size();
        this.dominators = new int[all];
        this.depths = new int[all];
        this.jumps = new int[all];
        this.stamps = new int[graph.nodes().size()];
        this.moving = new Value[graph.nodes().size()][];
        this.learners = new int[graph.nodes().size() + 1];
        for (int i = 0; i < inputs; i++) {
            sources[required.get(i).id()] = 1 + i;
            adopt(1 + i, ROOT);
        }
        for (int i = 0; i < graph.nodes().size(); i++) {
            Node node = graph.nodes().get(i);
            places[node.id()] = i;
            visit(node, 1 + inputs + i);
            learners[i + 1] = learners[i] + (Contents.learns(graph, node) ? 1 : 0);
        }
    }

    private static int ids(Graph graph) {
        int most = -1;
        for (Value value : graph.inputs()) {
            most = Math.max(most, value.id());
        }
        for (Value value : graph.constants().keySet()) {
            most = Math.max(most, value.id());
        }
        for (Node node : graph.nodes()) {
            most = Math.max(most, node.id());
            for (Value value : node.outputs()) {
                most = Math.max(most, value.id());
            }
        }
        return most + 1;
    }

    private void visit(Node node, int index) {
        if (node.op() instanceof ShapeOf || node.op() instanceof SizeOf) {
            return;
        }
        int common = -1;
        for (List<Value> operands : List.of(node.inputs(), node.captures())) {
            for (Value value : operands) {
                int maker = source(value);
                if (maker >= 0) {
                    common = common < 0 ? maker : common(common, maker);
                }
            }
        }
        if (common < 0) {
            return;
        }
        adopt(index, common);
        for (Value value : node.outputs()) {
            if (value.isPresent()) {
                sources[value.id()] = index;
            }
        }
    }

    private void adopt(int index, int parent) {
        dominators[index] = parent;
        depths[index] = depths[parent] + 1;
        int far = jumps[parent];
        boolean even = depths[parent] - depths[far] == depths[far] - depths[jumps[far]];
        jumps[index] = even ? jumps[far] : parent;
    }

    private int common(int one, int other) {
        int a = depths[one] >= depths[other] ? one : other;
        int b = a == one ? other : one;
        while (depths[a] > depths[b]) {
            a = depths[jumps[a]] >= depths[b] ? jumps[a] : dominators[a];
        }
        while (a != b) {
            boolean far = jumps[a] != jumps[b];
            a = far ? jumps[a] : dominators[a];
            b = far ? jumps[b] : dominators[b];
        }
        return a;
    }

    private int source(Value value) {
        return value.isPresent() && value.id() < sources.length ? sources[value.id()] : -1;
    }

    private static Stream<Value> operands(Node node) {
        return Stream.concat(node.inputs().stream().filter(Value::isPresent), node.captures().stream());
    }

    /// The place of a node in the graph's order.
    int place(Node node) {
        return places[node.id()];
    }

    /// True if the value follows from constants and shapes alone.
    boolean isStill(Value value) {
        return source(value) < 0;
    }

    /// The operands of a node that do not follow from constants alone, each once.
    List<Value> moving(Node node) {
        int place = place(node);
        Value[] known = moving[place];
        if (known == null) {
            known = findMoving(node).toArray(Value[]::new);
            moving[place] = known;
        }
        return Arrays.asList(known);
    }

    private List<Value> findMoving(Node node) {
        List<Value> found = new ArrayList<>(2);
        for (List<Value> operands : List.of(node.inputs(), node.captures())) {
            for (Value value : operands) {
                boolean again = found.size() < FEW ? found.contains(value) : found.getLast().equals(value);
                if (!again && !isStill(value)) {
                    found.add(value);
                }
            }
        }
        return found.size() > FEW ? found.stream().distinct().toList() : found;
    }

    /// The node that all data to a node passes last before it; empty if that is an input of the model, or there is none.
    Optional<Node> dominator(Node node) {
        int index = dominators[1 + inputs + place(node)];
        return index > inputs ? Optional.of(graph.nodes().get(index - 1 - inputs)) : Optional.empty();
    }

    /// False if no node from the one that all data to this node passes last, up to this node, has weights: then the region
    /// of this node has none either, and need not be gathered.
    boolean mayLearn(Node last) {
        int top = isStill(last.output()) ? ROOT : dominators[1 + inputs + place(last)];
        return learners[place(last) + 1] > learners[Math.max(0, top - 1 - inputs)];
    }

    /// The nodes that all data to a node passes after the nearest value that all of it passes, with that value. Where it
    /// passes several results of one node, such as a split, that node is in the region too.
    ///
    /// @param most give up at more nodes than this
    /// @return empty if the data comes from several values, or there are too many nodes
    Optional<Region> regionOf(Node last, int most) {
        int top = isStill(last.output()) ? ROOT : dominators[1 + inputs + place(last)];
        if (top == ROOT) {
            return Optional.empty();
        }
        Set<Value> entries = new HashSet<>();
        List<Node> nodes = collect(last, top, Value.NONE, most, entries);
        if (nodes.size() > most) {
            return Optional.empty();
        }
        if (entries.size() > 1 && top > inputs) {
            Node parts = graph.nodes().get(top - 1 - inputs);
            nodes.add(parts);
            entries = new HashSet<>(moving(parts));
        }
        return entries.size() == 1
                ? Optional.of(new Region(entries.iterator().next(), sorted(nodes)))
                : Optional.empty();
    }

    /// All nodes on the ways from a value to a node.
    ///
    /// @return empty if other data reaches the node too, or there are more than `most` nodes
    Optional<Region> between(Value entry, Node last, int most) {
        int from = source(entry);
        if (from < 0 || isStill(last.output())) {
            return Optional.empty();
        }
        Set<Value> entries = new HashSet<>();
        List<Node> nodes = collect(last, from, entry, most, entries);
        return entries.equals(Set.of(entry)) && nodes.size() <= most
                ? Optional.of(new Region(entry, sorted(nodes)))
                : Optional.empty();
    }

    /// Walks back from `last` to values of sources up to `top`, which become entries.
    private List<Node> collect(Node last, int top, Value stop, int most, Set<Value> entries) {
        stamp++;
        List<Node> nodes = new ArrayList<>();
        List<Node> open = new ArrayList<>(List.of(last));
        stamps[place(last)] = stamp;
        while (!open.isEmpty() && nodes.size() <= most) {
            Node node = open.removeLast();
            nodes.add(node);
            for (Value value : moving(node)) {
                int maker = source(value);
                if (maker <= top || value.equals(stop)) {
                    entries.add(value);
                } else if (stamps[maker - 1 - inputs] != stamp) {
                    stamps[maker - 1 - inputs] = stamp;
                    open.add(graph.nodes().get(maker - 1 - inputs));
                }
            }
        }
        return nodes;
    }

    private List<Node> sorted(List<Node> nodes) {
        nodes.sort(Comparator.comparingInt(this::place));
        return nodes;
    }

    /// Nodes between a value and a node, in the graph's order.
    record Region(Value entry, List<Node> nodes) {

        /// Their ids.
        Set<Integer> ids() {
            Set<Integer> ids = new HashSet<>();
            nodes.forEach(n -> ids.add(n.id()));
            return ids;
        }
    }

    /// The same nodes and those that compute constants for nothing but them, as ids in the graph's order.
    List<Integer> withConstants(Collection<Node> nodes) {
        Set<Integer> ids = new HashSet<>();
        nodes.forEach(n -> ids.add(n.id()));
        List<Node> open = new ArrayList<>(nodes);
        while (!open.isEmpty()) {
            Node node = open.removeLast();
            for (Value value : operands(node).toList()) {
                Optional<Node> maker = graph.producer(value).filter(m -> isStill(value));
                if (maker.isPresent() && !ids.contains(maker.get().id()) && servesOnly(maker.get(), ids)) {
                    ids.add(maker.get().id());
                    open.add(maker.get());
                }
            }
        }
        return ids.stream().sorted(Comparator.comparingInt(id -> places[id])).toList();
    }

    private boolean servesOnly(Node maker, Set<Integer> ids) {
        return maker.outputs().stream().noneMatch(graph::isOutput) && maker.outputs().stream()
                .flatMap(v -> graph.uses(v).stream()).map(Use::node).allMatch(n -> ids.contains(n.id()));
    }
}
