package dev.secateur.views.inspector;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

import dev.secateur.engine.cost.NodeCost;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.Node;
import dev.secateur.engine.graph.Value;
import dev.secateur.engine.op.Opaque;
import dev.secateur.engine.tensor.Tensor;
import dev.secateur.views.outline.Attributes;
import dev.secateur.views.outline.Item;
import dev.secateur.views.outline.Layer;
import dev.secateur.views.outline.OperatorText;
import dev.secateur.views.session.Analysis;
import dev.secateur.views.session.Measurement;
import dev.secateur.views.text.Figures;

/// Gathers what the inspector shows of one node.
final class SheetBuilder {
    private static final int MOST_NAMES = 200;
    private static final int LONGEST_NAME = 240;

    private final Analysis analysis;
    private final Measurement measurement;
    private final Graph graph;

    SheetBuilder(Analysis analysis, Measurement measurement) {
        this.analysis = analysis;
        this.measurement = measurement;
        this.graph = analysis.graph();
    }

    NodeSheet sheet(Node node) {
        NodeSheet.Facts facts = new NodeSheet.Facts(attributes(node), inputs(node), outputs(node), costs(node));
        return new NodeSheet(node.id(), type(node), node.op().family(), shown(graph.name(node)), shown(place(node)),
                Descriptions.of(node.op()), facts, new NodeSheet.Links(chain(node), kernel(node)), weights(node));
    }

    private static String type(Node node) {
        String domain = node.op() instanceof Opaque opaque ? opaque.domain() : "";
        return domain.isEmpty() ? node.op().type() : domain + "." + node.op().type();
    }

    private String place(Node node) {
        return analysis.outline().layerOf(node).map(Layer::path).orElse("");
    }

    private List<NodeSheet.Link> chain(Node node) {
        List<NodeSheet.Link> links = analysis.outline().layerOf(node).stream()
                .flatMap(l -> l.parts().stream()).flatMap(p -> p.nodes().stream())
                .map(n -> new NodeSheet.Link(n.id(), OperatorText.name(graph, n))).toList();
        return links.size() > 1 ? links : List.of();
    }

    private List<NodeSheet.Link> kernel(Node node) {
        int worker = measurement.fusedInto().getOrDefault(node.id(), node.id());
        List<NodeSheet.Link> links = new ArrayList<>();
        graph.node(worker).ifPresent(w -> links.add(new NodeSheet.Link(worker, shown(graph.name(w)))));
        graph.nodes().stream().filter(n -> Objects.equals(measurement.fusedInto().get(n.id()), worker))
                .forEach(n -> links.add(new NodeSheet.Link(n.id(), shown(graph.name(n)))));
        return links.size() > 1 ? links : List.of();
    }

    private List<Fact> inputs(Node node) {
        List<Fact> facts = new ArrayList<>();
        for (int i = 0; i < node.inputs().size(); i++) {
            Value value = node.inputs().get(i);
            if (value.isPresent()) {
                String role = Descriptions.role(node.op(), i);
                facts.add(new Fact(role.isEmpty() ? "input " + (i + 1) : role, shown(graph.name(value)), type(value)));
            }
        }
        node.captures().forEach(v -> facts.add(new Fact("captured", shown(graph.name(v)), type(v))));
        return facts;
    }

    private List<Fact> outputs(Node node) {
        List<Fact> facts = new ArrayList<>();
        for (int i = 0; i < node.outputs().size(); i++) {
            Value value = node.outputs().get(i);
            if (value.isPresent()) {
                String name = node.outputs().size() == 1 ? "output" : "output " + (i + 1);
                facts.add(new Fact(name, shown(graph.name(value)), type(value)));
            }
        }
        return facts;
    }

    private String type(Value value) {
        String type = analysis.shapes().type(value).display();
        return graph.constant(value).filter(t -> t.elements() <= 1).map(Attributes::ofTensor).orElse(type);
    }

    private static List<Fact> attributes(Node node) {
        return Attributes.of(node.op()).entrySet().stream().map(e -> new Fact(e.getKey(), e.getValue())).toList();
    }

    private List<Fact> costs(Node node) {
        NodeCost cost = analysis.costs().of(node);
        if (!cost.known()) {
            return List.of(new Fact("Cost", "not known for this operator"));
        }
        List<Fact> facts = new ArrayList<>(List.of(new Fact("Parameters", Figures.count(cost.parameters())),
                new Fact("MACs", Figures.count(cost.macs()), "multiply-accumulates for one sample"),
                new Fact("Activation", Figures.bytes(cost.activationBytes()), "of its output, one sample")));
        Double ms = measurement.nodeMs().get(node.id());
        if (ms != null) {
            facts.add(new Fact("Time", Figures.layerMs(ms) + " ms", measurement.how()));
        } else if (measurement.isPresent()) {
            Node worker = Optional.ofNullable(measurement.fusedInto().get(node.id())).flatMap(graph::node).orElse(null);
            facts.add(worker == null
                    ? new Fact("Time", "no kernel", "worked out before the first run, or left out")
                    : new Fact("Time", "fused", "runs in " + shown(graph.name(worker))));
        }
        return facts;
    }

    private List<NodeSheet.Weight> weights(Node node) {
        List<NodeSheet.Weight> found = new ArrayList<>();
        for (int i = 0; i < node.inputs().size(); i++) {
            Value value = node.inputs().get(i);
            Tensor tensor = value.isPresent() ? graph.constant(value).orElse(null) : null;
            if (tensor != null && tensor.elements() > 1 && Attributes.isNumeric(tensor.dtype())
                    && tensor.dtype().isFloating()) {
                String role = Descriptions.role(node.op(), i);
                found.add(new NodeSheet.Weight(shown(graph.name(value)), role.isEmpty() ? "constant" : role, tensor,
                        NodeSheet.Axes.of(node.op(), tensor)));
            }
        }
        return found;
    }

    /// A name with its middle left out where it would fill the panel alone.
    private static String shown(String name) {
        return name.length() <= LONGEST_NAME
                ? name
                : name.substring(0, LONGEST_NAME / 2) + "…" + name.substring(name.length() - LONGEST_NAME / 2);
    }

    /// What the nodes of a selection are together.
    SelectionSheet summary(List<Node> nodes, List<Item> items) {
        long parameters = 0;
        long macs = 0;
        for (Node node : nodes) {
            NodeCost cost = analysis.costs().of(node);
            parameters += cost.parameters();
            macs += cost.macs();
        }
        List<Fact> operators = nodes.stream()
                .collect(Collectors.groupingBy(n -> OperatorText.name(graph, n), Collectors.counting())).entrySet()
                .stream().sorted((a, b) -> Long.compare(b.getValue(), a.getValue()))
                .map(e -> new Fact(e.getKey(), Figures.count(e.getValue()))).toList();
        List<Fact> costs = List.of(new Fact("Parameters", Figures.count(parameters)),
                new Fact("MACs", Figures.count(macs), "multiply-accumulates for one sample"));
        String title = items.size() == 1 ? items.getFirst().id() : Figures.plural(items.size(), "item");
        return new SelectionSheet(title, nodes.size(), costs, operators, names(items));
    }

    /// As many names as one reads, and how many there are besides.
    private static List<String> names(List<Item> items) {
        List<String> all = items.stream().map(i -> shown(i instanceof Layer layer ? layer.path() : i.id())).sorted()
                .toList();
        if (all.size() <= MOST_NAMES) {
            return all;
        }
        List<String> some = new ArrayList<>(all.subList(0, MOST_NAMES));
        some.add("and " + Figures.count(all.size() - MOST_NAMES) + " more");
        return some;
    }
}
