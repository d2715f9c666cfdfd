package dev.secateur.engine.graph;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.op.Constant;
import dev.secateur.engine.op.Identity;
import dev.secateur.engine.tensor.Tensor;
import dev.secateur.engine.tensor.TensorType;

/// An immutable network: nodes in topological order over values.
///
/// Thread-safe. Editing gives a new graph that shares all that did not change; `graph.edit().build()` without a change
/// gives the same object, so "did anything change" is one `==`.
public final class Graph {

    private static final int MOST_IDENTITIES = 4;

    private final Header header;
    private final List<Node> nodes;
    private final List<Value> inputs;
    private final List<Value> outputs;
    private final Map<Value, Tensor> constants;
    private final Map<Value, TensorType> types;
    private final Names names;
    private final int nextId;

    private volatile @Nullable GraphIndex index;

    Graph(Header header, List<Node> nodes, List<Value> inputs, List<Value> outputs, Tables tables, Names names,
            int nextId) {
        this.header = header;
        this.nodes = List.copyOf(nodes);
        this.inputs = List.copyOf(inputs);
        this.outputs = List.copyOf(outputs);
        this.constants = Collections.unmodifiableMap(tables.constants());
        this.types = Collections.unmodifiableMap(tables.types());
        this.names = names;
        this.nextId = nextId;
    }

    /// What is known of single values: the constant ones (initializers, in the file's order) and the declared types.
    record Tables(Map<Value, Tensor> constants, Map<Value, TensorType> types) {}

    /// A graph without nodes.
    public static Graph empty(Header header) {
        return new Graph(header, List.of(), List.of(), List.of(), new Tables(Map.of(), Map.of()), Names.EMPTY, 0);
    }

    /// Versions, name, and what the file said beside the graph.
    public Header header() {
        return header;
    }

    /// All nodes; each stands after those whose outputs it uses.
    public List<Node> nodes() {
        return nodes;
    }

    /// The values given from outside, initializers that are listed as inputs (IR version 3) included.
    public List<Value> inputs() {
        return inputs;
    }

    /// The inputs that must be given from outside: those without an initializer.
    public List<Value> requiredInputs() {
        return inputs.stream().filter(v -> !constants.containsKey(v)).toList();
    }

    /// The results.
    public List<Value> outputs() {
        return outputs;
    }

    /// The initializers, in order.
    public Map<Value, Tensor> constants() {
        return constants;
    }

    /// The types that the file or an edit declared; what follows from operators is not here.
    public Map<Value, TensorType> types() {
        return types;
    }

    /// The declared type of a value, or {@link TensorType#UNKNOWN}.
    public TensorType type(Value value) {
        Tensor constant = constants.get(value);
        return constant != null ? constant.type() : types.getOrDefault(value, TensorType.UNKNOWN);
    }

    /// The tensor that stands for a value: an initializer (also one that is listed as an input, whose default it is), or the
    /// value of a `Constant` node. Exporters share equal weights through `Identity` nodes; up to four of them are looked through.
    public Optional<Tensor> constant(Value value) {
        Value now = value;
        for (int i = 0; i <= MOST_IDENTITIES; i++) {
            Tensor initializer = constants.get(now);
            if (initializer != null) {
                return Optional.of(initializer);
            }
            Node maker = producer(now).orElse(null);
            if (maker == null || !(maker.op() instanceof Identity)) {
                return Optional.ofNullable(maker).filter(n -> n.op() instanceof Constant)
                        .map(n -> ((Constant) n.op()).value());
            }
            now = maker.input(0);
        }
        return Optional.empty();
    }

    /// The node that makes a value; empty for inputs, initializers and {@link Value#NONE}.
    public Optional<Node> producer(Value value) {
        return index().maker(value);
    }

    /// All uses of a value by nodes, captures included, in node order. Graph outputs are not among them.
    public List<Use> uses(Value value) {
        return index().uses(value);
    }

    /// True if the value is a result of the graph.
    public boolean isOutput(Value value) {
        return index().isOutput(value);
    }

    /// The node with this id.
    public Optional<Node> node(int id) {
        return index().node(id);
    }

    /// The node with this name, if exactly one bears it.
    public Optional<Node> nodeNamed(String name) {
        List<Node> found = nodes.stream().filter(n -> name(n).equals(name)).limit(2).toList();
        return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
    }

    /// The name of a value, which is unique in the graph.
    public String name(Value value) {
        return names.of(value);
    }

    /// The name of a node for people: its own, or the name of its first output where the file gives none.
    public String name(Node node) {
        String own = names.ofNode(node.id());
        return own.isEmpty()
                ? node.outputs().stream().map(names::of).filter(n -> !n.isEmpty()).findFirst().orElse(node.op().type())
                : own;
    }

    /// All names as the file gives them.
    public Names names() {
        return names;
    }

    /// Starts an edit of this graph; this graph itself never changes.
    public GraphEditor edit() {
        return new GraphEditor(this);
    }

    /// The same network with the ids that its nodes had when it was kept: ids tell which nodes of several versions are the same.
    ///
    /// @param ids by the name of the node's first output
    /// @throws IllegalArgumentException if a node is not named there
    public Graph withNodeIds(Map<String, Integer> ids) {
        Map<Integer, String> given = new HashMap<>();
        List<Node> numbered = new ArrayList<>();
        int end = nextId;
        for (Node node : nodes) {
            Integer id = ids.get(firstOutput(node));
            if (id == null) {
                throw new IllegalArgumentException("no id for node " + name(node));
            }
            end = Math.max(end, id + 1);
            given.put(id, names.ofNode(node.id()));
            numbered.add(new Node(id, node.op(), node.inputs(), node.outputs(), node.captures(), node.origin()));
        }
        given.values().removeIf(String::isEmpty);
        return new Graph(header, numbered, inputs, outputs, new Tables(constants, types),
                names.of(names.values(), given),
                end);
    }

    /// What {@link #withNodeIds} takes.
    public Map<String, Integer> nodeIds() {
        Map<String, Integer> ids = new LinkedHashMap<>();
        nodes.forEach(n -> ids.put(firstOutput(n), n.id()));
        return ids;
    }

    private String firstOutput(Node node) {
        return node.outputs().stream().filter(Value::isPresent).findFirst().map(names::of).orElse("");
    }

    int nextId() {
        return nextId;
    }

    /// Made when first asked for. Making it twice in a race is harmless: both are equal.
    private GraphIndex index() {
        GraphIndex made = index;
        if (made == null) {
            made = new GraphIndex(nodes, outputs, nextId);
            index = made;
        }
        return made;
    }
}
