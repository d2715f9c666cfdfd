package dev.secateur.views.outline;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.Node;
import dev.secateur.engine.graph.Use;
import dev.secateur.engine.graph.Value;
import dev.secateur.engine.op.BatchNormalization;
import dev.secateur.engine.op.Binary;
import dev.secateur.engine.op.DequantizeLinear;
import dev.secateur.engine.op.HardSigmoid;
import dev.secateur.engine.op.OpFamily;
import dev.secateur.engine.op.QuantizeLinear;
import dev.secateur.engine.op.Unary;
import dev.secateur.engine.tensor.DType;
import dev.secateur.engine.tensor.Tensor;

/// Finds the chains of nodes that are shown as one layer: a convolution with its bias, normalisation and activation, and any node with the
/// rounding of its result.
final class Chains {

    private static final int LONGEST = 5;

    private final Graph graph;
    private final Map<Integer, String> blockOf;
    private final Set<Integer> live;

    /// @param blockOf ids of blocks by node; no chain leaves its block
    Chains(Graph graph, Map<Integer, String> blockOf) {
        this.graph = graph;
        this.blockOf = blockOf;
        this.live = live(graph);
    }

    /// The ids of all nodes that depend on an input of the graph; the others only compute constants.
    static Set<Integer> live(Graph graph) {
        Set<Value> moving = new HashSet<>(graph.requiredInputs());
        Set<Integer> found = new HashSet<>();
        for (Node node : graph.nodes()) {
            boolean isLive = Stream.concat(node.inputs().stream(), node.captures().stream()).anyMatch(moving::contains);
            boolean isResult = node.outputs().stream().anyMatch(graph::isOutput);
            if (isLive || isResult) {
                found.add(node.id());
            }
            if (isLive) {
                moving.addAll(node.outputs());
                moving.remove(Value.NONE);
            }
        }
        return found;
    }

    /// All layers in the order of their heads, without names.
    List<Layer> layers() {
        Map<Integer, List<Layer.Part>> partsByHead = new LinkedHashMap<>();
        Map<Integer, Integer> headOf = new HashMap<>();
        for (Node node : graph.nodes()) {
            if (live.contains(node.id()) && !headOf.containsKey(node.id())) {
                List<Layer.Part> parts = chainFrom(node, headOf.keySet());
                partsByHead.put(node.id(), parts);
                parts.forEach(p -> p.nodes().forEach(n -> headOf.put(n.id(), node.id())));
            }
        }
        Map<Integer, List<Node>> feeders = feeders(headOf);
        List<Layer> layers = new ArrayList<>();
        partsByHead.forEach((head, parts) -> layers.add(new Layer(Layer.idOf(parts.getFirst().node()), "", "", parts,
                feeders.getOrDefault(head, List.of()))));
        return layers;
    }

    /// Nodes without a part in the data's way, under the head of the first layer that needs them.
    private Map<Integer, List<Node>> feeders(Map<Integer, Integer> headOf) {
        Map<Integer, List<Node>> found = new HashMap<>();
        for (Node node : graph.nodes().reversed()) {
            if (headOf.containsKey(node.id())) {
                continue;
            }
            node.outputs().stream().filter(Value::isPresent).flatMap(v -> graph.uses(v).stream())
                    .map(u -> headOf.get(u.node().id())).filter(java.util.Objects::nonNull).findFirst()
                    .ifPresent(head -> {
                        headOf.put(node.id(), head);
                        found.computeIfAbsent(head, h -> new ArrayList<>()).addFirst(node);
                    });
        }
        return found;
    }

    private List<Layer.Part> chainFrom(Node head, Set<Integer> taken) {
        Optional<Layer.Part> pair = rounding(head).filter(p -> fits(p, head, taken));
        List<Layer.Part> parts = new ArrayList<>(List.of(pair.orElseGet(() -> Layer.Part.of(head))));
        if (pair.isPresent()) {
            return parts;
        }
        Optional<Layer.Part> next = follower(head, parts, taken);
        while (next.isPresent() && parts.size() < LONGEST) {
            parts.add(next.get());
            next = follower(next.get().nodes().getLast(), parts, taken);
        }
        return parts;
    }

    private static boolean canLead(Node node) {
        return switch (node.op().family()) {
            case CONVOLUTION, LINEAR, NORMALISATION -> true;
            case ELEMENTWISE -> node.op() instanceof Binary;
            default -> false;
        };
    }

    private Optional<Layer.Part> follower(Node last, List<Layer.Part> before, Set<Integer> taken) {
        Value value = last.output();
        if (graph.isOutput(value) || last.outputs().stream().filter(Value::isPresent).count() != 1) {
            return Optional.empty();
        }
        List<Use> uses = graph.uses(value);
        if (uses.size() == 1 && uses.getFirst().node().op() instanceof QuantizeLinear) {
            return rounding(uses.getFirst().node()).filter(p -> fits(p, last, taken));
        }
        Optional<Layer.Part> part = !canLead(before.getFirst().node()) ? Optional.empty() : switch (uses.size()) {
            case 1 -> single(uses.getFirst(), before);
            case 2 -> gated(value, uses);
            default -> Optional.empty();
        };
        return part.filter(p -> fits(p, last, taken));
    }

    private boolean fits(Layer.Part part, Node last, Set<Integer> taken) {
        return part.nodes().stream().allMatch(n -> fits(n, last, taken));
    }

    private boolean fits(Node node, Node last, Set<Integer> taken) {
        return !taken.contains(node.id())
                && java.util.Objects.equals(blockOf.get(node.id()), blockOf.get(last.id()));
    }

    private Optional<Layer.Part> single(Use use, List<Layer.Part> before) {
        Node node = use.node();
        if (use.index() != 0 && !isBias(use, before)) {
            return Optional.empty();
        }
        boolean follows = node.op() instanceof BatchNormalization || node.op().family() == OpFamily.ACTIVATION
                || isPrelu(node) || isBias(use, before);
        return follows ? Optional.of(Layer.Part.of(node)) : Optional.empty();
    }

    /// `QuantizeLinear` and the one `DequantizeLinear` that reads it: together they round what passes to a grid.
    private Optional<Layer.Part> rounding(Node node) {
        if (!(node.op() instanceof QuantizeLinear quantize) || graph.isOutput(node.output())) {
            return Optional.empty();
        }
        List<Use> uses = graph.uses(node.output());
        if (uses.size() != 1 || uses.getFirst().index() != 0
                || !(uses.getFirst().node().op() instanceof DequantizeLinear)) {
            return Optional.empty();
        }
        String type = codes(node, quantize).map(t -> " " + t.name().toLowerCase(Locale.ROOT)).orElse("");
        return Optional.of(new Layer.Part("QDQ" + type, List.of(node, uses.getFirst().node())));
    }

    /// The type of the codes; empty where the zero point is not a constant.
    private Optional<DType> codes(Node node, QuantizeLinear quantize) {
        if (node.inputs().size() > 2 && node.input(2).isPresent()) {
            return graph.constant(node.input(2)).map(Tensor::dtype);
        }
        return Optional.of(quantize.result() == null ? DType.UINT8 : quantize.result());
    }

    private static boolean isPrelu(Node node) {
        return node.op() instanceof Binary(Binary.Kind kind) && kind == Binary.Kind.PRELU;
    }

    private boolean isBias(Use use, List<Layer.Part> before) {
        Node node = use.node();
        return before.size() == 1 && isWeighted(before.getFirst().node()) && !use.isCapture()
                && node.op() instanceof Binary(Binary.Kind kind) && kind == Binary.Kind.ADD
                && !isLive(node.input(1 - use.index()));
    }

    private static boolean isWeighted(Node node) {
        OpFamily family = node.op().family();
        return family == OpFamily.CONVOLUTION || family == OpFamily.LINEAR;
    }

    private boolean isLive(Value value) {
        return graph.producer(value).map(n -> live.contains(n.id())).orElse(graph.requiredInputs().contains(value));
    }

    /// `x * sigmoid(x)` and `x * hardsigmoid(x)`, which exporters write as two nodes.
    private Optional<Layer.Part> gated(Value value, List<Use> uses) {
        Node first = uses.get(0).node();
        Node second = uses.get(1).node();
        Node gate = gateName(first).isEmpty() ? second : first;
        Node product = gate == first ? second : first;
        String name = gateName(gate);
        boolean matches = !name.isEmpty() && product.op() instanceof Binary(Binary.Kind kind)
                && kind == Binary.Kind.MUL && product.inputs().contains(value)
                && product.inputs().contains(gate.output()) && graph.uses(gate.output()).size() == 1
                && !graph.isOutput(gate.output());
        return matches ? Optional.of(new Layer.Part(name, List.of(gate, product))) : Optional.empty();
    }

    private static String gateName(Node node) {
        if (node.op() instanceof Unary(Unary.Kind kind) && kind == Unary.Kind.SIGMOID) {
            return "SiLU";
        }
        return node.op() instanceof HardSigmoid ? "HardSwish" : "";
    }
}
