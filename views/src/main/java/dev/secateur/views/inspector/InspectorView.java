package dev.secateur.views.inspector;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javafx.beans.InvalidationListener;
import javafx.beans.property.ObjectProperty;
import javafx.scene.Node;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;

import dev.secateur.views.component.EmptyState;
import dev.secateur.views.component.PaneHeader;
import dev.secateur.views.text.Figures;
import dev.secateur.views.theme.Icon;
import dev.secateur.views.theme.Theme;

/// The inspector: one node from its type to its weights, or a summary of what is selected.
public final class InspectorView extends BorderPane {

    private final InspectorViewModel model;
    private final ObjectProperty<Theme> theme;
    private final PaneHeader header = new PaneHeader("Inspector");
    private final VBox content = new VBox();

    /// @param theme the window's, for the histograms
    public InspectorView(InspectorViewModel model, ObjectProperty<Theme> theme) {
        this.model = model;
        this.theme = theme;
        getStyleClass().add("inspector-view");
        getStylesheets().add(Objects.requireNonNull(InspectorView.class.getResource("inspector.css")).toExternalForm());
        content.getStyleClass().add("inspector-content");
        ScrollPane scroll = new ScrollPane(content);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.getStyleClass().add("pane-scroll");
        setTop(header);
        setCenter(scroll);
        model.nodeProperty().addListener((o, was, is) -> fill());
        model.summaryProperty().addListener((o, was, is) -> fill());
        model.coupledProperty().addListener((o, was, is) -> fill());
        model.searchingProperty().addListener((o, was, is) -> fill());
        InvalidationListener weights = o -> fill();
        model.weights().addListener(weights);
        fill();
    }

    private void fill() {
        NodeSheet node = model.nodeProperty().get();
        SelectionSheet summary = model.summaryProperty().get();
        List<Node> parts = new ArrayList<>();
        if (node != null) {
            header.factProperty().set(node.type());
            addNode(parts, node);
        } else if (summary != null) {
            header.factProperty().set(Figures.plural(summary.nodes(), "node"));
            addSummary(parts, summary);
        } else {
            header.factProperty().set("");
            parts.add(new EmptyState(Icon.NODE, "Select a node or a block to see what it is and what it costs."));
        }
        content.getChildren().setAll(parts);
    }

    private void addNode(List<Node> parts, NodeSheet node) {
        parts.add(text(node.name(), "inspector-name"));
        if (!node.place().isEmpty()) {
            parts.add(text(node.place(), "inspector-place"));
        }
        if (!node.description().isEmpty()) {
            parts.add(text(node.description(), "inspector-text"));
        }
        addLinks(parts, "Drawn together", node.links().chain(), node.node());
        addFacts(parts, "Attributes", node.facts().attributes());
        addFacts(parts, "Inputs", node.facts().inputs());
        addFacts(parts, "Outputs", node.facts().outputs());
        addFacts(parts, "Cost", node.facts().costs());
        addLinks(parts, "Runs as one kernel", node.links().kernel(), node.node());
        CoupledSheet coupled = model.coupledProperty().get();
        if (coupled != null) {
            parts.add(new CoupledPane(coupled, node.node(), model::show));
        } else if (model.searchingProperty().get()) {
            addSection(parts, "Coupled channels", text("Looking for channels that go together", "inspector-text"));
        }
        if (!node.weights().isEmpty() && model.weights().isEmpty()) {
            addSection(parts, "Weights", text("Reading the weights", "inspector-text"));
        }
        model.weights().forEach(w -> parts.add(new WeightPane(w, theme)));
    }

    private void addLinks(List<Node> parts, String title, List<NodeSheet.Link> nodes, int here) {
        if (nodes.isEmpty()) {
            return;
        }
        FlowPane links = new FlowPane();
        links.getStyleClass().add("inspector-links");
        for (NodeSheet.Link link : nodes) {
            Hyperlink shown = new Hyperlink(link.label());
            shown.setDisable(link.node() == here);
            shown.setOnAction(event -> model.show(link.node()));
            links.getChildren().add(shown);
        }
        addSection(parts, title, links);
    }

    private static void addSummary(List<Node> parts, SelectionSheet summary) {
        parts.add(text(summary.title(), "inspector-name"));
        addFacts(parts, "Cost", summary.costs());
        addFacts(parts, "Operators", summary.operators());
        if (!summary.names().isEmpty()) {
            addSection(parts, "Selected", text(String.join("\n", summary.names()), "inspector-list"));
        }
    }

    private static void addFacts(List<Node> parts, String title, List<Fact> facts) {
        if (!facts.isEmpty()) {
            addSection(parts, title, new FactTable(facts));
        }
    }

    private static void addSection(List<Node> parts, String title, Node body) {
        VBox section = new VBox(text(title, "section-heading"), body);
        section.getStyleClass().add("inspector-section");
        parts.add(section);
    }

    private static Label text(String text, String style) {
        Label label = new Label(text);
        label.setWrapText(true);
        label.setMinHeight(USE_PREF_SIZE);
        label.getStyleClass().add(style);
        return label;
    }
}
