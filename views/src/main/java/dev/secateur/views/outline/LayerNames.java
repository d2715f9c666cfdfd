package dev.secateur.views.outline;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.Node;

/// Gives the layers of one section short names that differ: `conv1` where the file says `/layer1/layer1.0/conv1/Conv`.
final class LayerNames {

    private final Graph graph;

    LayerNames(Graph graph) {
        this.graph = graph;
    }

    /// The items with names for their layers.
    ///
    /// @param prefix the full name of the section around them, with a dot behind it; empty at the top
    List<Item> name(List<Item> items, String prefix) {
        List<Layer> layers = items.stream().filter(Layer.class::isInstance).map(Layer.class::cast).toList();
        int shared = sharedModules(layers);
        Map<String, Integer> modules = new HashMap<>();
        Map<String, Integer> taken = new HashMap<>();
        layers.forEach(l -> modules.merge(module(l.head(), shared), 1, Integer::sum));
        UnaryOperator<Layer> naming = layer -> {
            String module = module(layer.head(), shared);
            boolean tells = !module.isEmpty() && modules.getOrDefault(module, 0) == 1;
            return name(layer, tells ? module : operation(layer.head()), taken, prefix);
        };
        return items.stream().map(i -> i instanceof Layer layer ? naming.apply(layer) : i).toList();
    }

    private static Layer name(Layer layer, String wish, Map<String, Integer> taken, String prefix) {
        int before = taken.merge(wish, 1, Integer::sum);
        String label = before == 1 ? wish : wish + "_" + before;
        return layer.named(label, prefix + label);
    }

    /// The number of modules that all layers lie in.
    private int sharedModules(List<Layer> layers) {
        List<List<String>> scopes = layers.stream().map(l -> segments(l.head())).toList();
        int shared = scopes.stream().mapToInt(s -> s.size() - 1).min().orElse(0);
        for (int i = 0; i < shared; i++) {
            int depth = i;
            if (scopes.stream().map(s -> s.get(depth)).distinct().count() > 1) {
                return i;
            }
        }
        return shared;
    }

    /// The innermost module of a node; empty if it lies directly in the `shared` ones.
    private String module(Node node, int shared) {
        List<String> segments = segments(node);
        return segments.size() - 1 <= shared ? "" : segments.get(segments.size() - 2);
    }

    private String operation(Node node) {
        List<String> segments = segments(node);
        return segments.isEmpty() ? node.op().type() : segments.getLast();
    }

    private List<String> segments(Node node) {
        return Arrays.stream(graph.name(node).split("/")).filter(s -> !s.isEmpty()).toList();
    }
}
