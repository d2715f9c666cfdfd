package dev.secateur.views.graph;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.stream.Stream;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.Node;
import dev.secateur.engine.graph.Value;
import dev.secateur.engine.tensor.Shape;
import dev.secateur.engine.tensor.TensorType;
import dev.secateur.views.canvas.model.Link;
import dev.secateur.views.outline.Layer;
import dev.secateur.views.session.Analysis;

/// The tensors between the boxes of layers, inputs and outputs.
final class Links {

    private record Ends(long from, long to) {}

    private static final int LONGEST_NAME = 80;

    private final Analysis analysis;
    private final Graph graph;
    private final Map<Ends, Value> values = new LinkedHashMap<>();
    private final Map<Long, Integer> depth = new HashMap<>();
    private final Map<Long, Integer> deepestSource = new HashMap<>();

    Links(Analysis analysis) {
        this.analysis = analysis;
        this.graph = analysis.graph();
        for (Layer layer : analysis.outline().layers()) {
            long box = DiagramBuilder.layerBox(layer);
            layer.parts().stream().flatMap(p -> p.nodes().stream()).forEach(n -> connect(n, layer, box));
        }
        for (Value output : graph.outputs()) {
            source(output).ifPresent(from -> values.put(new Ends(from, DiagramBuilder.outputBox(output)), output));
        }
        rank();
    }

    private void connect(Node node, Layer layer, long box) {
        Stream.concat(node.inputs().stream(), node.captures().stream()).filter(Value::isPresent)
                .forEach(value -> source(value).filter(from -> from != box && !isFeeder(layer, value))
                        .ifPresent(from -> values.putIfAbsent(new Ends(from, box), value)));
    }

    private boolean isFeeder(Layer layer, Value value) {
        return graph.producer(value).map(layer.feeders()::contains).orElse(false);
    }

    /// The box a value comes from; empty for constants and for what only computes constants.
    private Optional<Long> source(Value value) {
        Optional<Node> producer = graph.producer(value);
        if (producer.isEmpty()) {
            return graph.inputs().contains(value) && !graph.constants().containsKey(value)
                    ? Optional.of(DiagramBuilder.inputBox(value))
                    : Optional.empty();
        }
        return analysis.outline().layerOf(producer.get()).filter(l -> !l.feeders().contains(producer.get()))
                .map(DiagramBuilder::layerBox);
    }

    /// Depths along the longest way; layers are listed so that every source but one inside a chain stands before its use.
    private void rank() {
        Map<Long, List<Long>> targets = new HashMap<>();
        Map<Long, Integer> missing = new HashMap<>();
        values.keySet().forEach(e -> {
            targets.computeIfAbsent(e.from(), k -> new ArrayList<>()).add(e.to());
            missing.merge(e.to(), 1, Integer::sum);
        });
        List<Long> ready = new ArrayList<>(targets.keySet().stream().filter(id -> !missing.containsKey(id)).toList());
        while (!ready.isEmpty()) {
            long box = ready.removeLast();
            int here = depth.getOrDefault(box, 0);
            for (long next : targets.getOrDefault(box, List.of())) {
                depth.merge(next, here + 1, Math::max);
                deepestSource.merge(next, here, Math::max);
                if (missing.merge(next, -1, Integer::sum) == 0) {
                    ready.add(next);
                }
            }
        }
    }

    /// True if an input of the graph is drawn, because a layer or an output uses it.
    boolean isUsed(Value input) {
        return values.containsValue(input) || graph.isOutput(input) || graph.uses(input).isEmpty();
    }

    /// `conv1_out · 1×64×56×56 · float32`, with what is not known left out.
    private String note(Value value) {
        TensorType type = analysis.shapes().type(value);
        String name = graph.name(value);
        StringJoiner text = new StringJoiner(" · ");
        text.add(name.length() <= LONGEST_NAME
                ? name
                : name.substring(0, LONGEST_NAME / 2) + "…" + name.substring(name.length() - LONGEST_NAME / 2));
        if (type.shape() != null) {
            text.add(type.shape().display());
        }
        if (type.dtype() != null) {
            text.add(type.dtype().name().toLowerCase(Locale.ROOT));
        }
        return text.toString();
    }

    /// All links, each marked as a shortcut if another way to its end is longer.
    List<Link> all() {
        List<Link> links = new ArrayList<>();
        values.forEach((ends, value) -> {
            int from = depth.getOrDefault(ends.from(), 0);
            boolean shortcut = from < deepestSource.getOrDefault(ends.to(), 0);
            Shape shape = analysis.shapes().shape(value);
            links.add(new Link(ends.from(), ends.to(), shape == null ? "" : shape.display(), shortcut, note(value)));
        });
        return links;
    }
}
