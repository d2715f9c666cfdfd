package dev.secateur.views.outline;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.Node;

/// Gives the layers of one section short names that differ: `conv1` where the file says `/layer1/layer1.0/conv1/Conv`.
///
/// A module that holds one layer gives it its name; in a module that holds several, each is named after its operator.
final class LayerNames {

    private final Graph graph;
    private final Map<List<String>, Integer> layersInModule = new HashMap<>();

    /// @param layers all layers of the graph
    LayerNames(Graph graph, List<Layer> layers) {
        this.graph = graph;
        for (Layer layer : layers) {
            List<String> segments = segments(layer.head());
            for (int i = 1; i < segments.size(); i++) {
                layersInModule.merge(segments.subList(0, i), 1, Integer::sum);
            }
        }
    }

    /// The items with names for their layers.
    ///
    /// @param prefix the full name of the section around them, with a dot behind it; empty at the top
    List<Item> name(List<Item> items, String prefix) {
        Map<String, Integer> taken = new HashMap<>();
        return items.stream().map(i -> i instanceof Layer layer ? name(layer, taken, prefix) : i).toList();
    }

    private Layer name(Layer layer, Map<String, Integer> taken, String prefix) {
        String wish = wish(layer.head());
        int before = taken.merge(wish, 1, Integer::sum);
        String label = before == 1 ? wish : wish + "_" + before;
        return layer.named(label, prefix + label);
    }

    private String wish(Node head) {
        List<String> segments = segments(head);
        if (segments.isEmpty()) {
            return head.op().type();
        }
        List<String> module = segments.subList(0, segments.size() - 1);
        return layersInModule.getOrDefault(module, 0) == 1 ? module.getLast() : segments.getLast();
    }

    /// Of a name that is nested without end, the beginning and the last two.
    private List<String> segments(Node node) {
        List<String> all = Arrays.stream(graph.name(node).split("/")).filter(s -> !s.isEmpty()).toList();
        return all.size() <= Scopes.DEEPEST + 2
                ? all
                : Stream.concat(all.stream().limit(Scopes.DEEPEST), all.stream().skip(all.size() - 2)).toList();
    }
}
