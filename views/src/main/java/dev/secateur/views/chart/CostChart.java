package dev.secateur.views.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.util.List;

import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.SeriesRenderingOrder;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;
import org.jspecify.annotations.Nullable;

import dev.secateur.views.theme.Palette;
import dev.secateur.views.theme.Token;

/// Points over two axes with a frontier: the points that no other beats, joined by a line. Some can be marked.
public final class CostChart extends ChartPane {

    private static final double NEAR = 14;
    private static final double MARGIN = 0.05;

    private String horizontalTitle = "";
    private String verticalTitle = "";
    private List<Point> points = List.of();
    private int looked = -1;

    /// @param number by which the owner knows it
    /// @param onFrontier true if the line goes through it
    /// @param marked true to draw it larger
    public record Point(int number, double x, double y, boolean onFrontier, boolean marked) {}

    /// Shows other points; none, and those that are not finite, show nothing.
    ///
    /// @param horizontal title with the unit
    /// @param vertical title with the unit
    public void show(String horizontal, String vertical, List<Point> others) {
        horizontalTitle = horizontal;
        verticalTitle = vertical;
        points = others.stream().filter(p -> Double.isFinite(p.x()) && Double.isFinite(p.y())).toList();
        rebuild();
    }

    /// Draws a ring around a point.
    ///
    /// @param number of it; a number that no point has draws none
    public void lookAt(int number) {
        if (looked != number) {
            looked = number;
            rebuild();
        }
    }

    /// The number of the point at a place, or the nearest a few pixels off; -1 if there is none.
    ///
    /// @param x px from the left
    /// @param y px from the top
    public int at(double x, double y) {
        int best = -1;
        double nearest = NEAR;
        for (Point point : points) {
            double dx = placeOf(point.x()).orElse(Double.MAX_VALUE) - x;
            double dy = heightOf(point.y()).orElse(Double.MAX_VALUE) - y;
            double distance = Math.hypot(dx, dy);
            if (distance < nearest) {
                nearest = distance;
                best = point.number();
            }
        }
        return best;
    }

    @Override
    @Nullable
    JFreeChart chart(Palette palette, double width, double height) {
        if (points.isEmpty()) {
            return null;
        }
        ChartLook look = new ChartLook(palette, width, height);
        XYSeriesCollection data = new XYSeriesCollection();
        XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer(false, true);
        add(data, renderer, new Series("candidates", 5, look.color(Token.TEXT_FAINT), false),
                points.stream().filter(p -> !p.onFrontier() && !p.marked()).toList());
        add(data, renderer, new Series("frontier", 7, look.series(0), true),
                points.stream().filter(Point::onFrontier).toList());
        add(data, renderer, new Series("chosen", 11, look.series(1), false),
                points.stream().filter(Point::marked).toList());
        add(data, renderer, new Series("looked at", 17, look.color(Token.TEXT), false),
                points.stream().filter(p -> p.number() == looked).toList());
        renderer.setSeriesShapesFilled(3, false);
        NumberAxis across = axis(look, horizontalTitle, true);
        NumberAxis up = axis(look, verticalTitle, false);
        XYPlot plot = new XYPlot(data, across, up, renderer);
        plot.setSeriesRenderingOrder(SeriesRenderingOrder.FORWARD);
        return look.chart(plot);
    }

    private NumberAxis axis(ChartLook look, String title, boolean horizontal) {
        double low = points.stream().mapToDouble(p -> horizontal ? p.x() : p.y()).min().orElse(0);
        double high = points.stream().mapToDouble(p -> horizontal ? p.x() : p.y()).max().orElse(1);
        double room = high > low ? (high - low) * MARGIN : Math.max(Math.abs(low) * MARGIN, 0.5);
        double step = Ticks.step(low - room, high + room, horizontal ? look.across() : look.up());
        double floor = horizontal ? low - room : Ticks.down(low - room, step);
        return look.axis(title, floor, horizontal ? high + room : Ticks.up(high + room, step), horizontal);
    }

    /// @param size of a dot, px
    private record Series(String name, double size, Color paint, boolean joined) {}

    private static void add(XYSeriesCollection data, XYLineAndShapeRenderer renderer, Series how, List<Point> own) {
        XYSeries series = new XYSeries(how.name(), how.joined());
        own.forEach(p -> series.add(p.x(), p.y()));
        int index = data.getSeriesCount();
        data.addSeries(series);
        Shape dot = new Ellipse2D.Double(-how.size() / 2, -how.size() / 2, how.size(), how.size());
        renderer.setSeriesShape(index, dot);
        renderer.setSeriesPaint(index, how.paint());
        renderer.setSeriesLinesVisible(index, how.joined());
        renderer.setSeriesStroke(index, new BasicStroke(2, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    }
}
