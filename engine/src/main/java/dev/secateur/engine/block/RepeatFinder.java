package dev.secateur.engine.block;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.Node;
import dev.secateur.engine.graph.Value;

/// Finds parts of any form that stand in the graph more than once and lie in no other block: between a value and the node where
/// its ways meet again, and in a row along the ways that all data takes.
///
/// Two parts are the same if their operators, attributes and edges are; sizes of constants may differ.
final class RepeatFinder {

    private static final int MOST_NODES = 200;
    private static final int FEWEST_NODES = 3;

    /// A part with one weighted node alone counts from this many times on.
    private static final int FEWEST_TIMES = 3;

    /// Longest part in a row, in steps that all data takes.
    private static final int LONGEST_PERIOD = 48;

    private final Graph graph;
    private final Flow flow;
    private final Nest nest;

    RepeatFinder(Graph graph, Flow flow, Nest nest) {
        this.graph = graph;
        this.flow = flow;
        this.nest = nest;
    }

    /// All repeated parts, larger ones first.
    List<Found> find() {
        List<Found> found = new ArrayList<>(joined());
        Set<Integer> taken = new HashSet<>();
        found.forEach(f -> f.nodes().forEach(n -> taken.add(n.id())));
        found.addAll(inRow(taken));
        return found;
    }

    private boolean isFree(Node node) {
        return nest.around(node) == null;
    }

    private List<Found> joined() {
        Map<Long, List<Flow.Region>> same = new LinkedHashMap<>();
        for (Node node : graph.nodes()) {
            if (isFree(node) && flow.moving(node).size() > 1 && flow.mayLearn(node)) {
                flow.regionOf(node, MOST_NODES).filter(this::counts)
                        .ifPresent(r -> same.computeIfAbsent(hash(r), h -> new ArrayList<>()).add(r));
            }
        }
        List<Flow.Region> repeated = same.values().stream().filter(l -> l.size() > 1).flatMap(List::stream)
                .sorted(Comparator.comparingInt((Flow.Region r) -> r.nodes().size()).reversed()).toList();
        Set<Integer> taken = new HashSet<>();
        List<Found> found = new ArrayList<>();
        for (Flow.Region region : repeated) {
            if (region.nodes().stream().noneMatch(n -> taken.contains(n.id()))) {
                region.nodes().forEach(n -> taken.add(n.id()));
                found.add(found(region.entry(), region.nodes()));
            }
        }
        return found;
    }

    private boolean counts(Flow.Region region) {
        return region.nodes().size() >= FEWEST_NODES && region.nodes().stream().allMatch(this::isFree)
                && region.nodes().stream().anyMatch(n -> Contents.learns(graph, n));
    }

    private Found found(Value entry, List<Node> nodes) {
        Legality.Refused byInput = Training.refusal(Contents.of(graph, flow, nodes));
        return new Found(BlockKind.REPEATED, entry, nodes.getLast().output(), nodes, null, byInput != null
                ? byInput
                : new Legality.Refused("it is no block of a known kind, only a part that repeats", ids(nodes)));
    }

    private static List<Integer> ids(List<Node> nodes) {
        return nodes.stream().map(Node::id).toList();
    }

    /// One number for the form of a region: that of its last node, made from those of its operands.
    private long hash(Flow.Region region) {
        Map<Value, Long> known = new HashMap<>(Map.of(region.entry(), 1L));
        long last = 0;
        for (Node node : region.nodes()) {
            long hash = mix(node.op().hashCode(), node.op().type().hashCode());
            for (Value operand : node.inputs()) {
                hash = mix(hash, known.getOrDefault(operand, 2L));
            }
            for (int i = 0; i < node.outputs().size(); i++) {
                known.put(node.outputs().get(i), hash + i);
            }
            last = hash;
        }
        return last;
    }

    private static long mix(long a, long b) {
        long mixed = (a ^ Long.rotateLeft(b, 29)) * 0x9E3779B97F4A7C15L;
        return mixed ^ mixed >>> 32;
    }

    /// A stretch of the ways that all data takes, from one node to the next such node.
    private record Step(List<Node> nodes, Value entry, long hash, boolean free) {}

    private List<Found> inRow(Set<Integer> taken) {
        List<Step> steps = steps(taken);
        List<Row> rows = new ArrayList<>();
        for (int period = 1; period <= Math.min(LONGEST_PERIOD, steps.size() / 2); period++) {
            int equal = 0;
            for (int i = 0; i + period <= steps.size(); i++) {
                boolean same = i + period < steps.size() && steps.get(i).free() && steps.get(i + period).free()
                        && steps.get(i).hash() == steps.get(i + period).hash();
                if (same) {
                    equal++;
                } else {
                    if (equal >= period) {
                        rows.add(new Row(i - equal, period, equal / period + 1));
                    }
                    equal = 0;
                }
            }
        }
        rows.sort(Comparator.comparingInt(Row::covered).reversed().thenComparingInt(Row::period));
        boolean[] used = new boolean[steps.size()];
        List<Found> found = new ArrayList<>();
        rows.forEach(row -> take(row, steps, used, found));
        return found;
    }

    /// @param period steps in one part
    private record Row(int start, int period, int times) {
        int covered() {
            return period * times;
        }
    }

    private void take(Row row, List<Step> steps, boolean[] used, List<Found> into) {
        for (int i = row.start(); i < row.start() + row.covered(); i++) {
            if (used[i]) {
                return;
            }
        }
        List<Node> first = nodes(steps, row.start(), row.period());
        long learned = first.stream().filter(n -> Contents.learns(graph, n)).count();
        if (first.size() < FEWEST_NODES || learned == 0 || learned == 1 && row.times() < FEWEST_TIMES) {
            return;
        }
        for (int i = 0; i < row.times(); i++) {
            int start = row.start() + i * row.period();
            into.add(found(steps.get(start).entry(), nodes(steps, start, row.period())));
        }
        java.util.Arrays.fill(used, row.start(), row.start() + row.covered(), true);
    }

    private static List<Node> nodes(List<Step> steps, int start, int period) {
        return steps.subList(start, start + period).stream().flatMap(s -> s.nodes().stream()).toList();
    }

    /// The steps from the input to the result that is reached last.
    private List<Step> steps(Set<Integer> taken) {
        List<Step> steps = new ArrayList<>();
        Optional<Node> now = graph.outputs().stream().filter(v -> !flow.isStill(v)).map(graph::producer)
                .flatMap(Optional::stream).max(Comparator.comparingInt(flow::place));
        while (now.isPresent()) {
            Optional<Flow.Region> region = flow.regionOf(now.get(), MOST_NODES);
            boolean free = region.isPresent()
                    && region.get().nodes().stream().allMatch(n -> isFree(n) && !taken.contains(n.id()));
            steps.addFirst(region.isPresent()
                    ? new Step(region.get().nodes(), region.get().entry(), hash(region.get()), free)
                    : new Step(List.of(), Value.NONE, 0, false));
            now = flow.dominator(now.get());
        }
        return steps;
    }
}
