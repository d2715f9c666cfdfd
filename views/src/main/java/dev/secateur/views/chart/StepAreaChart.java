package dev.secateur.views.chart;

import java.util.List;

import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.DatasetRenderingOrder;
import org.jfree.chart.plot.SeriesRenderingOrder;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYStepAreaRenderer;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;
import org.jspecify.annotations.Nullable;

import dev.secateur.views.theme.Palette;

/// Areas over steps, one in front of the other: the first lies at the back, so it has to be the largest.
public final class StepAreaChart extends ChartPane {

    private final String horizontalTitle;
    private final String verticalTitle;
    private List<Area> areas = List.of();

    /// One area.
    ///
    /// @param name of the series
    /// @param color index into the palette's series
    /// @param heights of the steps, from step 1 on
    public record Area(String name, int color, double[] heights) {
        public Area {
            heights = heights.clone();
        }
    }

    /// Axis titles with their units.
    public StepAreaChart(String horizontalTitle, String verticalTitle) {
        this.horizontalTitle = horizontalTitle;
        this.verticalTitle = verticalTitle;
    }

    /// Shows other areas, all with as many steps; none shows nothing.
    public void show(List<Area> other) {
        areas = List.copyOf(other);
        rebuild();
    }

    /// The step at a place in this pane, from 0; -1 beside the plot.
    ///
    /// @param x px from the left
    public int stepAt(double x) {
        int steps = areas.isEmpty() ? 0 : areas.getFirst().heights().length;
        return valueAt(x).isEmpty() || steps == 0
                ? -1
                : Math.clamp((long) Math.floor(valueAt(x).getAsDouble() - 0.5), 0, steps - 1);
    }

    @Override
    @Nullable
    JFreeChart chart(Palette palette, double width, double height) {
        int steps = areas.isEmpty() ? 0 : areas.getFirst().heights().length;
        if (steps == 0) {
            return null;
        }
        ChartLook look = new ChartLook(palette, width, height);
        XYSeriesCollection data = new XYSeriesCollection();
        XYStepAreaRenderer renderer = new XYStepAreaRenderer(XYStepAreaRenderer.AREA);
        double most = 0;
        for (int i = 0; i < areas.size(); i++) {
            Area area = areas.get(i);
            XYSeries series = new XYSeries(area.name(), false);
            for (int step = 0; step < steps; step++) {
                // A step begins half a unit before its number, so that the number stands in its middle.
                series.add(step + 0.5, area.heights()[step]);
                most = Math.max(most, area.heights()[step]);
            }
            series.add(steps + 0.5, area.heights()[steps - 1]);
            data.addSeries(series);
            renderer.setSeriesPaint(i, look.series(area.color()));
        }
        renderer.setShapesVisible(false);
        renderer.setOutline(false);
        NumberAxis across = look.axis(horizontalTitle, 0.5, steps + 0.5, true);
        double top = most > 0 ? Ticks.up(most, Ticks.step(0, most, look.up())) : 1;
        NumberAxis up = look.axis(verticalTitle, 0, top, false);
        XYPlot plot = new XYPlot(data, across, up, renderer);
        plot.setSeriesRenderingOrder(SeriesRenderingOrder.FORWARD);
        plot.setDatasetRenderingOrder(DatasetRenderingOrder.FORWARD);
        return look.chart(plot);
    }
}
