package dev.secateur.views.gamma;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.text.TextAlignment;

import dev.secateur.views.chart.Ticks;
import dev.secateur.views.text.Figures;
import dev.secateur.views.theme.Palette;
import dev.secateur.views.theme.Token;
import dev.secateur.views.theme.Typeface;

/// Draws histograms of scales: by itself, because they are drawn anew for every move of the threshold.
final class GammaPainter {

    private static final double GAP = 1;
    private static final double HANDLE_WIDTH = 84;
    private static final double HANDLE_HEIGHT = 20;
    private static final double TICK_ROOM = 28;
    private static final double WIDE_TICK_ROOM = 90;
    private static final double LINE_OPACITY = 0.55;
    /// Bottom to top.
    private static final Fate[] STACK = {Fate.LOCKED, Fate.STAYS, Fate.HELD, Fate.GOES};

    private final GraphicsContext pen;
    private final Palette palette;
    private final GammaFrame frame;
    private final GammaPlot plot;
    private final double most;

    GammaPainter(GraphicsContext pen, Palette palette, GammaFrame frame, GammaPlot plot) {
        this.pen = pen;
        this.palette = palette;
        this.frame = frame;
        this.plot = plot;
        this.most = plot.lines().isEmpty()
                ? plot.bars().most()
                : plot.lines().stream().mapToDouble(l -> (double) l.most() / Math.max(1, l.all())).max().orElse(1);
    }

    static Color color(Palette palette, Fate fate) {
        return switch (fate) {
            case GOES -> palette.series(4);
            case HELD -> palette.series(1);
            case STAYS -> palette.series(0);
            case LOCKED -> palette.series(6);
        };
    }

    /// Bars, base line and the ends of the axis.
    void compact() {
        bars();
        baseLine();
        pen.setFont(Typeface.MONO.at(10));
        pen.setFill(palette.color(Token.TEXT_MUTED));
        pen.setTextBaseline(VPos.TOP);
        text("0", frame.left(), frame.bottom() + 2, TextAlignment.LEFT);
        String end = round(plot.bars().range().top()) + (plot.bars().range().open() ? "+" : "");
        text(end, frame.right(), frame.bottom() + 2, TextAlignment.RIGHT);
        line();
    }

    /// All of it, with axes and their titles.
    void full() {
        countAxis();
        if (plot.lines().isEmpty()) {
            bars();
        } else {
            lines();
        }
        baseLine();
        valueAxis();
        line();
        handle();
    }

    private double height(double count) {
        if (!plot.log()) {
            return frame.height() * count / top();
        }
        return frame.height() * Math.log1p(count * scale()) / Math.log1p(top() * scale());
    }

    /// Shares are far below 1, where a logarithm of one more would be a straight line.
    private double scale() {
        return plot.lines().isEmpty() ? 1 : 100;
    }

    private double top() {
        return plot.log() ? most : Ticks.up(most, Ticks.step(0, most, ticks()));
    }

    private int ticks() {
        return Math.clamp((long) (frame.height() / TICK_ROOM), 2, 6);
    }

    private void bars() {
        GammaBars bars = plot.bars();
        for (int bin = 0; bin < bars.counts().length; bin++) {
            double left = frame.binLeft(bars, bin);
            double width = Math.max(1, frame.binLeft(bars, bin + 1) - left - GAP);
            int below = 0;
            for (Fate fate : STACK) {
                int count = bars.counts()[bin][fate.ordinal()];
                if (count > 0) {
                    double from = frame.bottom() - height(below);
                    double to = frame.bottom() - height(below + count);
                    pen.setFill(color(palette, fate));
                    pen.fillRect(left, to, width, from - to);
                    if (fate == Fate.HELD) {
                        hatch(left, to, width, from - to);
                    }
                    below += count;
                }
            }
        }
    }

    private void hatch(double left, double top, double width, double height) {
        pen.setStroke(palette.color(Token.CANVAS));
        pen.setLineWidth(1);
        for (double y = top + 2; y < top + height; y += 4) {
            pen.strokeLine(left, Math.round(y) + 0.5, left + width, Math.round(y) + 0.5);
        }
    }

    private void lines() {
        pen.setLineWidth(1);
        for (int i = 0; i < plot.lines().size(); i++) {
            GammaBars line = plot.lines().get(i);
            int all = Math.max(1, line.all());
            pen.setStroke(palette.series(i).deriveColor(0, 1, 1, LINE_OPACITY));
            pen.beginPath();
            pen.moveTo(frame.left(), frame.bottom());
            for (int bin = 0; bin < line.counts().length; bin++) {
                double y = frame.bottom() - height((double) line.count(bin) / all);
                pen.lineTo(frame.binLeft(line, bin), y);
                pen.lineTo(frame.binLeft(line, bin + 1), y);
            }
            pen.lineTo(frame.right(), frame.bottom());
            pen.stroke();
        }
    }

    private void baseLine() {
        pen.setStroke(palette.color(Token.TEXT_FAINT));
        pen.setLineWidth(1);
        double y = Math.round(frame.bottom()) + 0.5;
        pen.strokeLine(frame.left(), y, frame.right(), y);
    }

    private void countAxis() {
        pen.setFont(Typeface.TEXT.at(11));
        pen.setTextBaseline(VPos.CENTER);
        pen.setLineWidth(1);
        if (plot.log()) {
            for (double count = plot.lines().isEmpty() ? 1 : 0.01; count <= most; count *= 10) {
                tick(count);
            }
        } else {
            double step = Ticks.step(0, most, ticks());
            for (double count = 0; count <= top() + step / 2; count += step) {
                tick(count);
            }
        }
        pen.save();
        pen.translate(14, frame.top() + frame.height() / 2);
        pen.rotate(-90);
        pen.setFont(Typeface.TEXT.at(11.5));
        text((plot.lines().isEmpty() ? "channels" : "share of a layer, %") + (plot.log() ? ", log" : ""), 0, 0,
                TextAlignment.CENTER);
        pen.restore();
    }

    private void tick(double count) {
        double y = Math.round(frame.bottom() - height(count)) + 0.5;
        pen.setStroke(palette.color(Token.CHART_GRID));
        pen.strokeLine(frame.left(), y, frame.right(), y);
        pen.setFill(palette.color(Token.TEXT_MUTED));
        text(plot.lines().isEmpty() ? Figures.count(Math.round(count)) : Figures.count(Math.round(100 * count)),
                frame.left() - 8, y, TextAlignment.RIGHT);
    }

    private void valueAxis() {
        GammaBars bars = plot.bars();
        pen.setFill(palette.color(Token.TEXT_MUTED));
        pen.setFont(Typeface.TEXT.at(11));
        pen.setTextBaseline(VPos.TOP);
        double end = bars.range().top();
        double step = Ticks.step(0, end, Math.clamp((long) (frame.width() / WIDE_TICK_ROOM), 2, 8));
        int decimals = Math.max(0, (int) Math.ceil(-Math.log10(step) - 1e-9));
        for (double value = 0; value <= end + step * 1e-6; value += step) {
            boolean crowded = bars.range().open() && value > end - step / 2;
            if (!crowded) {
                text(Figures.decimal(value, decimals), frame.x(bars, value), frame.bottom() + 5, TextAlignment.CENTER);
            }
        }
        if (bars.range().open()) {
            text("≥ " + round(end), frame.right() + 12, frame.bottom() + 5, TextAlignment.RIGHT);
        }
        pen.setFont(Typeface.TEXT.at(11.5));
        text("|γ|, size of the scale of batch normalisation", frame.left() + frame.width() / 2, frame.bottom() + 21,
                TextAlignment.CENTER);
    }

    private void line() {
        double x = Math.round(frame.x(plot.bars(), plot.threshold())) + 0.5;
        pen.setStroke(palette.color(plot.movable() ? Token.TEXT : Token.TEXT_FAINT));
        pen.setLineWidth(plot.movable() ? 1.5 : 1);
        if (!plot.movable()) {
            pen.setLineDashes(3, 3);
        }
        pen.strokeLine(x, frame.top(), x, frame.bottom() + 1);
        pen.setLineDashes();
    }

    /// The value of the threshold on a dark ground, with arrows for the keys that move it.
    private void handle() {
        double x = frame.x(plot.bars(), plot.threshold());
        double left = Math.clamp(x - HANDLE_WIDTH / 2, 2, frame.right() + 16 - HANDLE_WIDTH);
        pen.setFill(palette.color(Token.TEXT));
        pen.fillRoundRect(left, 4, HANDLE_WIDTH, HANDLE_HEIGHT, 8, 8);
        pen.setFill(palette.color(Token.CANVAS));
        pen.setFont(Typeface.MONO_MEDIUM.at(11.5));
        pen.setTextBaseline(VPos.CENTER);
        text(String.format(Locale.ROOT, "τ = %s", Figures.significant(plot.threshold())), left + HANDLE_WIDTH / 2,
                4 + HANDLE_HEIGHT / 2, TextAlignment.CENTER);
        pen.setStroke(palette.color(Token.TEXT));
        pen.setLineWidth(1);
        pen.strokeLine(x, 4 + HANDLE_HEIGHT, x, frame.top());
        pen.setFill(palette.color(Token.CANVAS));
        pen.fillRoundRect(x - 4, frame.top() + frame.height() / 2 - 9, 8, 18, 6, 6);
        pen.strokeRoundRect(x - 4, frame.top() + frame.height() / 2 - 9, 8, 18, 6, 6);
    }

    /// The end of an axis has two digits, whatever their place.
    private static String round(double value) {
        return BigDecimal.valueOf(value).round(new MathContext(2)).stripTrailingZeros().toPlainString();
    }

    private void text(String text, double x, double y, TextAlignment alignment) {
        pen.setTextAlign(alignment);
        pen.fillText(text, x, y);
    }
}
