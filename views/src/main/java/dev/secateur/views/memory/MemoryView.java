package dev.secateur.views.memory;

import java.util.List;
import java.util.Objects;
import javafx.beans.property.ObjectProperty;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;

import org.jspecify.annotations.Nullable;

import dev.secateur.views.chart.StepAreaChart;
import dev.secateur.views.component.EmptyState;
import dev.secateur.views.component.PaneHeader;
import dev.secateur.views.session.Selection;
import dev.secateur.views.theme.Icon;
import dev.secateur.views.theme.Theme;

/// Live memory over the execution order, linked with the other views by selection and pointer.
public final class MemoryView extends BorderPane {

    private static final int WAITING = 1;
    private static final int IN_USE = 0;
    /// Room of the horizontal axis and its title, px.
    private static final double AXIS = 44;
    private static final double KILO = 1024;
    private static final double LARGE = 10 * KILO * KILO;

    private final MemoryViewModel model;
    private final ObjectProperty<Theme> theme;
    private final PaneHeader header = new PaneHeader("Live memory");
    private final Region pointer = mark("memory-pointer");
    private final Region chosen = mark("memory-selected");
    private final Tooltip tip = new Tooltip();
    private final StackPane body = new StackPane();
    private @Nullable StepAreaChart chart;

    public MemoryView(MemoryViewModel model, ObjectProperty<Theme> theme, ObservableValue<Selection> selection,
            ObservableValue<Selection> hovered) {
        this.model = model;
        this.theme = theme;
        setId("memory-view");
        getStyleClass().add("memory-view");
        getStylesheets().add(Objects.requireNonNull(MemoryView.class.getResource("memory.css")).toExternalForm());
        header.options().addAll(key("in use by the node", "memory-in-use"),
                key("waiting for a later node", "memory-waiting"));
        setTop(header);
        setCenter(body);
        tip.getStyleClass().add("memory-tip");
        model.activeProperty().bind(visibleProperty());
        model.plotProperty().addListener((o, was, is) -> show(is));
        selection.addListener(o -> place());
        hovered.addListener(o -> place());
        body.widthProperty().addListener(o -> requestLayout());
        body.setOnMouseMoved(this::moved);
        body.setOnMouseExited(e -> {
            tip.hide();
            model.hover(-1);
        });
        body.setOnMouseClicked(e -> {
            int bar = barAt(e);
            if (bar >= 0) {
                model.select(bar);
            }
        });
        show(model.plotProperty().get());
    }

    private static HBox key(String text, String style) {
        Region square = new Region();
        square.getStyleClass().addAll("key-square", style);
        Label label = new Label(text);
        label.getStyleClass().add("pane-fact");
        HBox key = new HBox(6, square, label);
        key.setAlignment(javafx.geometry.Pos.CENTER_LEFT);
        return key;
    }

    private static Region mark(String style) {
        Region mark = new Region();
        mark.getStyleClass().add(style);
        mark.setManaged(false);
        mark.setMouseTransparent(true);
        return mark;
    }

    private void show(MemoryViewModel.@Nullable Plot plot) {
        if (plot == null || plot.memory().size() == 0) {
            chart = null;
            header.factProperty().set("");
            body.getChildren().setAll(
                    new EmptyState(Icon.MEMORY, "Open a model to see what memory its nodes need at once."));
            return;
        }
        boolean large = plot.memory().peak() > LARGE;
        StepAreaChart made = new StepAreaChart("step in the execution order",
                "alive, " + (large ? "MB" : "KB") + " for one sample");
        double unit = large ? KILO * KILO : KILO;
        made.themeProperty().bind(theme);
        made.show(List.of(new StepAreaChart.Area("alive", WAITING, scaled(plot.alive(), unit)),
                new StepAreaChart.Area("in use", IN_USE, scaled(plot.own(), unit))));
        made.setAccessibleText("Live memory: " + plot.fact());
        chart = made;
        header.factProperty().set(plot.fact());
        body.getChildren().setAll(made, chosen, pointer);
        requestLayout();
    }

    private static double[] scaled(double[] bytes, double unit) {
        return java.util.Arrays.stream(bytes).map(b -> b / unit).toArray();
    }

    private void moved(MouseEvent event) {
        MemoryViewModel.Plot plot = model.plotProperty().get();
        int bar = barAt(event);
        model.hover(bar);
        if (plot == null || bar < 0) {
            tip.hide();
            return;
        }
        tip.setText(plot.details(plot.step(bar)));
        tip.show(this, event.getScreenX() + 14, event.getScreenY() + 14);
    }

    private int barAt(MouseEvent event) {
        return chart == null ? -1 : chart.stepAt(event.getX());
    }

    @Override
    protected void layoutChildren() {
        super.layoutChildren();
        // The chart is drawn first: it tells where its steps are.
        body.layout();
        place();
    }

    private void place() {
        place(chosen, model.selectedBar());
        place(pointer, model.hoveredBar());
    }

    private void place(Region mark, int bar) {
        StepAreaChart shown = chart;
        boolean there = shown != null && bar >= 0 && shown.placeOf(bar + 1).isPresent();
        mark.setVisible(there);
        if (shown != null && there) {
            double left = shown.placeOf(bar + 0.5).orElse(0);
            double right = shown.placeOf(bar + 1.5).orElse(0);
            mark.resizeRelocate(left - 1, 0, Math.max(3, right - left + 2), body.getHeight() - AXIS);
        }
    }
}
