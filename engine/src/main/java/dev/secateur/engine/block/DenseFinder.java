package dev.secateur.engine.block;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.Node;
import dev.secateur.engine.graph.Value;
import dev.secateur.engine.op.Concat;

/// Finds dense blocks: concatenations of which each adds to the operands of one before what was computed from that one's result.
///
/// Exporters write `concat(x, a)`, `concat(x, a, b)`, or nested: `concat(x, a)`, `concat(concat(x, a), b)`.
final class DenseFinder {

    /// Largest layer.
    private static final int MOST_NODES = 40;

    private static final int FEWEST_LAYERS = 2;

    private final Graph graph;
    private final Flow flow;
    private final Map<List<Value>, Value> sums = new HashMap<>();
    private final Map<Integer, Layer> layers = new HashMap<>();
    private final Set<Integer> extended = new HashSet<>();

    DenseFinder(Graph graph, Flow flow) {
        this.graph = graph;
        this.flow = flow;
    }

    /// What one concatenation adds to the one before.
    ///
    /// @param before the concatenation before; null for the first layer
    private record Layer(Node concat, @org.jspecify.annotations.Nullable Node before, Flow.Region region, Value made) {}

    /// All dense layers and then all dense blocks.
    List<Found> find() {
        for (Node node : graph.nodes()) {
            if (node.op() instanceof Concat && !flow.isStill(node.output())) {
                read(node);
            }
        }
        List<Found> found = new ArrayList<>();
        for (Node node : graph.nodes()) {
            if (layers.containsKey(node.id()) && !extended.contains(node.id())) {
                block(node, found);
            }
        }
        return found;
    }

    private void read(Node concat) {
        List<Value> operands = concat.inputs();
        Value before = concat.inputs().size() == 2 ? operands.getFirst() : Value.NONE;
        Value sum = sums.getOrDefault(operands.subList(0, operands.size() - 1), before);
        sums.put(operands, concat.output());
        Value made = operands.getLast();
        if (operands.size() < 2 || !sum.isPresent() || graph.isOutput(made)) {
            return;
        }
        Optional<Node> last = graph.producer(made);
        Optional<Flow.Region> region = last.flatMap(l -> flow.between(sum, l, MOST_NODES));
        if (region.isEmpty() || !Contents.of(graph, flow, region.get().nodes()).learns()) {
            return;
        }
        Node earlier = graph.producer(sum).filter(p -> layers.containsKey(p.id())).orElse(null);
        layers.put(concat.id(), new Layer(concat, earlier, region.get(), made));
        if (earlier != null) {
            extended.add(earlier.id());
        }
    }

    private void block(Node last, List<Found> found) {
        List<Layer> chain = new ArrayList<>();
        for (Node now = last; now != null;) {
            Layer layer = java.util.Objects.requireNonNull(layers.get(now.id()));
            chain.addFirst(layer);
            now = layer.before();
        }
        if (chain.size() < FEWEST_LAYERS) {
            return;
        }
        Set<Node> nodes = new HashSet<>();
        for (Layer layer : chain) {
            nodes.addAll(layer.region().nodes());
            nodes.add(layer.concat());
            found.add(layer(layer));
        }
        Value entry = chain.getFirst().region().entry();
        Node first = graph.producer(entry).filter(p -> p.op() instanceof Concat && p.inputs().size() == 1).orElse(null);
        if (first != null) {
            nodes.add(first);
            entry = first.input(0);
        }
        found.add(new Found(BlockKind.DENSE_BLOCK, entry, last.output(), nodes, null, new Legality.Refused(
                "the results of its layers are concatenated, so no single convolution can stand for it; its layers can be "
                        + "merged one by one",
                chain.stream().map(l -> l.concat().id()).toList())));
    }

    private Found layer(Layer layer) {
        Spine spine = Spine.between(graph, flow, layer.region().entry(), layer.made());
        Anatomy anatomy = new Anatomy(spine.units(), new Anatomy.Shortcut.None(), -1, -1);
        Legality.Refused refusal = spine.obstacles().isEmpty() ? null : ResidualFinder.refusal(spine.obstacles());
        if (refusal == null && spine.units().size() < 2) {
            refusal = new Legality.Refused("it has one convolution only",
                    layer.region().nodes().stream().map(Node::id).toList());
        }
        return new Found(BlockKind.DENSE_LAYER, layer.region().entry(), layer.made(), layer.region().nodes(), anatomy,
                refusal);
    }
}
