package dev.secateur.views.chart;

import java.awt.BasicStroke;
import java.awt.geom.Ellipse2D;
import java.util.List;

import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;
import org.jspecify.annotations.Nullable;

import dev.secateur.views.theme.Palette;

/// Lines over a common horizontal axis; every second sign per series is a dash pattern.
public final class LineChart extends ChartPane {
    private static final float[][] DASHES = {{}, {6, 3}, {2, 3}, {8, 3, 2, 3}};

    private static final int MARKED = 60;
    private static final double DOT = 6;

    private final String horizontalTitle;
    private final String verticalTitle;
    private List<Line> lines = List.of();

    /// @param name   of the series
    /// @param xs     ascending
    /// @param ys     as many as `xs`; NaN leaves a gap
    public record Line(String name, double[] xs, double[] ys) {
        public Line {
            if (xs.length != ys.length) {
                throw new IllegalArgumentException(name + ": " + xs.length + " against " + ys.length + " values");
            }
            xs = xs.clone();
            ys = ys.clone();
        }
    }

    /// Axis titles with their units.
    public LineChart(String horizontalTitle, String verticalTitle) {
        this.horizontalTitle = horizontalTitle;
        this.verticalTitle = verticalTitle;
    }

    /// Shows other lines; none shows nothing.
    public void show(List<Line> other) {
        lines = List.copyOf(other);
        rebuild();
    }

    /// What it shows.
    public List<Line> lines() {
        return lines;
    }

    @Override
    @Nullable
    JFreeChart chart(Palette palette, double width, double height) {
        XYSeriesCollection data = new XYSeriesCollection();
        for (Line line : lines) {
            XYSeries series = new XYSeries(line.name(), false);
            for (int i = 0; i < line.xs().length; i++) {
                series.add(line.xs()[i], Double.isNaN(line.ys()[i]) ? null : line.ys()[i]);
            }
            data.addSeries(series);
        }
        if (lines.stream().allMatch(line -> line.xs().length == 0)) {
            return null;
        }
        ChartLook look = new ChartLook(palette, width, height);
        Extent across = new Extent(data.getDomainLowerBound(false), data.getDomainUpperBound(false));
        Extent up = new Extent(data.getRangeLowerBound(false), data.getRangeUpperBound(false)).rounded(look.up());
        NumberAxis horizontal = look.axis(horizontalTitle, across.low(), across.high(), true);
        NumberAxis vertical = look.axis(verticalTitle, up.low(), up.high(), false);
        return look.chart(new XYPlot(data, horizontal, vertical, renderer(look)));
    }

    private XYLineAndShapeRenderer renderer(ChartLook look) {
        XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer(true, false);
        for (int i = 0; i < lines.size(); i++) {
            float[] dash = DASHES[i % DASHES.length];
            renderer.setSeriesPaint(i, look.series(i));
            renderer.setSeriesStroke(
                    i,
                    dash.length == 0
                            ? new BasicStroke(2, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND)
                            : new BasicStroke(2, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10, dash, 0));
            // Few values are marked one by one; a single one would not be seen otherwise.
            if (lines.get(i).xs().length <= MARKED) {
                renderer.setSeriesShape(i, new Ellipse2D.Double(-DOT / 2, -DOT / 2, DOT, DOT));
                renderer.setSeriesShapesVisible(i, true);
            }
        }
        return renderer;
    }

    /// A range that is never empty.
    private record Extent(double low, double high) {
        Extent {
            if (!(low < high)) {
                double middle = Double.isNaN(low) ? 0 : low;
                double half = Math.max(Math.abs(middle) / 2, 0.5);
                low = middle - half;
                high = middle + half;
            }
        }

        Extent rounded(int ticks) {
            double step = Ticks.step(low, high, ticks);
            return new Extent(Ticks.down(low, step), Ticks.up(high, step));
        }
    }
}
