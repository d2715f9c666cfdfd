package dev.secateur.views.choice;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import javafx.beans.property.ObjectProperty;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

import dev.secateur.engine.compress.proxylessnas.ProxylessReport;
import dev.secateur.views.chart.LineChart;
import dev.secateur.views.component.EmptyState;
import dev.secateur.views.component.Note;
import dev.secateur.views.component.PaneHeader;
import dev.secateur.views.component.Tone;
import dev.secateur.views.text.Figures;
import dev.secateur.views.theme.Icon;
import dev.secateur.views.theme.Theme;

/// The view of ProxylessNAS: all edges above, one edge's probabilities and the expected cost over the epochs below.
public final class ChoiceView extends StackPane {

    private final ChoiceViewModel model;
    private final Runnable openGraph;
    private final PaneHeader all = new PaneHeader("Operations");
    private final PaneHeader one = new PaneHeader("Probabilities");
    /// Of the edge's operations: beside the title there is no room for five of them.
    private final FlowPane keys = new FlowPane();
    private final PaneHeader cost = new PaneHeader("Expected cost");
    private final VBox rows = new VBox();
    private final VBox notes = new VBox();
    private final LineChart curves = new LineChart("epoch", "probability, %");
    private final LineChart time = new LineChart("epoch", "ms for one picture");
    private final LineChart macs = new LineChart("epoch", "MACs, M");
    private final StackPane expected = new StackPane();
    private final VBox content;
    private final EmptyState empty = new EmptyState(Icon.BRANCH,
            "Run ProxylessNAS to see which form of each block wins, and what the network will cost.");

    /// @param doors to other views
    public ChoiceView(ChoiceViewModel model, ObjectProperty<Theme> theme, Doors doors) {
        this.model = model;
        this.openGraph = doors.graph();
        empty.withAction("Configure ProxylessNAS", doors.method());
        setId("choice-view");
        getStyleClass().add("choice-view");
        getStylesheets().add(Objects.requireNonNull(ChoiceView.class.getResource("choice.css")).toExternalForm());
        List.of(curves, time, macs).forEach(c -> c.themeProperty().bind(theme));
        rows.getStyleClass().add("choice-rows");
        notes.getStyleClass().add("choice-notes");
        ScrollPane scroll = new ScrollPane(rows);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.getStyleClass().add("pane-scroll");
        scroll.setMinHeight(120);
        VBox.setVgrow(scroll, Priority.ALWAYS);
        keys.getStyleClass().add("choice-keys");
        HBox below = new HBox(pane(new VBox(one, keys), curves), pane(cost, expected));
        below.setPrefHeight(280);
        below.setMinHeight(200);
        content = new VBox(all, notes, scroll, below);
        model.shownProperty().addListener(o -> show());
        model.edgeProperty().addListener(o -> show());
        show();
    }

    /// Ways to other views.
    ///
    /// @param graph shows the present as a graph
    /// @param method shows the form of ProxylessNAS
    public record Doors(Runnable graph, Runnable method) {}

    private static BorderPane pane(Region header, Region chart) {
        BorderPane pane = new BorderPane(chart);
        pane.setTop(header);
        pane.getStyleClass().add("choice-below");
        pane.setMinWidth(0);
        pane.setPrefWidth(100);
        HBox.setHgrow(pane, Priority.ALWAYS);
        return pane;
    }

    private void show() {
        ChoiceViewModel.Shown shown = model.shownProperty().get();
        getChildren().setAll(shown == null ? empty : content);
        if (shown == null) {
            return;
        }
        ProxylessReport report = shown.report();
        all.factProperty().set(shown.version().name() + " · " + (report.searching() ? "the search runs · " : "")
                + Figures.plural(report.edges().size(), "block"));
        List<Node> made = new ArrayList<>();
        for (int e = 0; e < report.edges().size(); e++) {
            EdgeRow row = new EdgeRow(report.edges().get(e), report.searching());
            int index = e;
            row.setId("choice-edge-" + e);
            row.setOnMousePressed(p -> model.edgeProperty().set(index));
            row.pseudoClassStateChanged(PseudoClass.getPseudoClass("selected"),
                    report.edges().get(e) == model.edge());
            made.add(row);
        }
        rows.getChildren().setAll(made);
        notes.getChildren().setAll(notes(report));
        charts(report);
    }

    private List<Node> notes(ProxylessReport report) {
        if (report.searching()) {
            return List.of();
        }
        List<Node> found = new ArrayList<>();
        ProxylessReport.TrialReport derived = report.trials().getFirst();
        Double accuracy = derived.accuracy();
        Double ms = derived.milliseconds();
        String told = "Derived" + (accuracy == null ? "" : ", " + Figures.percent(accuracy) + " of held-out pictures")
                + (ms == null ? "" : ", " + Figures.modelMs(ms) + " ms measured") + ".";
        // The note says what is derived and how it compares where there were controls.
        boolean compared = report.note().contains("Derived ");
        String text = report.note().isEmpty() ? told : (compared ? "" : told + " ") + sentence(report.note());
        found.add(new Note(Tone.INFO, text)
                .withLink("Show as a graph", openGraph));
        ProxylessReport.TableCheck check = report.cost().check();
        if (check != null) {
            found.add(new Note(check.meanError() > 0.1 ? Tone.WARNING : Tone.INFO,
                    "The table of times was off by " + Figures.percent(check.meanError()) + " on average on "
                            + check.networks() + " drawn networks (correlation "
                            + Figures.decimal(check.correlation(), 2)
                            + ", slope " + Figures.decimal(check.slope(), 2) + ")."));
        }
        return found;
    }

    private static String sentence(String text) {
        String stripped = text.strip();
        return Character.toUpperCase(stripped.charAt(0)) + stripped.substring(1);
    }

    private static List<Label> keys(ProxylessReport.EdgeReport edge) {
        return IntStream.range(0, edge.operations().size()).mapToObj(i -> {
            Region square = new Region();
            square.getStyleClass().addAll("key-square", EdgeRow.colour(i));
            Label key = new Label(edge.operations().get(i).label(), square);
            key.getStyleClass().add("pane-fact");
            return key;
        }).toList();
    }

    private void charts(ProxylessReport report) {
        ProxylessReport.EdgeReport edge = model.edge();
        double[] epochs = model.epochs();
        one.factProperty().set(edge == null ? "" : edge.id());
        keys.getChildren().setAll(edge == null ? List.of() : keys(edge));
        curves.show(model.probabilities().stream().map(c -> new LineChart.Line(c.name(), epochs, c.values()))
                .toList());
        boolean timed = report.cost().unit().equals("ms");
        double scale = timed ? 1 : 1e-6;
        double[] costs = Arrays.stream(model.costs()).map(c -> c * scale).toArray();
        double target = report.cost().target() * scale;
        double[] ends = epochs.length == 0 ? new double[0] : new double[]{epochs[0], epochs[epochs.length - 1]};
        List<LineChart.Line> lines = List.of(new LineChart.Line("expected", epochs, costs),
                new LineChart.Line("target", ends, Arrays.stream(ends).map(x -> target).toArray()));
        LineChart chart = timed ? time : macs;
        expected.getChildren().setAll(chart);
        chart.show(lines);
        int decimals = timed ? 3 : 1;
        cost.factProperty().set(costs.length == 0
                ? ""
                : Figures.decimal(costs[costs.length - 1], decimals) + (timed ? " ms" : " M") + ", target "
                        + Figures.decimal(target, decimals));
    }
}
