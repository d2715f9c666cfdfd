package dev.secateur.views.outline;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.Node;
import dev.secateur.engine.graph.Value;

/// Reads the modules of the original program out of names: `/layer1/layer1.0/conv1/Conv` lies in `layer1`, `layer1.0`, `conv1`.
///
/// Where nodes bear no such names, the names of their weights tell: `base_net.0.0.weight` lies in `base_net`, `0`, `0`.
final class Scopes {

    /// Modules further inside are not told apart: no program is built so deep, and every level costs.
    static final int DEEPEST = 40;

    private final Graph graph;
    private final Map<String, List<String>> byLayer = new HashMap<>();

    Scopes(Graph graph, List<Layer> layers) {
        this.graph = graph;
        Map<Integer, List<String>> byNode = new HashMap<>();
        for (Layer layer : layers) {
            List<String> scope = layer.parts().stream().flatMap(p -> p.nodes().stream()).map(this::read)
                    .filter(s -> !s.isEmpty()).findFirst().orElseGet(() -> inherited(layer, byNode));
            byLayer.put(layer.id(), scope);
            layer.nodes().forEach(n -> byNode.put(n.id(), scope));
        }
    }

    /// The modules around a layer, outermost first; empty if nothing is known.
    List<String> of(Layer layer) {
        return byLayer.getOrDefault(layer.id(), List.of());
    }

    private List<String> inherited(Layer layer, Map<Integer, List<String>> byNode) {
        if (isPath(graph.names().ofNode(layer.head().id()))) {
            return List.of();
        }
        return layer.head().inputs().stream().map(graph::producer).flatMap(java.util.Optional::stream)
                .map(n -> byNode.getOrDefault(n.id(), List.of())).filter(s -> !s.isEmpty()).findFirst()
                .orElse(List.of());
    }

    private static boolean isPath(String name) {
        return name.indexOf('/') >= 0;
    }

    private List<String> read(Node node) {
        String name = graph.names().ofNode(node.id());
        if (isPath(name)) {
            List<String> segments = Arrays.stream(name.split("/")).filter(s -> !s.isEmpty()).toList();
            return segments.isEmpty() ? List.of() : segments.subList(0, Math.min(DEEPEST, segments.size() - 1));
        }
        return node.inputs().stream().skip(1).filter(v -> graph.constants().containsKey(v)).map(this::ofWeight)
                .filter(s -> !s.isEmpty()).findFirst().orElse(List.of());
    }

    private List<String> ofWeight(Value value) {
        String name = graph.name(value);
        if (name.contains("::") || name.indexOf('.') < 0) {
            return List.of();
        }
        List<String> segments = new ArrayList<>(Arrays.asList(name.split("\\.")));
        segments.removeLast();
        return segments.subList(0, Math.min(DEEPEST, segments.size()));
    }
}
