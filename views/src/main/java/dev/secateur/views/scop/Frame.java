package dev.secateur.views.scop;

import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.text.TextAlignment;

import dev.secateur.views.chart.Ticks;
import dev.secateur.views.text.Figures;
import dev.secateur.views.theme.Palette;
import dev.secateur.views.theme.Token;
import dev.secateur.views.theme.Typeface;

/// The inside of a chart and its vertical axis.
///
/// @param left px, as the other three
/// @param low least value
/// @param high largest value
record Frame(double left, double top, double width, double height, double low, double high) {

    static final double TICK = 11;
    static final double TITLE = 11.5;
    private static final double TICK_ROOM = 28;

    double right() {
        return left + width;
    }

    double bottom() {
        return top + height;
    }

    double y(double value) {
        return bottom() - (value - low) / (high - low) * height;
    }

    /// Grid lines with numbers at the left, and the title along them.
    void paint(GraphicsContext gc, Palette palette, String title) {
        double step = Ticks.step(low, high, Math.clamp((long) (height / TICK_ROOM), 2, 5));
        int decimals = Math.max(0, (int) Math.ceil(-Math.log10(step) - 1e-9));
        gc.setFont(Typeface.TEXT.at(TICK));
        gc.setTextBaseline(VPos.CENTER);
        gc.setTextAlign(TextAlignment.RIGHT);
        gc.setLineWidth(1);
        for (double v = Ticks.up(low, step); v <= high + step * 1e-6; v += step) {
            double y = Math.round(y(v)) + 0.5;
            gc.setStroke(palette.color(Math.abs(v) < step * 1e-6 ? Token.TEXT_FAINT : Token.CHART_GRID));
            gc.strokeLine(left, y, right(), y);
            gc.setFill(palette.color(Token.TEXT_MUTED));
            gc.fillText(Figures.decimal(v, decimals), left - 6, y);
        }
        gc.save();
        gc.translate(14, top + height / 2);
        gc.rotate(-90);
        gc.setFont(Typeface.TEXT.at(TITLE));
        gc.setTextAlign(TextAlignment.CENTER);
        gc.fillText(title, 0, 0);
        gc.restore();
    }

    /// The title of the horizontal axis.
    void below(GraphicsContext gc, Palette palette, String title, double distance) {
        gc.setFont(Typeface.TEXT.at(TITLE));
        gc.setFill(palette.color(Token.TEXT_MUTED));
        gc.setTextAlign(TextAlignment.CENTER);
        gc.setTextBaseline(VPos.CENTER);
        gc.fillText(title, left + width / 2, bottom() + distance);
    }
}
