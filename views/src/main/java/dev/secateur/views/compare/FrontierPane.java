package dev.secateur.views.compare;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
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
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;

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

    private final FrontierViewModel model;
    private final ObjectProperty<Theme> theme;
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
        setTop(new javafx.scene.layout.VBox(header, axes()));
        setCenter(body);
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

    private HBox axes() {
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        CheckBox published = new CheckBox("Published");
        published.setId("published");
        published.setTooltip(
                new Tooltip("Figures that the authors of the methods published for the chosen data, as crosses"));
        published.selectedProperty().bindBidirectional(model.publishedProperty());
        published.setMinWidth(USE_PREF_SIZE);
        HBox line = new HBox(8, muted("Horizontal"), axis(model.horizontalProperty(), "axis-x"), muted("Vertical"),
                axis(model.verticalProperty(), "axis-y"), gap, published);
        line.getStyleClass().add("frontier-axes");
        line.setAlignment(Pos.CENTER_LEFT);
        return line;
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
        box.setMinWidth(0);
        box.setAccessibleText(id.equals("axis-x") ? "Horizontal axis" : "Vertical axis");
        box.valueProperty().bindBidirectional(property);
        return box;
    }

    private void show(ScatterPlot plot) {
        chart.show(plot);
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
        if (event.getButton() != MouseButton.PRIMARY) {
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
