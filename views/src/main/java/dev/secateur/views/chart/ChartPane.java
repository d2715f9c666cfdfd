package dev.secateur.views.chart;

import java.awt.geom.Rectangle2D;
import java.util.OptionalDouble;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.layout.Region;

import org.jfree.chart.ChartRenderingInfo;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.fx.ChartCanvas;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.ui.RectangleEdge;
import org.jspecify.annotations.Nullable;

import dev.secateur.views.theme.Palette;
import dev.secateur.views.theme.Theme;

/// A region that shows a chart in the current theme; subclasses build the chart.
public abstract class ChartPane extends Region {
    private final ObjectProperty<Theme> theme = new SimpleObjectProperty<>(this, "theme", Theme.LIGHT);
    private @Nullable ChartCanvas canvas;

    protected ChartPane() {
        getStyleClass().add("chart-pane");
        theme.addListener(o -> rebuild());
    }

    public final ObjectProperty<Theme> themeProperty() {
        return theme;
    }

    /// The chart in a palette's colours for a size in px, null while there are no data.
    abstract @Nullable JFreeChart chart(Palette palette, double width, double height);

    /// The value on the horizontal axis at a place in this pane; empty beside the plot, or while there are no data.
    ///
    /// @param x px from the left
    public final OptionalDouble valueAt(double x) {
        Rectangle2D area = plotArea();
        if (canvas == null || area == null || x < area.getMinX() || x > area.getMaxX()) {
            return OptionalDouble.empty();
        }
        ValueAxis axis = ((XYPlot) canvas.getChart().getPlot()).getDomainAxis();
        return OptionalDouble.of(axis.java2DToValue(x, area, RectangleEdge.BOTTOM));
    }

    /// Where a value of the horizontal axis stands in this pane, px from the left; empty while there are no data.
    public final OptionalDouble placeOf(double value) {
        Rectangle2D area = plotArea();
        if (canvas == null || area == null) {
            return OptionalDouble.empty();
        }
        ValueAxis axis = ((XYPlot) canvas.getChart().getPlot()).getDomainAxis();
        return OptionalDouble.of(axis.valueToJava2D(value, area, RectangleEdge.BOTTOM));
    }

    /// Where a value of the vertical axis stands in this pane, px from the top; empty while there are no data.
    public final OptionalDouble heightOf(double value) {
        Rectangle2D area = plotArea();
        if (canvas == null || area == null) {
            return OptionalDouble.empty();
        }
        ValueAxis axis = ((XYPlot) canvas.getChart().getPlot()).getRangeAxis();
        return OptionalDouble.of(axis.valueToJava2D(value, area, RectangleEdge.LEFT));
    }

    private @Nullable Rectangle2D plotArea() {
        // Nothing is told of a chart before it was drawn.
        ChartRenderingInfo drawn = canvas == null ? null : canvas.getRenderingInfo();
        Rectangle2D area = drawn == null ? null : drawn.getPlotInfo().getDataArea();
        return area == null || area.isEmpty() ? null : area;
    }

    /// Builds the chart anew after its data or its colours changed.
    final void rebuild() {
        JFreeChart chart = chart(theme.get().palette(), getWidth(), getHeight());
        if (chart == null) {
            canvas = null;
            getChildren().clear();
            return;
        }
        if (canvas == null) {
            canvas = new ChartCanvas(chart);
            canvas.setDomainZoomable(false);
            canvas.setRangeZoomable(false);
            canvas.setTooltipEnabled(false);
            canvas.setMouseTransparent(true);
            getChildren().setAll(canvas);
        } else {
            canvas.setChart(chart);
        }
        requestLayout();
    }

    @Override
    protected void setWidth(double value) {
        super.setWidth(value);
        rebuild();
    }

    @Override
    protected void setHeight(double value) {
        super.setHeight(value);
        rebuild();
    }

    @Override
    protected void layoutChildren() {
        if (canvas != null && getWidth() > 0 && getHeight() > 0) {
            canvas.setWidth(getWidth());
            canvas.setHeight(getHeight());
            canvas.draw();
        }
    }

    @Override
    protected double computePrefWidth(double height) {
        return 320;
    }

    @Override
    protected double computePrefHeight(double width) {
        return 160;
    }
}
