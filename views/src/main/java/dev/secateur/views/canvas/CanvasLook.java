package dev.secateur.views.canvas;

import java.util.List;
import javafx.beans.Observable;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;

import org.jspecify.annotations.Nullable;

import dev.secateur.views.canvas.model.Marks;
import dev.secateur.views.canvas.paint.PaintStyle;
import dev.secateur.views.canvas.paint.ScaleRange;
import dev.secateur.views.theme.Palette;
import dev.secateur.views.theme.Theme;

/// How a graph looks: its theme, what its colours mean, the marks over it, and which panes float over it.
public final class CanvasLook {

    private final ObjectProperty<Marks> marks = new SimpleObjectProperty<>(this, "marks", Marks.NONE);
    private final ObjectProperty<Theme> theme = new SimpleObjectProperty<>(this, "theme", Theme.LIGHT);
    private final ObjectProperty<ScaleRange> range = new SimpleObjectProperty<>(this, "range", ScaleRange.ALL);
    private final ObjectProperty<@Nullable Legend> legend = new SimpleObjectProperty<>(this, "legend", null);
    private final BooleanProperty minimapShown = new SimpleBooleanProperty(this, "minimapShown", true);
    private final BooleanProperty legendShown = new SimpleBooleanProperty(this, "legendShown", true);
    private final BooleanProperty zoomButtonsShown = new SimpleBooleanProperty(this, "zoomButtonsShown", true);
    private Palette palette = Theme.LIGHT.palette();

    CanvasLook() {
        theme.addListener((o, was, is) -> palette = is.palette());
    }

    /// Marks over boxes.
    public ObjectProperty<Marks> marksProperty() {
        return marks;
    }

    public ObjectProperty<Theme> themeProperty() {
        return theme;
    }

    /// The stretch of the scale that the legend's handles chose.
    public ObjectProperty<ScaleRange> rangeProperty() {
        return range;
    }

    /// What the values' colours mean; without one no legend is shown.
    public ObjectProperty<@Nullable Legend> legendProperty() {
        return legend;
    }

    public BooleanProperty minimapShownProperty() {
        return minimapShown;
    }

    public BooleanProperty legendShownProperty() {
        return legendShown;
    }

    public BooleanProperty zoomButtonsShownProperty() {
        return zoomButtonsShown;
    }

    /// Whatever asks for another painting when it changes.
    List<Observable> painted() {
        return List.of(marks, theme, range, legend, minimapShown);
    }

    PaintStyle style() {
        Legend shown = legend.get();
        return new PaintStyle(palette, shown == null ? palette.sequential() : shown.scale().apply(palette),
                range.get());
    }
}
