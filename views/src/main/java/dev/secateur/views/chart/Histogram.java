package dev.secateur.views.chart;

import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.StandardXYBarPainter;
import org.jfree.chart.renderer.xy.XYBarRenderer;
import org.jfree.data.xy.XYIntervalSeries;
import org.jfree.data.xy.XYIntervalSeriesCollection;
import org.jspecify.annotations.Nullable;

import dev.secateur.views.theme.Palette;

/// Counts over a value range as bars that start at zero.
public final class Histogram extends ChartPane {
    private final String valueTitle;
    private final String countTitle;
    private @Nullable Bins bins;

    /// @param valueTitle title of the horizontal axis with its unit
    /// @param countTitle title of the vertical axis, for example `weights`
    public Histogram(String valueTitle, String countTitle) {
        this.valueTitle = valueTitle;
        this.countTitle = countTitle;
    }

    /// Shows other counts; null shows nothing.
    public void show(@Nullable Bins other) {
        bins = other;
        rebuild();
        setAccessibleText(other == null ? "" : describe(other));
    }

    @Override
    @Nullable
    JFreeChart chart(Palette palette, double width, double height) {
        Bins shown = bins;
        if (shown == null) {
            return null;
        }
        ChartLook look = new ChartLook(palette, width, height);
        XYIntervalSeries series = new XYIntervalSeries(countTitle);
        long most = 1;
        for (int i = 0; i < shown.size(); i++) {
            double left = shown.low() + i * shown.width();
            series.add(left + shown.width() / 2, left, left + shown.width(), shown.count(i), 0, shown.count(i));
            most = Math.max(most, shown.count(i));
        }
        XYIntervalSeriesCollection data = new XYIntervalSeriesCollection();
        data.addSeries(series);
        NumberAxis values = look.axis(valueTitle, shown.low(), shown.high(), true);
        double top = Ticks.up(most, Ticks.step(0, most, look.up()));
        NumberAxis counts = look.axis(countTitle, 0, top, false);
        return look.chart(new XYPlot(data, values, counts, renderer(look)));
    }

    private static XYBarRenderer renderer(ChartLook look) {
        XYBarRenderer renderer = new XYBarRenderer(0.08);
        renderer.setBarPainter(new StandardXYBarPainter());
        renderer.setShadowVisible(false);
        renderer.setDrawBarOutline(false);
        renderer.setSeriesPaint(0, look.series(0));
        return renderer;
    }

    private String describe(Bins shown) {
        long sum = 0;
        for (int i = 0; i < shown.size(); i++) {
            sum += shown.count(i);
        }
        return "Histogram of " + sum + " " + countTitle + " from " + shown.low() + " to " + shown.high();
    }
}
