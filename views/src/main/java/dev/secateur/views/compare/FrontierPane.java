package dev.secateur.views.compare;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.geometry.Pos;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Tooltip;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

import dev.secateur.engine.compress.Published;
import dev.secateur.views.chart.ScatterChart;
import dev.secateur.views.chart.ScatterPlot;
import dev.secateur.views.component.EmptyState;
import dev.secateur.views.component.PaneHeader;
import dev.secateur.views.text.Figures;
import dev.secateur.views.theme.Icon;
import dev.secateur.views.theme.Theme;

/// The versions as points: a click opens one, Alt+click holds it against the present.
final class FrontierPane extends BorderPane {

    private static final double SVG_WIDTH = 900;
    private static final double SVG_HEIGHT = 600;
    private static final double LEGEND_FROM = 560;
    private static final double AXIS = 132;
    private static final double CONTROL = 24;

    private final FrontierViewModel model;
    private final ObjectProperty<Theme> theme;
    private final HBox legend = new HBox(12);
    private final ScatterChart chart = new ScatterChart();
    private final StackPane body = new StackPane();
    private final Tooltip tip = new Tooltip();
    private final Runnable measure;
    private final Consumer<String> saveSvg;

    /// @param measure what to do while nothing is known
    /// @param saveSvg asks where to and writes a picture
    FrontierPane(FrontierViewModel model, ObjectProperty<Theme> theme, Runnable measure, Consumer<String> saveSvg) {
        this.model = model;
        this.theme = theme;
        this.measure = measure;
        this.saveSvg = saveSvg;
        setMinSize(0, 0);
        chart.setId("frontier");
        chart.themeProperty().bind(theme);
        PaneHeader header = new PaneHeader("Frontier");
        header.factProperty().bind(model.factProperty());
        legend.setAlignment(Pos.CENTER_LEFT);
        legend.visibleProperty().bind(widthProperty().greaterThan(LEGEND_FROM));
        legend.managedProperty().bind(legend.visibleProperty());
        header.options().add(legend);
        setTop(new VBox(header, axes()));
        setCenter(body);
        setBottom(note());
        chart.setOnGoal(model::setGoal);
        chart.setOnMouseMoved(this::moved);
        chart.setOnMouseExited(e -> {
            chart.light(-1);
            tip.hide();
        });
        chart.setOnMouseClicked(this::clicked);
        ContextMenu menu = new ContextMenu(item("Save as SVG…"));
        chart.setOnContextMenuRequested(e -> menu.show(chart, e.getScreenX(), e.getScreenY()));
        model.plotProperty().addListener((o, was, is) -> show(is));
        show(model.plotProperty().get());
    }

    private MenuItem item(String title) {
        MenuItem item = new MenuItem(title);
        item.setOnAction(e -> saveSvg
                .accept(ScatterChart.svg(model.plotProperty().get(), theme.get(), SVG_WIDTH, SVG_HEIGHT)));
        return item;
    }

    private Label note() {
        Label note = muted("");
        note.setId("frontier-note");
        note.getStyleClass().add("frontier-note");
        note.textProperty().bind(model.noteProperty());
        note.setMinWidth(0);
        note.setWrapText(true);
        note.visibleProperty().bind(note.textProperty().isNotEmpty());
        note.managedProperty().bind(note.visibleProperty());
        return note;
    }

    private FlowPane axes() {
        FlowPane line = new FlowPane(16, 6,
                pair("Horizontal", axis(model.horizontalProperty(), "axis-x")),
                pair("Vertical", axis(model.verticalProperty(), "axis-y")),
                check("Goals", "goals", model.goalsShownProperty(),
                        "Lines that can be dragged, or moved by arrow keys, and a column that tells who meets them"),
                check("Published", "published", model.publishedProperty(),
                        "Figures that the authors of the methods published for the chosen data, as crosses"),
                check("Error bars", "error-bars", model.errorBarsProperty(),
                        "Where accuracy lies with a confidence of 95 %, from the number of pictures"),
                check("Recovered cuts", "recovered-cuts", model.stepsShownProperty(),
                        "Show a cut also by itself where a later version is the same cut after training"));
        line.getStyleClass().add("frontier-axes");
        return line;
    }

    private static CheckBox check(String text, String id, BooleanProperty property, String help) {
        CheckBox box = new CheckBox(text);
        box.setId(id);
        box.setTooltip(new Tooltip(help));
        box.selectedProperty().bindBidirectional(property);
        box.setMinWidth(USE_PREF_SIZE);
        box.setMinHeight(CONTROL);
        return box;
    }

    private static HBox pair(String name, ComboBox<Axis> box) {
        HBox line = new HBox(8, muted(name), box);
        line.setAlignment(Pos.CENTER_LEFT);
        return line;
    }

    private void showLegend(ScatterPlot plot) {
        List<Family> families = model.rows().stream().map(CompareRow::family).distinct().sorted().toList();
        legend.getChildren().clear();
        families.forEach(f -> legend.getChildren().add(key(new FamilyMark(f), f.word())));
        if (plot.points().stream().anyMatch(p -> p.shape() == ScatterPlot.Shape.CROSS)) {
            legend.getChildren().add(key(muted("×"), "published"));
        }
        if (plot.front().size() > 1) {
            Region stroke = new Region();
            stroke.getStyleClass().add("front-key");
            legend.getChildren().add(key(stroke, "front"));
        }
    }

    private static HBox key(javafx.scene.Node mark, String word) {
        Label label = new Label(word);
        label.getStyleClass().add("pane-fact");
        HBox key = new HBox(5, mark, label);
        key.setAlignment(Pos.CENTER_LEFT);
        return key;
    }

    private static Label muted(String text) {
        Label label = new Label(text);
        label.getStyleClass().add("muted");
        label.setMinWidth(USE_PREF_SIZE);
        return label;
    }

    private static ComboBox<Axis> axis(ObjectProperty<Axis> property, String id) {
        ComboBox<Axis> box = new ComboBox<>();
        box.setId(id);
        box.getItems().setAll(Axis.values());
        box.getStyleClass().add("small");
        box.setMinWidth(AXIS);
        box.setAccessibleText(id.equals("axis-x") ? "Horizontal axis" : "Vertical axis");
        box.valueProperty().bindBidirectional(property);
        return box;
    }

    private void show(ScatterPlot plot) {
        chart.show(plot);
        showLegend(plot);
        chart.setAccessibleText(
                plot.points().size() + " versions over " + plot.horizontal() + " and " + plot.vertical());
        if (plot.points().isEmpty()) {
            body.getChildren().setAll(new EmptyState(Icon.COMPARE, model.rows().isEmpty()
                    ? "Open a model to compare its versions."
                    : "Versions appear here once they are measured on both axes.")
                    .withAction("Measure all versions", measure));
        } else if (!body.getChildren().contains(chart)) {
            body.getChildren().setAll(chart);
        }
    }

    private void moved(MouseEvent event) {
        Optional<ScatterPlot.Point> point = chart.at(event.getX(), event.getY());
        chart.light(point.map(ScatterPlot.Point::id).orElse(-1));
        if (point.isPresent()) {
            tip.setText(text(point.get()));
            tip.show(chart, event.getScreenX() + 14, event.getScreenY() + 14);
        } else {
            tip.hide();
        }
    }

    private String text(ScatterPlot.Point point) {
        String place = model.plotProperty().get().horizontal() + ": " + Figures.significant(point.x()) + "\n"
                + model.plotProperty().get().vertical() + ": " + Figures.significant(point.y());
        if (point.id() < 0) {
            List<Published> figures = model.publishedFigures();
            return point.label() + "\n" + place + "\n" + figures.stream().filter(f -> f.name().equals(point.label()))
                    .findFirst().map(Published::source).orElse("");
        }
        return point.name() + " " + point.label() + "\n" + place + "\nClick opens it, Alt+click compares it";
    }

    private void clicked(MouseEvent event) {
        if (event.getButton() != MouseButton.PRIMARY || !event.isStillSincePress()) {
            return;
        }
        chart.at(event.getX(), event.getY()).filter(p -> p.id() >= 0).ifPresent(p -> {
            if (event.isAltDown() || event.isShortcutDown()) {
                model.compare(p.id());
            } else {
                model.open(p.id());
            }
        });
    }
}
