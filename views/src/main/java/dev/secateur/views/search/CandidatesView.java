package dev.secateur.views.search;

import java.util.List;
import java.util.Objects;
import javafx.beans.property.ObjectProperty;
import javafx.geometry.Orientation;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.SplitPane;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import dev.secateur.engine.search.SearchReport;
import dev.secateur.views.chart.CostChart;
import dev.secateur.views.component.EmptyState;
import dev.secateur.views.component.PaneHeader;
import dev.secateur.views.theme.Icon;
import dev.secateur.views.theme.Theme;

/// A search: cost against score with the frontier, the table of candidates, and the rounds of AutoCompress.
public final class CandidatesView extends BorderPane {

    private static final double ROUNDS_WIDTH = 440;

    private final CandidatesViewModel model;
    private final CostChart plot = new CostChart();
    private final TrialTable table;
    private final RoundsPane rounds;
    private final PaneHeader header = new PaneHeader("Search");
    private final ComboBox<String> stages = new ComboBox<>();
    private final Label looked = new Label();
    private final SplitPane found;
    private final EmptyState empty;
    private boolean filling;

    /// @param method shows the form of a method that searches
    public CandidatesView(CandidatesViewModel model, ObjectProperty<Theme> theme, Runnable method) {
        this.model = model;
        this.empty = new EmptyState(Icon.SEARCH,
                "Methods that search among candidates show each of them here: run AutoCompress, or another one that searches.")
                .withAction("Configure AutoCompress", method);
        setId("search-view");
        getStyleClass().add("search-view");
        getStylesheets().add(Objects.requireNonNull(CandidatesView.class.getResource("search.css")).toExternalForm());
        table = new TrialTable(model);
        rounds = new RoundsPane(theme);
        rounds.setPrefWidth(ROUNDS_WIDTH);
        rounds.setMinWidth(ROUNDS_WIDTH);
        plot.themeProperty().bind(theme);
        plot.setId("search-plot");
        plot.setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        plot.setMinHeight(160);
        plot.setOnMousePressed(e -> model.lookedProperty().set(plot.at(e.getX(), e.getY())));
        stages.setId("search-stage");
        stages.getStyleClass().add("small");
        stages.setAccessibleText("Which stage's candidates are shown");
        stages.setOnAction(e -> {
            String chosen = stages.getValue();
            if (!filling && chosen != null) {
                model.stageProperty().set(chosen);
            }
        });
        header.options().addAll(key("frontier", 0), key("chosen", 1), stages);
        looked.getStyleClass().add("search-looked");
        looked.setWrapText(true);
        found = new SplitPane(plot, new VBox(looked, grown(table)));
        found.setOrientation(Orientation.VERTICAL);
        found.setDividerPositions(0.55);
        model.shownProperty().addListener(o -> show());
        model.stageProperty().addListener(o -> show());
        model.lookedProperty().addListener(o -> look());
        show();
    }

    private static Node grown(Node node) {
        VBox.setVgrow(node, javafx.scene.layout.Priority.ALWAYS);
        return node;
    }

    private static Label key(String text, int series) {
        Region dot = new Region();
        dot.getStyleClass().addAll("search-key", "search-key-" + series);
        Label label = new Label(text, dot);
        label.getStyleClass().add("pane-fact");
        return label;
    }

    private void show() {
        CandidatesViewModel.Shown shown = model.shownProperty().get();
        SearchReport search = model.search();
        if (shown == null || search == null) {
            setTop(null);
            setRight(null);
            setCenter(empty);
            return;
        }
        header.titleProperty().set("Search of " + search.info().method());
        header.factProperty().set(model.fact());
        filling = true;
        List<String> names = CandidatesViewModel.stages(shown.search());
        if (!stages.getItems().equals(names)) {
            stages.getItems().setAll(names);
        }
        stages.setValue(model.stageProperty().get());
        filling = false;
        List<TrialRow> rows = model.rows();
        plot.show(search.info().cost().title(), search.info().score().title(), rows.stream()
                .map(r -> new CostChart.Point(r.trial().number(), r.trial().cost(), r.trial().score(),
                        r.onFrontier(), r.chosen()))
                .toList());
        plot.setAccessibleText(model.fact());
        table.show(search.info(), rows);
        if (shown.details() != null) {
            rounds.show(shown.details());
        }
        setTop(header);
        setCenter(found);
        setRight(shown.details() == null ? null : rounds);
        look();
    }

    private void look() {
        int number = model.lookedProperty().get();
        plot.lookAt(number);
        String text = model.rows().stream().filter(r -> r.trial().number() == number).findFirst()
                .map(r -> "Candidate " + number + ": " + r.configuration()).orElse("");
        looked.setText(text);
        looked.setVisible(!text.isEmpty());
        looked.setManaged(!text.isEmpty());
    }
}
