package dev.secateur.views.scop;

import java.util.List;
import java.util.function.IntConsumer;
import javafx.geometry.VPos;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.text.TextAlignment;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.compress.scop.ScopReport;
import dev.secateur.views.chart.Ticks;
import dev.secateur.views.text.Figures;
import dev.secateur.views.theme.Palette;
import dev.secateur.views.theme.Token;
import dev.secateur.views.theme.Typeface;

/// The factor of each channel of a layer over the control phase; a click looks at the nearest curve.
final class BetaCurves extends Painted {

    private static final double LEFT = 58;
    private static final double RIGHT = 84;
    private static final double TOP = 12;
    private static final double BELOW = 44;
    private static final double APART = 13;

    private @Nullable ScopReport report;
    private @Nullable LayerScores layer;
    private int chosen = -1;

    BetaCurves(IntConsumer pick) {
        super(220);
        setId("scop-curves");
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        setOnMousePressed(e -> pick.accept(nearest(e.getX(), e.getY())));
    }

    void show(@Nullable ScopReport shown, @Nullable LayerScores of, int channel) {
        report = shown;
        layer = of;
        chosen = channel;
        setAccessibleText(of == null ? "" : "Factors of " + of.channels() + " channels of " + of.name());
        repaint();
    }

    private Frame frame() {
        return new Frame(LEFT, TOP, getWidth() - LEFT - RIGHT, getHeight() - TOP - BELOW, 0, 1);
    }

    private double x(Frame frame, double epoch) {
        ScopReport now = report;
        return frame.left() + frame.width() * epoch / (now == null ? 1 : now.epochs());
    }

    private int nearest(double x, double y) {
        ScopReport now = report;
        LayerScores of = layer;
        if (now == null || of == null) {
            return -1;
        }
        Frame frame = frame();
        int at = 0;
        for (int s = 0; s < now.snapshots().size(); s++) {
            if (Math.abs(x(frame, now.snapshots().get(s)) - x) < Math.abs(x(frame, now.snapshots().get(at)) - x)) {
                at = s;
            }
        }
        List<Double> betas = of.report().history().get(at);
        int best = 0;
        for (int c = 0; c < betas.size(); c++) {
            if (Math.abs(frame.y(betas.get(c)) - y) < Math.abs(frame.y(betas.get(best)) - y)) {
                best = c;
            }
        }
        return best;
    }

    @Override
    void paint(GraphicsContext gc, Palette palette) {
        ScopReport now = report;
        LayerScores of = layer;
        if (now == null || of == null) {
            return;
        }
        Frame frame = frame();
        frame.paint(gc, palette, "β, weight of the real signal");
        epochs(gc, palette, frame, now);
        gc.setLineDashes(4, 3);
        gc.setStroke(palette.color(Token.TEXT_FAINT));
        gc.strokeLine(frame.left(), frame.y(0.5), frame.right(), frame.y(0.5));
        gc.setLineDashes();
        for (int c = 0; c < of.channels(); c++) {
            gc.setGlobalAlpha(0.55);
            curve(gc, palette, frame, c, 1);
        }
        gc.setGlobalAlpha(1);
        if (chosen >= 0 && chosen < of.channels()) {
            curve(gc, palette, frame, chosen, 2.5);
        }
        ends(gc, palette, frame, of);
    }

    private void epochs(GraphicsContext gc, Palette palette, Frame frame, ScopReport now) {
        double step = Math.max(1, Ticks.step(0, now.epochs(), 5));
        gc.setFont(Typeface.TEXT.at(Frame.TICK));
        gc.setFill(palette.color(Token.TEXT_MUTED));
        gc.setTextAlign(TextAlignment.CENTER);
        for (double e = 0; e <= now.epochs() + 1e-9; e += step) {
            gc.fillText(Figures.decimal(e, 0), x(frame, e), frame.bottom() + 12);
        }
        frame.below(gc, palette, "epoch of the control phase", 32);
    }

    private void curve(GraphicsContext gc, Palette palette, Frame frame, int channel, double width) {
        ScopReport now = report;
        LayerScores of = layer;
        if (now == null || of == null) {
            return;
        }
        gc.setStroke(palette.series(of.goes(channel) ? 1 : 0));
        gc.setLineWidth(width);
        gc.beginPath();
        for (int s = 0; s < now.snapshots().size(); s++) {
            double x = x(frame, now.snapshots().get(s));
            double y = frame.y(of.report().history().get(s).get(channel));
            if (s == 0) {
                gc.moveTo(x, y);
            } else {
                gc.lineTo(x, y);
            }
        }
        gc.stroke();
    }

    /// Names at the end of the curves, none over another.
    private void ends(GraphicsContext gc, Palette palette, Frame frame, LayerScores of) {
        List<Double> last = of.report().betas();
        double kept = of.order(LayerScores.Order.DIFFERENCE).stream().filter(c -> !of.goes(c))
                .mapToDouble(last::get).max().orElse(1);
        double gone = of.order(LayerScores.Order.DIFFERENCE).stream().filter(of::goes).mapToDouble(last::get).min()
                .orElse(0);
        double high = frame.y(kept);
        double low = Math.max(frame.y(gone), high + 2 * APART);
        gc.setTextAlign(TextAlignment.LEFT);
        gc.setTextBaseline(VPos.CENTER);
        double x = frame.right() + 6;
        write(gc, palette.series(0), of.channels() - of.losses() + " kept", x, high);
        write(gc, palette.series(1), of.losses() + " removed", x, low);
        if (chosen >= 0 && chosen < of.channels()) {
            double y = frame.y(last.get(chosen));
            y = Math.abs(y - high) < APART ? high + APART : Math.abs(y - low) < APART ? low - APART : y;
            gc.setFont(Typeface.TEXT_SEMIBOLD.at(Frame.TICK));
            gc.setFill(palette.color(Token.TEXT));
            gc.fillText("ch " + chosen + ": " + Figures.decimal(last.get(chosen), 2), x, y);
        }
    }

    private static void write(GraphicsContext gc, javafx.scene.paint.Color color, String text, double x, double y) {
        gc.setFont(Typeface.TEXT_MEDIUM.at(Frame.TICK));
        gc.setFill(color);
        gc.fillText(text, x, y);
    }
}
