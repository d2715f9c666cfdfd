package dev.secateur.engine.cost;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.Node;
import dev.secateur.engine.graph.Value;
import dev.secateur.engine.op.Constant;
import dev.secateur.engine.shape.Shapes;

/// Memory of the values that are alive while each node of a graph runs, in the order of the nodes.
///
/// A value lives from its production to its last use, an input of the graph from the start, a result of the graph to the end;
/// constants do not count. Nothing is taken to be computed in place.
public final class LiveMemory {

    private final Graph graph;
    private final Shapes shapes;
    private final Map<Value, Integer> born = new HashMap<>();
    private final Map<Value, Integer> last = new HashMap<>();
    private final long[] alive;
    private final long[] waiting;
    private boolean known = true;

    private LiveMemory(Graph graph, Shapes shapes) {
        this.graph = graph;
        this.shapes = shapes;
        this.alive = new long[graph.nodes().size()];
        this.waiting = new long[graph.nodes().size()];
        findLives();
        walk();
    }

    /// Follows all values of a graph.
    ///
    /// @param shapes of the graph, for the extents that are of interest; a value of unknown size counts as 0 bytes
    public static LiveMemory of(Graph graph, Shapes shapes) {
        return new LiveMemory(graph, shapes);
    }

    /// A value that is alive while a node runs.
    ///
    /// @param waits true if the node neither reads nor makes it: it is kept for a later one, as a shortcut is
    public record Live(Value value, long bytes, boolean waits) {}

    /// Number of steps, one for each node.
    public int size() {
        return alive.length;
    }

    /// Bytes of all values that are alive while node `step` runs.
    public long bytes(int step) {
        return alive[step];
    }

    /// The part of {@link #bytes} that the node does not touch: values kept for later ones.
    public long waiting(int step) {
        return waiting[step];
    }

    /// The largest sum; with no nodes, that of the inputs.
    public long peak() {
        return alive.length == 0 ? inputs() : bytes(peakStep());
    }

    /// The first step with the largest sum; 0 if there are no nodes.
    public int peakStep() {
        int peak = 0;
        for (int i = 1; i < alive.length; i++) {
            peak = alive[i] > alive[peak] ? i : peak;
        }
        return peak;
    }

    /// False if the size of some value is not known.
    public boolean isKnown() {
        return known;
    }

    /// The values that are alive while node `step` runs, the largest first.
    public List<Live> live(int step) {
        Set<Value> own = touched(graph.nodes().get(step));
        return born.entrySet().stream()
                .filter(e -> e.getValue() <= step && last.getOrDefault(e.getKey(), Integer.MAX_VALUE) >= step)
                .map(e -> new Live(e.getKey(), bytes(e.getKey()), !own.contains(e.getKey())))
                .sorted((a, b) -> Long.compare(b.bytes(), a.bytes())).toList();
    }

    private void findLives() {
        for (Value input : graph.requiredInputs()) {
            born.put(input, 0);
            last.put(input, 0);
        }
        for (int i = 0; i < graph.nodes().size(); i++) {
            Node node = graph.nodes().get(i);
            if (!(node.op() instanceof Constant)) {
                int at = i;
                node.outputs().stream().filter(Value::isPresent).forEach(v -> born.put(v, at));
            }
            for (Value value : touched(node)) {
                last.put(value, i);
            }
        }
        graph.outputs().forEach(last::remove);
    }

    private void walk() {
        List<List<Value>> endings = new ArrayList<>();
        graph.nodes().forEach(n -> endings.add(new ArrayList<>(2)));
        if (!endings.isEmpty()) {
            last.forEach((value, at) -> endings.get(at).add(value));
        }
        long now = inputs();
        for (int i = 0; i < alive.length; i++) {
            Node node = graph.nodes().get(i);
            long own = 0;
            for (Value value : touched(node)) {
                own = CostRules.saturated(own, bytes(value));
            }
            if (!(node.op() instanceof Constant)) {
                for (Value output : node.outputs()) {
                    now = CostRules.saturated(now, bytes(output));
                }
            }
            alive[i] = now;
            waiting[i] = node.op() instanceof Constant ? untouched(i, now) : Math.max(0, now - own);
            for (Value ending : endings.get(i)) {
                now -= Math.min(now, bytes(ending));
            }
        }
    }

    /// A constant is there already when the graph runs: what waits beside it is what waited before.
    private long untouched(int step, long now) {
        return step == 0 ? 0 : Math.min(waiting[step - 1], now);
    }

    private long inputs() {
        return graph.requiredInputs().stream().mapToLong(this::bytes).reduce(0, CostRules::saturated);
    }

    /// What a node reads and makes, each once, without constants.
    private Set<Value> touched(Node node) {
        if (node.op() instanceof Constant) {
            return Set.of();
        }
        Set<Value> values = new LinkedHashSet<>();
        Stream.of(node.outputs(), node.inputs(), node.captures()).flatMap(List::stream)
                .filter(v -> v.isPresent() && !isConstant(v)).forEach(values::add);
        return values;
    }

    /// A constant is one wherever it stands: as a weight of the graph or as the result of a Constant node.
    private boolean isConstant(Value value) {
        return graph.constant(value).isPresent()
                || graph.producer(value).filter(p -> p.op() instanceof Constant).isPresent();
    }

    private long bytes(Value value) {
        if (!value.isPresent()) {
            return 0;
        }
        OptionalLong bytes = Place.bytes(shapes.type(value));
        known &= bytes.isPresent();
        return bytes.orElse(0);
    }
}
