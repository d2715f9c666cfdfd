package dev.secateur.views.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontFormatException;
import java.io.IOException;
import java.io.InputStream;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;

import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTickUnit;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.ui.RectangleInsets;

import dev.secateur.views.theme.Palette;
import dev.secateur.views.theme.Token;
import dev.secateur.views.theme.Typeface;

/// The look of a chart: no frame, horizontal grid lines, faint base line, small labels.
final class ChartLook {
    /// Room that a tick label needs beside it, px.
    private static final double TICK_ROOM = 24;
    private static final double WIDE_TICK_ROOM = 64;
    private static final double MARGINS = 56;
    private static final float LABEL_SIZE = 11.5f;
    private static final float TICK_SIZE = 11f;

    private final Palette palette;
    private final int across;
    private final int up;

    ChartLook(Palette palette, double width, double height) {
        this.palette = palette;
        this.across = ticks((width - MARGINS) / WIDE_TICK_ROOM);
        this.up = ticks((height - MARGINS) / TICK_ROOM);
    }

    /// Intervals between ticks on the horizontal axis, 2..6.
    int across() {
        return across;
    }

    /// Intervals between ticks on the vertical axis, 2..6.
    int up() {
        return up;
    }

    private static int ticks(double room) {
        return Math.clamp((long) room, 2, 6);
    }

    JFreeChart chart(XYPlot plot) {
        plot.setBackgroundPaint(null);
        plot.setOutlineVisible(false);
        plot.setDomainGridlinesVisible(false);
        plot.setRangeGridlinesVisible(true);
        plot.setRangeGridlinePaint(color(Token.CHART_GRID));
        plot.setRangeGridlineStroke(new BasicStroke(1));
        plot.setAxisOffset(RectangleInsets.ZERO_INSETS);
        JFreeChart chart = new JFreeChart(null, null, plot, false);
        chart.setBackgroundPaint(color(Token.CANVAS));
        chart.setPadding(new RectangleInsets(8, 4, 4, 12));
        chart.setAntiAlias(true);
        return chart;
    }

    /// @param title with the unit, for example `weight value` or `time, ms`
    NumberAxis axis(String title, double low, double high, boolean horizontal) {
        NumberAxis axis = new NumberAxis(title);
        double step = Ticks.step(low, high, horizontal ? across : up);
        axis.setRange(low, high);
        axis.setTickUnit(new NumberTickUnit(step, format(step)));
        axis.setLabelFont(font(LABEL_SIZE));
        axis.setTickLabelFont(font(TICK_SIZE));
        axis.setLabelPaint(color(Token.TEXT_MUTED));
        axis.setTickLabelPaint(color(Token.TEXT_MUTED));
        axis.setAxisLineVisible(horizontal);
        axis.setAxisLinePaint(color(Token.TEXT_FAINT));
        axis.setTickMarksVisible(false);
        return axis;
    }

    Color color(Token token) {
        return awt(palette.color(token));
    }

    Color series(int index) {
        return awt(palette.series(index));
    }

    private static Font font(float size) {
        return Bundled.FONT.deriveFont(size);
    }

    /// JFreeChart measures with AWT, which does not know the fonts that JavaFX loaded.
    private static final class Bundled {
        private static final Font FONT = read();

        private static Font read() {
            Typeface.load();
            try (InputStream in = Typeface.TEXT.open()) {
                return Font.createFont(Font.TRUETYPE_FONT, in);
            } catch (IOException | FontFormatException e) {
                throw new IllegalStateException("the bundled font cannot be read", e);
            }
        }
    }

    private static DecimalFormat format(double step) {
        int digits = Math.max(0, (int) Math.ceil(-Math.log10(step) - 1e-9));
        DecimalFormat format = new DecimalFormat("#,##0", DecimalFormatSymbols.getInstance(Locale.ROOT));
        format.setMinimumFractionDigits(Math.min(digits, 6));
        format.setMaximumFractionDigits(Math.min(digits, 6));
        format.setNegativePrefix("−");
        return format;
    }

    private static Color awt(javafx.scene.paint.Color color) {
        return new Color(
                (float) color.getRed(), (float) color.getGreen(), (float) color.getBlue(), (float) color.getOpacity());
    }
}
