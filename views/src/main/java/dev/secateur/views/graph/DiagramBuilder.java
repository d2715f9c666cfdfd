package dev.secateur.views.graph;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.Value;
import dev.secateur.engine.onnx.InnerGraphs;
import dev.secateur.engine.tensor.Shape;
import dev.secateur.views.canvas.model.Box;
import dev.secateur.views.canvas.model.BoxKind;
import dev.secateur.views.canvas.model.Diagram;
import dev.secateur.views.canvas.model.Row;
import dev.secateur.views.outline.Item;
import dev.secateur.views.outline.Layer;
import dev.secateur.views.outline.Section;
import dev.secateur.views.session.Analysis;
import dev.secateur.views.text.Figures;

/// Makes the diagram of an analysed graph: a box for each layer, block and stage, for each input and output, and the links.
public final class DiagramBuilder {

    private static final long SECTIONS = 1L << 32;
    private static final long INPUTS = 1L << 33;
    private static final long OUTPUTS = 1L << 34;

    private final Analysis analysis;
    private final Graph graph;
    private final Readings readings;
    private final GroupText texts;
    private final SmallPrint print;
    private final InnerGraphs inner;
    private final List<Box> boxes = new ArrayList<>();
    private final Map<Long, Item> items = new HashMap<>();
    private final Map<String, Long> boxOf = new HashMap<>();

    DiagramBuilder(Analysis analysis, Readings readings, Details details) {
        this.analysis = analysis;
        this.graph = analysis.graph();
        this.readings = readings;
        this.texts = new GroupText(analysis);
        this.inner = InnerGraphs.of(graph);
        this.print = new SmallPrint(graph, details);
    }

    Picture picture() {
        Links links = new Links(analysis);
        graph.requiredInputs().stream().filter(links::isUsed).forEach(v -> addEndpoint(inputBox(v), v));
        add(analysis.outline().root().items(), Box.NO_PARENT, false);
        graph.outputs().stream().distinct().forEach(v -> addEndpoint(outputBox(v), v));
        return new Picture(new Diagram(boxes, links.all()), analysis.outline(), items, boxOf);
    }

    static long inputBox(Value value) {
        return INPUTS + value.id();
    }

    static long outputBox(Value value) {
        return OUTPUTS + value.id();
    }

    static long layerBox(Layer layer) {
        return layer.head().id();
    }

    private void addEndpoint(long id, Value value) {
        Shape shape = analysis.shapes().shape(value);
        String title = graph.name(value) + (shape == null ? "" : " " + shape.display());
        boxes.add(Box.endpoint(id, Box.NO_PARENT, title));
    }

    private void add(List<Item> children, long parent, boolean insideBlock) {
        for (Item item : children) {
            switch (item) {
                case Layer layer -> addLayer(layer, parent, insideBlock);
                case Section section when section.kind() == Section.Kind.LOOSE ->
                    add(section.items(), parent, insideBlock);
                case Section section -> addSection(section, parent);
            }
        }
    }

    private void addLayer(Layer layer, long parent, boolean insideBlock) {
        List<Row> rows = new ArrayList<>();
        for (Layer.Part part : layer.parts()) {
            boolean head = part.node() == layer.head();
            String name = (head ? texts.ofHead(layer, insideBlock) : texts.ofPart(part)) + inside(part);
            rows.add(new Row(OperatorColour.of(part.node().op(), inner.count(part.node()) > 0), name,
                    readings.of(layer, part)));
        }
        put(Box.node(layerBox(layer), parent, layer.label(), rows).withFacts(print.of(layer)), layer);
    }

    /// Says that a double-click enters.
    private String inside(Layer.Part part) {
        int count = part.nodes().stream().mapToInt(inner::count).sum();
        return count == 0 ? "" : " · " + Figures.plural(count, "graph");
    }

    private void addSection(Section section, long parent) {
        long id = SECTIONS + boxOf.size();
        boolean isFrame = section.kind() == Section.Kind.STAGE
                || section.kind() != Section.Kind.BLOCK && section.sections().findAny().isPresent();
        Row body = new Row(OperatorColour.ofGroup(), texts.content(section), readings.of(section));
        String title = section.kind() == Section.Kind.BLOCK ? section.id() : section.label();
        BoxKind kind = isFrame ? BoxKind.STAGE : BoxKind.BLOCK;
        put(new Box(id, parent, kind, title, texts.detail(section), List.of(body)), section);
        add(section.items(), id, section.kind() == Section.Kind.BLOCK);
    }

    private void put(Box box, Item item) {
        boxes.add(box);
        items.put(box.id(), item);
        boxOf.put(item.id(), box.id());
    }

    /// The groups that are open in the first picture, by id: stages whose blocks were found; more if there is hardly anything
    /// else to see.
    static Set<String> openAtFirst(Analysis analysis) {
        Set<String> open = new TreeSet<>();
        List<Section> tops = analysis.outline().root().sections().filter(DiagramBuilder::isTop).toList();
        tops.stream().filter(s -> s.kind() == Section.Kind.STAGE).forEach(s -> open.add(s.id()));
        if (open.isEmpty() && tops.size() == 1) {
            open.add(tops.getFirst().id());
        }
        return open;
    }

    private static boolean isTop(Section section) {
        return section.kind() == Section.Kind.STAGE || section.kind() == Section.Kind.SCOPE;
    }
}
