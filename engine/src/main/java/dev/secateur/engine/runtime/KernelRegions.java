package dev.secateur.engine.runtime;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.Node;
import dev.secateur.engine.graph.Use;
import dev.secateur.engine.graph.Value;
import dev.secateur.engine.op.Attribute;
import dev.secateur.engine.op.Opaque;

/// Which nodes of a graph the kernels of the runtime's optimised graph stand for.
///
/// A kernel stands for the nodes between the values that it reads and those that it makes, found by the names of values that
/// both graphs have, and by names of kernels that tell a node or value. Where several nodes became one kernel, one of them is its
/// worker (the convolution of convolution, normalisation and activation), the others are fused into it. A kernel that only
/// moves numbers for another one, such as a change of layout, belongs to that one.
final class KernelRegions {

    private static final Set<String> MOVES = Set.of("Cast", "Identity", "Reshape", "ReorderInput", "ReorderOutput",
            "Squeeze", "Transpose", "Unsqueeze");

    private static final Set<String> CONTROL = Set.of("If", "Loop", "Scan");

    /// Operand of a blocked convolution that is added to its result.
    private static final int SUM = 3;

    private final Graph graph;
    private final Graph optimised;
    private final KernelNames names;
    private final Map<Value, Value> aliases = new HashMap<>();
    private final Map<Integer, Node> workers = new HashMap<>();
    private final Map<Integer, Integer> claimed = new HashMap<>();
    private final Map<Integer, List<Node>> regions = new HashMap<>();
    private final Map<String, Node> byKernel = new HashMap<>();
    private final Map<Integer, Integer> fused = new LinkedHashMap<>();
    private final Set<String> topLevel = new HashSet<>();
    private final boolean hasSubGraphs;

    /// @param optimised the graph that the runtime made of it
    /// @param kernels names of all kernels that ran
    KernelRegions(Graph graph, Graph optimised, Set<String> kernels) {
        this.graph = graph;
        this.optimised = optimised;
        this.names = new KernelNames(graph);
        this.hasSubGraphs = graph.nodes().stream().anyMatch(n -> CONTROL.contains(n.op().type()));
        optimised.nodes().forEach(n -> topLevel.add(optimised.names().ofNode(n.id())));
        optimised.nodes().forEach(this::claim);
        optimised.nodes().forEach(this::place);
        optimised.nodes().forEach(k -> workers.computeIfAbsent(k.id(), id -> neighbour(k, true)));
        optimised.nodes().reversed().forEach(k -> workers.computeIfAbsent(k.id(), id -> neighbour(k, false)));
        for (Node kernel : optimised.nodes()) {
            Node worker = workers.get(kernel.id());
            if (worker != null) {
                byKernel.putIfAbsent(optimised.names().ofNode(kernel.id()), worker);
                regions.getOrDefault(kernel.id(), List.of()).forEach(n -> fused.putIfAbsent(n.id(), worker.id()));
            }
        }
        workers.values().forEach(w -> fused.remove(w.id()));
        nameUnnamed(kernels);
    }

    /// Kernels of nodes without a name are called by kind and number: `Mul_98`. Those of the graph have its numbers, those that
    /// come from operators taken apart the numbers behind, in the order of these operators.
    private void nameUnnamed(Set<String> kernels) {
        Map<String, List<Node>> unnamed = new HashMap<>();
        Map<Integer, Integer> order = new HashMap<>();
        graph.nodes().forEach(n -> order.put(n.id(), order.size()));
        for (Node kernel : optimised.nodes()) {
            Node worker = workers.get(kernel.id());
            boolean own = worker != null && kernels.contains(names.place(worker));
            if (worker != null && !own && optimised.names().ofNode(kernel.id()).isEmpty()) {
                unnamed.computeIfAbsent(kernel.op().type(), t -> new ArrayList<>()).add(worker);
            }
        }
        unnamed.forEach((type, nodes) -> {
            List<String> called = kernels.stream().filter(k -> k.matches(Pattern.quote(type) + "_\\d{1,9}"))
                    .filter(k -> worker(k).isEmpty())
                    .sorted(Comparator.comparingInt(k -> Integer.parseInt(k.substring(type.length() + 1)))).toList();
            nodes.sort(Comparator.comparingInt(n -> order.getOrDefault(n.id(), 0)));
            for (int i = 0; called.size() == nodes.size() && i < nodes.size(); i++) {
                byKernel.put(called.get(i), nodes.get(i));
            }
        });
    }

    /// The node whose work a kernel does; empty if none can be told.
    Optional<Node> worker(String kernel) {
        Node worker = byKernel.get(kernel);
        return worker == null ? names.byPlace(kernel) : Optional.of(worker);
    }

    /// True if a kernel is not one of the graph itself: it runs within a sub-graph, whose node's time holds it.
    boolean isInner(String kernel) {
        return hasSubGraphs && !byKernel.containsKey(kernel) && !topLevel.contains(kernel);
    }

    /// Nodes that run within another node's kernel, and that node, by id.
    Map<Integer, Integer> fused() {
        return Collections.unmodifiableMap(fused);
    }

    /// Notes which node a kernel surely is: one of its name and kind.
    private void claim(Node kernel) {
        names.node(optimised.names().ofNode(kernel.id())).filter(n -> isKind(kernel, n))
                .ifPresent(n -> claimed.putIfAbsent(n.id(), kernel.id()));
    }

    private static boolean isKind(Node kernel, Node node) {
        String type = kernel.op().type();
        String own = node.op().type();
        return type.endsWith(own) || type.equals("Gemm") && own.equals("MatMul");
    }

    private void place(Node kernel) {
        Optional<Node> named = names.node(optimised.names().ofNode(kernel.id()));
        List<Node> ends = ends(kernel, named);
        alias(kernel, ends);
        List<Node> region = region(kernel, ends);
        regions.put(kernel.id(), region);
        Optional<Node> mine = named.filter(n -> claimed.getOrDefault(n.id(), -1) == kernel.id());
        if (mine.isPresent()) {
            workers.put(kernel.id(), mine.get());
            return;
        }
        Optional<Node> alike = region.stream().filter(n -> isKind(kernel, n)).findFirst();
        if (alike.isPresent()) {
            workers.put(kernel.id(), alike.get());
        } else if (!MOVES.contains(kernel.op().type()) && !region.isEmpty()) {
            workers.put(kernel.id(), named.filter(region::contains).orElse(region.getFirst()));
        }
    }

    /// The nodes that make what the kernel makes.
    private List<Node> ends(Node kernel, Optional<Node> named) {
        List<Node> ends = new ArrayList<>();
        for (Value output : kernel.outputs()) {
            if (output.isPresent()) {
                names.maker(optimised.name(output)).filter(n -> !ends.contains(n)).ifPresent(ends::add);
            }
        }
        if (ends.isEmpty()) {
            named.map(n -> extended(kernel, n)).ifPresent(ends::add);
        }
        return ends;
    }

    /// A convolution in the blocked layout keeps its name when a sum, and an activation behind it, are fused into it.
    private Node extended(Node kernel, Node named) {
        if (!(kernel.op() instanceof Opaque(String domain, String type, var attributes)) || !type.equals("Conv")) {
            return named;
        }
        Node end = named;
        if (kernel.input(SUM).isPresent()) {
            end = follower(end, "Add");
        }
        return attributes.get("activation") instanceof Attribute.TextValue(String activation)
                && !end.op().type().equals(activation) ? follower(end, activation) : end;
    }

    private Node follower(Node node, String type) {
        return graph.uses(node.output()).stream().map(Use::node).filter(n -> n.op().type().equals(type)).findFirst()
                .orElse(node);
    }

    /// Notes which value of the graph a value of the optimised graph holds, perhaps in another layout.
    private void alias(Node kernel, List<Node> ends) {
        for (Value output : kernel.outputs()) {
            Value own = output.isPresent() ? names.value(optimised.name(output)) : null;
            if (own == null && !ends.isEmpty()) {
                own = ends.getFirst().output();
            }
            if (own == null && !kernel.inputs().isEmpty()) {
                own = original(kernel.input(0));
            }
            if (own != null) {
                aliases.put(output, own);
            }
        }
    }

    private @Nullable Value original(Value value) {
        Value alias = aliases.get(value);
        return alias != null || !value.isPresent() ? alias : names.value(optimised.name(value));
    }

    /// Walks back from the ends to what the kernel reads, or to nodes that are other kernels.
    private List<Node> region(Node kernel, List<Node> ends) {
        List<Value> reads = kernel.inputs().stream().map(this::original).filter(v -> v != null).toList();
        List<Node> region = new ArrayList<>();
        List<Node> open = new ArrayList<>(ends);
        while (!open.isEmpty() && region.size() < KernelNames.CHAIN) {
            Node node = open.removeFirst();
            int owner = claimed.getOrDefault(node.id(), kernel.id());
            boolean passes = owner == kernel.id() || ends.contains(node);
            if (!passes || region.contains(node) || node.outputs().stream().anyMatch(reads::contains)) {
                continue;
            }
            if (owner == kernel.id()) {
                region.add(node);
            }
            node.inputs().forEach(v -> graph.producer(v).filter(n -> !isFixed(n)).ifPresent(open::add));
        }
        return region;
    }

    /// True if all that a node reads is constant, so that it runs once, before the first run.
    private boolean isFixed(Node node) {
        return node.inputs().stream().allMatch(v -> !v.isPresent() || graph.constant(v).isPresent());
    }

    /// The worker of the kernel that a move serves: that whose result it moves, or else that which reads what it moved.
    private @Nullable Node neighbour(Node kernel, boolean before) {
        boolean made = kernel.outputs().stream().anyMatch(v -> names.value(optimised.name(v)) != null);
        if (before && !made) {
            return null;
        }
        if (before) {
            return optimised.producer(kernel.input(0)).map(n -> workers.get(n.id())).orElse(null);
        }
        return optimised.uses(kernel.output()).stream().map(u -> workers.get(u.node().id()))
                .filter(w -> w != null).findFirst()
                .orElseGet(() -> optimised.producer(kernel.input(0)).map(n -> workers.get(n.id())).orElse(null));
    }
}
