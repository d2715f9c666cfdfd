package dev.secateur.engine.cost;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Stream;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.Node;
import dev.secateur.engine.graph.Value;
import dev.secateur.engine.op.Constant;
import dev.secateur.engine.shape.Shapes;

/// Memory of the values that are alive at once.
final class Liveness {

    /// @param bytes the largest sum
    /// @param known false if the size of some value is not known, which then counts as 0
    record Peak(long bytes, boolean known) {}

    private final Graph graph;
    private final Shapes shapes;
    private boolean known = true;

    private Liveness(Graph graph, Shapes shapes) {
        this.graph = graph;
        this.shapes = shapes;
    }

    static Peak peak(Graph graph, Shapes shapes) {
        return new Liveness(graph, shapes).walk();
    }

    private Peak walk() {
        List<List<Value>> endings = endings();
        long alive = graph.requiredInputs().stream().mapToLong(this::bytes).reduce(0, CostRules::saturated);
        long peak = alive;
        for (int i = 0; i < graph.nodes().size(); i++) {
            Node node = graph.nodes().get(i);
            if (!(node.op() instanceof Constant)) {
                for (Value output : node.outputs()) {
                    alive = CostRules.saturated(alive, bytes(output));
                }
            }
            peak = Math.max(peak, alive);
            for (Value ending : endings.get(i)) {
                alive -= Math.min(alive, bytes(ending));
            }
        }
        return new Peak(peak, known);
    }

    /// For each node, the values that nothing needs once it has run.
    private List<List<Value>> endings() {
        Map<Value, Integer> last = new HashMap<>();
        for (Value input : graph.requiredInputs()) {
            last.put(input, 0);
        }
        for (int i = 0; i < graph.nodes().size(); i++) {
            Node node = graph.nodes().get(i);
            int at = i;
            Stream.of(node.outputs(), node.inputs(), node.captures()).flatMap(List::stream)
                    .filter(v -> v.isPresent() && !isConstant(v)).forEach(v -> last.put(v, at));
        }
        graph.outputs().forEach(last::remove);
        List<List<Value>> endings = new ArrayList<>();
        graph.nodes().forEach(n -> endings.add(new ArrayList<>(2)));
        if (!endings.isEmpty()) {
            last.forEach((value, at) -> endings.get(at).add(value));
        }
        return endings;
    }

    private boolean isConstant(Value value) {
        return graph.constant(value).isPresent();
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
