package dev.secateur.engine.graph;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import dev.secateur.engine.op.Identity;
import dev.secateur.engine.op.Op;
import dev.secateur.engine.tensor.Tensor;
import dev.secateur.engine.tensor.TensorType;

/// Edits a graph by making another one. Not thread-safe; used once and thrown away.
///
/// A constant is never changed in place: a new one is added and the uses that shall see it are moved, so a weight shared by
/// several nodes is never altered under the others. Names of inputs and outputs of the graph stay whatever happens inside.
public final class GraphEditor {

    private final Graph base;
    private final Map<Integer, Node> nodes = new LinkedHashMap<>();
    private final Map<Value, Set<Integer>> users = new LinkedHashMap<>();
    private final Names.Editor names;
    private final Set<Value> dropped = new LinkedHashSet<>();
    private Map<Value, Tensor> constants;
    private Map<Value, TensorType> types;
    private List<Value> inputs;
    private List<Value> outputs;
    private Header header;
    private int nextId;
    private boolean changed;

    GraphEditor(Graph base) {
        this.base = base;
        this.names = base.names().edit();
        this.constants = base.constants();
        this.types = base.types();
        this.inputs = base.inputs();
        this.outputs = base.outputs();
        this.header = base.header();
        this.nextId = base.nextId();
        base.nodes().forEach(this::index);
    }

    private void index(Node node) {
        nodes.put(node.id(), node);
        operands(node).forEach(v -> users.computeIfAbsent(v, k -> new LinkedHashSet<>()).add(node.id()));
    }

    private static Stream<Value> operands(Node node) {
        return Stream.concat(node.inputs().stream().filter(Value::isPresent), node.captures().stream());
    }

    /// The node as it is now in this edit.
    ///
    /// @throws IllegalArgumentException if it was removed or never was in this graph
    public Node current(Node node) {
        Node now = nodes.get(node.id());
        if (now == null) {
            throw new IllegalArgumentException("no such node in this edit: " + node.id());
        }
        return now;
    }

    /// The name a value has now.
    public String name(Value value) {
        return names.of(value);
    }

    /// A new value that nothing makes yet.
    ///
    /// @param wish its name; if taken, a number is put behind it
    public Value addValue(String wish) {
        Value value = new Value(nextId++);
        names.put(value, names.free(wish));
        changed = true;
        return value;
    }

    /// A new constant (an initializer in the file).
    public Value addConstant(String wish, Tensor tensor) {
        Value value = addValue(wish);
        setConstant(value, tensor);
        return value;
    }

    /// Makes an existing value constant: for readers, where an input may be an initializer too.
    public void setConstant(Value value, Tensor tensor) {
        if (constants == base.constants()) {
            constants = new LinkedHashMap<>(constants);
        }
        constants.put(value, tensor);
        changed = true;
    }

    /// A new input of the graph.
    public Value addInput(String name, TensorType type) {
        Value value = addValue(name);
        if (inputs == base.inputs()) {
            inputs = new ArrayList<>(inputs);
        }
        inputs.add(value);
        declare(value, type);
        return value;
    }

    /// Declares the type of a value.
    public void declare(Value value, TensorType type) {
        if (type.equals(types.get(value))) {
            return;
        }
        if (types == base.types()) {
            types = new LinkedHashMap<>(types);
        }
        types.put(value, type);
        changed = true;
    }

    /// Names the results of the graph.
    public void setOutputs(List<Value> values) {
        if (!values.equals(outputs)) {
            outputs = List.copyOf(values);
            changed = true;
        }
    }

    /// Changes versions, name and the like.
    public void setHeader(Header replacement) {
        if (!replacement.equals(header)) {
            header = replacement;
            changed = true;
        }
    }

    /// A new node with one new output. Its place in the order follows from its operands when the graph is built.
    ///
    /// @param name its name, also the name of its output; where a name is taken, a number is put behind it
    /// @return the node; its output is `node.output()`
    public Node addNode(Op op, String name, Value... operands) {
        Value output = addValue(name);
        return addNode(names.freeNode(name), new Node(-1, op, List.of(operands), List.of(output), List.of(), null));
    }

    /// A new node as given but for its id, which is chosen here.
    ///
    /// @param name its name in the file; empty for none
    public Node addNode(String name, Node node) {
        Node made = new Node(nextId++, node.op(), node.inputs(), node.outputs(), node.captures(), node.origin());
        if (!name.isEmpty()) {
            names.putNode(made.id(), name);
        }
        index(made);
        changed = true;
        return made;
    }

    /// Gives a node another operation.
    public void setOp(Node node, Op op) {
        Node now = current(node);
        if (!now.op().equals(op)) {
            nodes.put(now.id(), now.withOp(op));
            changed = true;
        }
    }

    /// Gives a node another operand at `index`; beyond the end, left-out operands fill the gap.
    public void setInput(Node node, int index, Value value) {
        List<Value> operands = new ArrayList<>(current(node).inputs());
        while (operands.size() <= index) {
            operands.add(Value.NONE);
        }
        operands.set(index, value);
        setInputs(node, operands);
    }

    /// Gives a node other operands.
    public void setInputs(Node node, List<Value> operands) {
        Node now = current(node);
        if (!now.inputs().equals(operands)) {
            replace(now, now.withInputs(operands));
        }
    }

    private void replace(Node before, Node after) {
        forget(before);
        index(after);
        changed = true;
    }

    private void forget(Node node) {
        operands(node).forEach(v -> {
            Set<Integer> ids = users.get(v);
            if (ids != null && ids.remove(node.id()) && ids.isEmpty()) {
                dropped.add(v);
            }
        });
    }

    /// Moves all uses of a value, the graph's results and captures included, to another value.
    ///
    /// Where the name is what counts (a result of the graph, a capture), `by` takes over the name of `old`, or an
    /// `Identity` does if `by` has to keep its own.
    public void replaceUses(Value old, Value by) {
        if (old.equals(by)) {
            return;
        }
        List<Node> using = users.getOrDefault(old, Set.of()).stream().map(nodes::get).toList();
        boolean nameCounts = outputs.contains(old) || using.stream().anyMatch(n -> n.captures().contains(old));
        Value heir = nameCounts ? heirOfName(old, by) : by;
        for (Node node : using) {
            Node moved = node.withInputs(swap(node.inputs(), old, by)).withCaptures(swap(node.captures(), old, heir));
            replace(node, moved);
        }
        outputs = swap(outputs, old, heir);
        dropped.add(old);
        changed = true;
    }

    private Value heirOfName(Value old, Value by) {
        String name = names.of(old);
        TensorType type = types.get(old);
        names.put(old, names.free(name + "_before"));
        Value heir = by;
        if (inputs.contains(by) || outputs.contains(by) || constants.containsKey(by) || isCaptured(by)) {
            heir = new Value(nextId++);
            names.put(heir, name);
            addNode("", new Node(-1, new Identity(), List.of(by), List.of(heir), List.of(), null));
        } else {
            names.put(by, name);
        }
        if (type != null) {
            declare(heir, type);
        }
        return heir;
    }

    private boolean isCaptured(Value value) {
        return users.getOrDefault(value, Set.of()).stream().anyMatch(id -> captures(id, value));
    }

    private boolean captures(int id, Value value) {
        Node node = nodes.get(id);
        return node != null && node.captures().contains(value);
    }

    private static List<Value> swap(List<Value> values, Value old, Value by) {
        return values.contains(old) ? values.stream().map(v -> v.equals(old) ? by : v).toList() : values;
    }

    /// Removes a node; nothing may use its outputs when the graph is built.
    public void remove(Node node) {
        Node now = current(node);
        forget(now);
        nodes.remove(now.id());
        changed = true;
    }

    /// Removes the nodes and constants that lost their last use in this edit, and those that only they used.
    public void removeUnused() {
        Deque<Value> open = new ArrayDeque<>(dropped);
        dropped.clear();
        Map<Value, Node> producers = new LinkedHashMap<>();
        nodes.values().forEach(n -> n.outputs().forEach(v -> producers.put(v, n)));
        while (!open.isEmpty()) {
            Value value = open.poll();
            if (isUsed(value)) {
                continue;
            }
            Node maker = producers.get(value);
            if (maker == null) {
                removeConstant(value);
            } else if (nodes.containsKey(maker.id()) && maker.outputs().stream().noneMatch(this::isUsed)) {
                remove(maker);
                open.addAll(dropped);
                dropped.clear();
            }
        }
    }

    private void removeConstant(Value value) {
        if (constants.containsKey(value) && !inputs.contains(value)) {
            if (constants == base.constants()) {
                constants = new LinkedHashMap<>(constants);
            }
            constants.remove(value);
        }
    }

    private boolean isUsed(Value value) {
        return outputs.contains(value) || !users.getOrDefault(value, Set.of()).isEmpty();
    }

    /// A node of this edit that depends on itself, directly or through others; such an edit cannot be built.
    public Optional<Node> cycle() {
        return TopologicalOrder.cycle(nodes.values());
    }

    /// Names that no new value may get, because something that is kept as the file says refers to them.
    public void reserveNames(Collection<String> reserved) {
        names.reserve(reserved);
    }

    /// The edited graph, or the very graph that was edited if nothing changed.
    ///
    /// @throws IllegalStateException if the nodes form a cycle
    public Graph build() {
        if (!changed) {
            return base;
        }
        List<Node> ordered = TopologicalOrder.of(nodes.values())
                .orElseThrow(() -> new IllegalStateException("the nodes form a cycle"));
        return new Graph(header, ordered, inputs, outputs, new Graph.Tables(constants, types), names.build(), nextId);
    }
}
