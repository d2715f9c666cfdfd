package dev.secateur.engine.compress.autocompress;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.secateur.engine.cost.CostRules;
import dev.secateur.engine.cost.Costs;
import dev.secateur.engine.coupling.ChannelGroup;
import dev.secateur.engine.coupling.Coupling;
import dev.secateur.engine.coupling.Member;
import dev.secateur.engine.coupling.Role;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.Node;
import dev.secateur.engine.graph.Value;
import dev.secateur.engine.op.BatchNormalization;
import dev.secateur.engine.op.Conv;
import dev.secateur.engine.op.Gemm;
import dev.secateur.engine.op.Identity;
import dev.secateur.engine.op.MatMul;
import dev.secateur.engine.shape.Bindings;
import dev.secateur.engine.shape.ShapeInference;
import dev.secateur.engine.tensor.Tensor;

/// What can be taken out of a network: groups of coupled filters, and layers as matrices. Immutable, of one graph.
///
/// @param groups of which a filter can go
/// @param layers convolutions and matrix products with constant weights, each weight once, in the order of the graph
/// @param silenced the weights that hold channels of a group, with their axes: what is zero when a channel is out
record Anatomy(Coupling coupling, List<ChannelGroup> groups, List<Layer> layers, Map<Value, List<Site>> silenced) {

    Anatomy {
        groups = List.copyOf(groups);
        layers = List.copyOf(layers);
    }

    /// An axis of a weight along which units lie.
    ///
    /// @param units by position; -1 for one that never goes
    record Site(int axis, int[] units) {}

    /// Reads a graph.
    static Anatomy of(Graph graph) {
        Coupling coupling = Coupling.of(graph);
        Map<Value, List<Site>> sites = new LinkedHashMap<>();
        for (ChannelGroup group : coupling.groups()) {
            for (Member member : group.members()) {
                if (isSilenced(member)) {
                    constant(graph, member.node().input(member.input()))
                            .ifPresent(v -> add(sites.computeIfAbsent(v, k -> new ArrayList<>()), member, group));
                }
            }
        }
        List<ChannelGroup> open = coupling.groups().stream()
                .filter(g -> Arrays.stream(g.units()).anyMatch(coupling.removable(false)::get)).toList();
        return new Anatomy(coupling, open, layers(graph, sites), sites);
    }

    /// Variances and divisors stay: a zero there would not silence anything.
    private static boolean isSilenced(Member member) {
        return member.role() != Role.CHANNEL || member.node().op() instanceof Conv
                || member.node().op() instanceof Gemm
                || member.node().op() instanceof BatchNormalization && member.input() <= 2;
    }

    private static void add(List<Site> sites, Member member, ChannelGroup group) {
        int[] units = new int[member.channelOf().length];
        Optional<Site> known = sites.stream().filter(s -> s.axis() == member.axis()).findFirst();
        Arrays.fill(units, -1);
        known.ifPresent(s -> System.arraycopy(s.units(), 0, units, 0, units.length));
        for (int i = 0; i < units.length; i++) {
            int channel = member.channelOf()[i];
            units[i] = channel < 0 ? units[i] : group.units()[channel];
        }
        known.ifPresent(sites::remove);
        sites.add(new Site(member.axis(), units));
    }

    /// The constant behind an operand: exporters store equal weights once and pass them on through `Identity`.
    static Optional<Value> constant(Graph graph, Value operand) {
        Value value = operand;
        while (value.isPresent() && graph.constant(value).isEmpty()) {
            Optional<Node> copy = graph.producer(value).filter(n -> n.op() instanceof Identity);
            if (copy.isEmpty()) {
                return Optional.empty();
            }
            value = copy.get().input(0);
        }
        return value.isPresent() ? Optional.of(value) : Optional.empty();
    }

    private static List<Layer> layers(Graph graph, Map<Value, List<Site>> sites) {
        Costs costs = CostRules.count(graph, ShapeInference.infer(graph, Bindings.batch(1)));
        Set<Value> seen = new HashSet<>();
        List<Layer> layers = new ArrayList<>();
        for (Node node : graph.nodes()) {
            boolean convolves = node.op() instanceof Conv;
            if (!convolves && !(node.op() instanceof Gemm) && !(node.op() instanceof MatMul)) {
                continue;
            }
            Optional<Value> weight = constant(graph, node.input(1));
            if (weight.isPresent() && seen.add(weight.get())) {
                Tensor numbers = graph.constant(weight.get()).orElseThrow();
                double macs = (double) costs.of(node).macs() / numbers.elements();
                layers.add(layer(node, weight.get(), numbers, macs, sites.getOrDefault(weight.get(), List.of())));
            }
        }
        return layers;
    }

    private static Layer layer(Node node, Value weight, Tensor numbers, double macs, List<Site> sites) {
        boolean convolves = node.op() instanceof Conv;
        int rows = convolves ? (int) numbers.dim(0) : 1;
        int inner = convolves ? (int) numbers.dim(1) : 1;
        int taps = (int) (numbers.elements() / ((long) rows * inner));
        Map<Integer, int[]> units = new HashMap<>();
        sites.forEach(s -> units.put(s.axis(), s.units()));
        return new Layer(node, weight, rows, inner, taps, macs, convolves ? units(units, 0, rows) : fixed(1),
                convolves ? units(units, 1, inner) : fixed(1), convolves);
    }

    private static int[] units(Map<Integer, int[]> units, int axis, int length) {
        int[] known = units.get(axis);
        return known == null || known.length != length ? fixed(length) : known;
    }

    private static int[] fixed(int length) {
        int[] units = new int[length];
        Arrays.fill(units, -1);
        return units;
    }

    Graph graph() {
        return coupling.graph();
    }

    /// The weights that can be changed, as they are.
    Map<Value, float[]> numbers() {
        Map<Value, float[]> numbers = new LinkedHashMap<>();
        layers.forEach(l -> numbers.put(l.weight(), graph().constant(l.weight()).orElseThrow().toFloats()));
        silenced.keySet().forEach(v -> numbers.computeIfAbsent(v, k -> graph().constant(k).orElseThrow().toFloats()));
        return numbers;
    }

    /// Name of the node of a layer.
    String name(Layer layer) {
        return graph().name(layer.node());
    }
}
