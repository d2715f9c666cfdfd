package dev.secateur.engine.graph;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.Set;

import dev.secateur.engine.op.Identity;
import dev.secateur.engine.op.Op;
import dev.secateur.engine.tensor.Tensor;
import dev.secateur.engine.tensor.TensorType;

/// Edits a graph by making another one. Not thread-safe. It can be built more than once; what was built
/// before stays as it is.
///
/// A constant is never changed in place: a new one is added and the uses that shall see it are moved, so a weight shared by
/// several nodes is never altered under the others. Names of inputs and outputs of the graph stay whatever happens inside.
public final class GraphEditor {

    private final Graph base;
    private final EditedNodes nodes;
    private final Names.Editor names;
    private final SequencedSet<Value> dropped = new LinkedHashSet<>();
    private final Set<Value> gone = new LinkedHashSet<>();
    private Map<Value, Tensor> constants;
    private Map<Value, TensorType> types;
    private List<Value> inputs;
    private List<Value> outputs;
    private Header header;
    private int nextId;
    private boolean changed;
    private boolean ownsConstants;
    private boolean ownsTypes;
    private boolean ownsInputs;

    GraphEditor(Graph base) {
        this.base = base;
        this.nodes = new EditedNodes(base);
        this.names = base.names().edit();
        this.constants = base.constants();
        this.types = base.types();
        this.inputs = base.inputs();
        this.outputs = base.outputs();
        this.header = base.header();
        this.nextId = base.nextId();
    }

    /// The node as it is now in this edit.
    ///
    /// @throws IllegalArgumentException if it was removed or never was in this graph
    public Node current(Node node) {
        return nodes.find(node.id())
                .orElseThrow(() -> new IllegalArgumentException("no such node in this edit: " + node.id()));
    }

    /// The name a value has now.
    public String name(Value value) {
        return names.of(value);
    }

    /// A new value that nothing makes yet.
    ///
    /// @param wish its name; if taken, a number is put behind it
    public Value addValue(String wish) {
        changed = true;
        Value value = new Value(nextId++);
        names.put(value, names.free(wish));
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
        changed = true;
        ownConstants().put(value, tensor);
    }

    private Map<Value, Tensor> ownConstants() {
        if (!ownsConstants) {
            constants = new LinkedHashMap<>(constants);
            ownsConstants = true;
        }
        return constants;
    }

    private Map<Value, TensorType> ownTypes() {
        if (!ownsTypes) {
            types = new LinkedHashMap<>(types);
            ownsTypes = true;
        }
        return types;
    }

    private List<Value> ownInputs() {
        if (!ownsInputs) {
            inputs = new ArrayList<>(inputs);
            ownsInputs = true;
        }
        return inputs;
    }

    /// A new input of the graph.
    public Value addInput(String name, TensorType type) {
        Value value = addValue(name);
        ownInputs().add(value);
        declare(value, type);
        return value;
    }

    /// Declares the type of a value.
    public void declare(Value value, TensorType type) {
        if (!type.equals(types.get(value))) {
            changed = true;
            ownTypes().put(value, type);
        }
    }

    /// Names the results of the graph.
    public void setOutputs(List<Value> values) {
        if (!values.equals(outputs)) {
            changed = true;
            outputs.stream().filter(v -> !values.contains(v)).forEach(dropped::add);
            outputs = List.copyOf(values);
        }
    }

    /// Changes versions, name and the like.
    public void setHeader(Header replacement) {
        if (!replacement.equals(header)) {
            changed = true;
            header = replacement;
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
        changed = true;
        Node made = new Node(nextId++, node.op(), node.inputs(), node.outputs(), node.captures(), node.origin());
        if (!name.isEmpty()) {
            names.putNode(made.id(), name);
        }
        nodes.add(made);
        return made;
    }

    /// Gives a node another operation.
    public void setOp(Node node, Op op) {
        Node now = current(node);
        if (!now.op().equals(op)) {
            replace(now, now.withOp(op));
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
        changed = true;
        dropped.addAll(nodes.replace(before, after));
    }

    /// Moves all uses of a value, the results of the graph and captures included, to another value. Only the node that makes
    /// the other value goes on using the old one, so a node can be put in behind a value.
    ///
    /// A result keeps its name: `by` takes it over, or an `Identity` does if `by` has to keep its own.
    ///
    /// @throws IllegalArgumentException if the old value is an input and a result at once: such a result has no other name
    public void replaceUses(Value old, Value by) {
        boolean isResult = outputs.contains(old);
        if (old.equals(by) || !isUsed(old)) {
            return;
        }
        if (isResult && inputs.contains(old)) {
            throw new IllegalArgumentException("an input that is a result too cannot be replaced: " + names.of(old));
        }
        changed = true;
        for (Node node : nodes.users(old).stream().flatMap(id -> nodes.find(id).stream()).toList()) {
            if (!node.outputs().contains(by)) {
                replace(node, node.withInputs(swap(node.inputs(), old, by))
                        .withCaptures(swap(node.captures(), old, by)));
            }
        }
        if (isResult) {
            outputs = swap(outputs, old, heirOfName(old, by));
        }
        dropped.add(old);
    }

    private Value heirOfName(Value old, Value by) {
        String name = names.of(old);
        TensorType type = types.get(old);
        names.put(old, names.free(name + "_before"));
        Value heir = by;
        if (inputs.contains(by) || outputs.contains(by) || constants.containsKey(by)) {
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

    private static List<Value> swap(List<Value> values, Value old, Value by) {
        return values.contains(old) ? values.stream().map(v -> v.equals(old) ? by : v).toList() : values;
    }

    /// Removes a node; nothing may use its outputs when the graph is built.
    public void remove(Node node) {
        changed = true;
        dropped.addAll(nodes.remove(current(node)));
    }

    /// Removes the nodes and constants that lost their last use in this edit, and those that only they used.
    public void removeUnused() {
        while (!dropped.isEmpty()) {
            Value value = dropped.removeFirst();
            if (isUsed(value)) {
                continue;
            }
            Optional<Node> maker = nodes.maker(value);
            if (maker.isEmpty()) {
                removeConstant(value);
            } else if (maker.get().outputs().stream().noneMatch(this::isUsed)) {
                remove(maker.get());
            }
        }
    }

    private void removeConstant(Value value) {
        if (constants.containsKey(value)) {
            changed = true;
            ownConstants().remove(value);
            gone.add(value);
            // Many exporters list every initializer as an input that may be overridden; one that nothing uses would only be carried along.
            if (inputs.contains(value)) {
                ownInputs().remove(value);
            }
        }
    }

    /// Gives a value the name of one that nothing uses any more, so that a constant that took another's place is known by its name.
    /// An input, or a value that is still used, keeps its name.
    public void inheritName(Value old, Value heir) {
        String name = names.of(old);
        if (!isUsed(old) && !inputs.contains(old) && !old.equals(heir)) {
            changed = true;
            names.put(old, names.free(name + "_before"));
            names.put(heir, name);
        }
    }

    private boolean isUsed(Value value) {
        return outputs.contains(value) || !nodes.users(value).isEmpty();
    }

    /// A node of this edit that depends on itself, directly or through others; such an edit cannot be built.
    public Optional<Node> cycle() {
        return TopologicalOrder.cycle(nodes.all());
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
        List<Node> ordered = TopologicalOrder.of(nodes.all())
                .orElseThrow(() -> new IllegalStateException("the nodes form a cycle"));
        gone.addAll(nodes.unmade());
        gone.stream().filter(types::containsKey).toList().forEach(v -> ownTypes().remove(v));
        names.forget(gone, nodes.removed());
        // What the built graph holds is copied before it is changed again.
        ownsConstants = false;
        ownsTypes = false;
        ownsInputs = false;
        return new Graph(header, ordered, inputs, outputs, new Graph.Tables(constants, types), names.build(), nextId);
    }
}
