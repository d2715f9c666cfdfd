package dev.secateur.views.graph;

import java.util.ArrayList;
import java.util.List;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.Node;
import dev.secateur.engine.graph.Value;
import dev.secateur.engine.tensor.Tensor;
import dev.secateur.views.outline.Attributes;
import dev.secateur.views.outline.Layer;
import dev.secateur.views.outline.OperatorText;

/// The lines under the rows of a layer: names, attributes, weights.
final class SmallPrint {

    private static final int MOST_LINES = 16;
    private static final int LONGEST = 44;

    private final Graph graph;
    private final Details details;

    SmallPrint(Graph graph, Details details) {
        this.graph = graph;
        this.details = details;
    }

    List<String> of(Layer layer) {
        if (details.isNone()) {
            return List.of();
        }
        List<String> lines = new ArrayList<>();
        for (Layer.Part part : layer.parts()) {
            for (Node node : part.nodes()) {
                add(node, node == layer.head() ? "" : OperatorText.name(graph, node) + ".", lines);
            }
        }
        if (lines.size() > MOST_LINES) {
            int more = lines.size() - MOST_LINES + 1;
            lines.subList(MOST_LINES - 1, lines.size()).clear();
            lines.add("and " + more + " more");
        }
        return lines;
    }

    private void add(Node node, String prefix, List<String> lines) {
        if (details.names()) {
            lines.add(end(graph.name(node), LONGEST));
        }
        if (details.attributes()) {
            Attributes.of(node.op()).forEach((name, value) -> lines.add(beginning(prefix + name + " " + value)));
        }
        if (details.weights()) {
            node.inputs().stream().filter(Value::isPresent)
                    .forEach(value -> graph.constant(value).ifPresent(tensor -> lines.add(weight(value, tensor))));
        }
    }

    private String weight(Value value, Tensor tensor) {
        String type = " " + tensor.type().display();
        return end(graph.name(value), Math.max(8, LONGEST - type.length())) + type;
    }

    private static String beginning(String text) {
        String line = text.length() > 4 * LONGEST ? text.substring(0, 4 * LONGEST) : text;
        String flat = line.replaceAll("\\s+", " ");
        return flat.length() <= LONGEST ? flat : flat.substring(0, LONGEST - 1) + "…";
    }

    /// The end of a name says more than its beginning.
    private static String end(String name, int room) {
        return name.length() <= room ? name : "…" + name.substring(name.length() - room + 1);
    }
}
