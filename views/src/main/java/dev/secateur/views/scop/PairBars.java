package dev.secateur.views.scop;

import java.util.List;
import java.util.function.DoubleConsumer;
import java.util.function.IntConsumer;
import javafx.geometry.VPos;
import javafx.scene.AccessibleRole;
import javafx.scene.Cursor;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.text.TextAlignment;

import org.jspecify.annotations.Nullable;

import dev.secateur.views.chart.Ticks;
import dev.secateur.views.text.Figures;
import dev.secateur.views.theme.Palette;
import dev.secateur.views.theme.Token;
import dev.secateur.views.theme.Typeface;

/// Real against knockoff for each channel of a layer, with the line of the cut, which can be dragged.
final class PairBars extends Painted {

    private static final double LEFT = 58;
    private static final double RIGHT = 16;
    private static final double TOP = 34;
    private static final double BELOW = 44;
    private static final double GRIP = 6;
    private static final double FADED = 0.55;
    /// Scales below this part of the largest value count as none.
    private static final double SILENT = 1e-3;

    private final Tooltip tip = new Tooltip();
    private final IntConsumer pick;
    private final DoubleConsumer drag;
    private @Nullable LayerScores layer;
    private List<Integer> order = List.of();
    private boolean sorted = true;
    private double rate;
    private int chosen = -1;
    private boolean dragging;

    /// @param pick looks at a channel, -1 for none
    /// @param drag draws the cut at another rate
    PairBars(IntConsumer pick, DoubleConsumer drag) {
        super(260);
        this.pick = pick;
        this.drag = drag;
        setId("scop-bars");
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.LIST_VIEW);
        setOnMousePressed(this::pressed);
        setOnMouseDragged(e -> {
            if (dragging) {
                drag.accept((e.getX() - LEFT) / room());
            }
        });
        setOnMouseReleased(e -> dragging = false);
        setOnMouseMoved(this::moved);
        setOnMouseExited(e -> tip.hide());
        setOnKeyPressed(this::typed);
    }

    void show(@Nullable LayerScores shown, LayerScores.Order by, double cutAt, int channel) {
        layer = shown;
        sorted = by == LayerScores.Order.DIFFERENCE;
        order = shown == null ? List.of() : shown.order(by);
        rate = cutAt;
        chosen = channel;
        setAccessibleText(shown == null
                ? ""
                : shown.name() + ", " + shown.channels() + " channels, " + shown.losses() + " to go"
                        + (channel < 0 ? "" : "; channel " + channel + " " + Fate.word(shown, channel)));
        repaint();
    }

    private double room() {
        return getWidth() - LEFT - RIGHT;
    }

    private double step() {
        return room() / Math.max(1, order.size());
    }

    private double cut() {
        LayerScores now = layer;
        return LEFT + (now == null ? 0 : now.losses() * step());
    }

    private int channelAt(double x) {
        int at = (int) Math.floor((x - LEFT) / step());
        return x < LEFT || at >= order.size() ? -1 : order.get(at);
    }

    private boolean isAtCut(MouseEvent event) {
        return sorted && !order.isEmpty() && Math.abs(event.getX() - cut()) <= GRIP;
    }

    private void pressed(MouseEvent event) {
        requestFocus();
        dragging = isAtCut(event);
        if (!dragging) {
            pick.accept(channelAt(event.getX()));
        }
    }

    private void moved(MouseEvent event) {
        setCursor(isAtCut(event) ? Cursor.H_RESIZE : Cursor.DEFAULT);
        LayerScores now = layer;
        int channel = channelAt(event.getX());
        if (now == null || channel < 0) {
            tip.hide();
            return;
        }
        tip.setText("Channel %d, %s%nreal      %s%nknockoff  %s%nscore     %s%nrank      %d of %d".formatted(channel,
                Fate.word(now, channel), Figures.decimal(now.real(channel), 3),
                Figures.decimal(now.knockoff(channel), 3), Figures.decimal(now.score(channel), 3),
                now.rank(channel) + 1, now.channels()));
        tip.getStyleClass().setAll("tooltip", "scop-tip");
        tip.show(this, event.getScreenX() + 14, event.getScreenY() + 14);
    }

    /// Arrow keys walk along the channels; with Alt they move the cut by one channel, with Alt and Shift by ten.
    private void typed(KeyEvent event) {
        int by = event.getCode() == KeyCode.LEFT ? -1 : event.getCode() == KeyCode.RIGHT ? 1 : 0;
        LayerScores now = layer;
        if (by == 0 || now == null) {
            return;
        }
        if (event.isAltDown()) {
            int losses = Math.clamp((long) now.losses() + by * (event.isShiftDown() ? 10 : 1), 0, now.channels() - 1);
            drag.accept((losses + 0.01) / now.channels());
        } else {
            int at = chosen < 0 ? (by > 0 ? 0 : order.size() - 1) : order.indexOf(chosen) + by;
            pick.accept(order.get(Math.clamp(at, 0, order.size() - 1)));
        }
        event.consume();
    }

    @Override
    void paint(GraphicsContext gc, Palette palette) {
        LayerScores now = layer;
        if (now == null) {
            return;
        }
        double most = now.most();
        double top = Ticks.up(most, Ticks.step(0, most, 4));
        Frame frame = new Frame(LEFT, TOP, room(), getHeight() - TOP - BELOW, 0, top);
        if (sorted) {
            gc.setFill(palette.color(Token.REMOVED_GROUND));
            gc.fillRect(LEFT, TOP, cut() - LEFT, frame.height());
        }
        frame.paint(gc, palette, now.isScaled() ? "score, |γ| × mixing weight" : "score, mixing weight");
        for (int i = 0; i < order.size(); i++) {
            pair(gc, palette, frame, i);
        }
        frame.below(gc, palette, "channels of " + now.name()
                + (sorted ? ", sorted by real minus knockoff" : ", by number"), 34);
        if (sorted) {
            line(gc, palette, frame, now);
        }
    }

    private void pair(GraphicsContext gc, Palette palette, Frame frame, int place) {
        LayerScores now = layer;
        if (now == null) {
            return;
        }
        int channel = order.get(place);
        double x = LEFT + place * step();
        if (channel == chosen) {
            gc.setFill(palette.color(Token.SELECTED_ROW));
            gc.fillRect(x, frame.top(), step(), frame.height());
        }
        boolean goes = now.goes(channel);
        double gap = step() > 6 ? step() * 0.1 : 0;
        double wide = (step() - 2 * gap) / 2;
        gc.setGlobalAlpha(goes ? FADED : 1);
        gc.setFill(palette.series(0));
        gc.fillRect(x + gap, frame.y(now.real(channel)), wide, frame.bottom() - frame.y(now.real(channel)));
        gc.setGlobalAlpha(1);
        gc.setFill(palette.series(1));
        gc.fillRect(x + gap + wide, frame.y(now.knockoff(channel)), wide,
                frame.bottom() - frame.y(now.knockoff(channel)));
        if (now.isScaled() && Math.abs(now.gamma(channel)) < SILENT * now.most()) {
            silent(gc, palette, frame, x + step() / 2, now.gamma(channel) == 0 ? "γ = 0" : "γ ≈ 0");
        }
        number(gc, palette, frame, place);
    }

    private static void silent(GraphicsContext gc, Palette palette, Frame frame, double middle, String text) {
        gc.save();
        gc.translate(middle, frame.bottom() - 6);
        gc.rotate(-90);
        gc.setFont(Typeface.TEXT.at(10));
        gc.setFill(palette.color(Token.TEXT_MUTED));
        gc.setTextAlign(TextAlignment.LEFT);
        gc.setTextBaseline(VPos.CENTER);
        gc.fillText(text, 0, 0);
        gc.restore();
    }

    private void number(GraphicsContext gc, Palette palette, Frame frame, int place) {
        int every = (int) Math.ceil(22 / step());
        int channel = order.get(place);
        LayerScores now = layer;
        if (now == null || place % every != 0 && channel != chosen) {
            return;
        }
        gc.setFont((channel == chosen ? Typeface.MONO_SEMIBOLD : Typeface.MONO).at(10.5));
        gc.setFill(palette.color(now.goes(channel) ? Token.REMOVED : Token.TEXT_MUTED));
        gc.setTextAlign(TextAlignment.CENTER);
        gc.setTextBaseline(VPos.CENTER);
        gc.fillText(String.valueOf(channel), LEFT + (place + 0.5) * step(), frame.bottom() + 11);
    }

    private void line(GraphicsContext gc, Palette palette, Frame frame, LayerScores now) {
        double x = Math.round(cut()) + 0.5;
        gc.setStroke(palette.color(Token.TEXT));
        gc.setLineWidth(2);
        gc.strokeLine(x, TOP - 8, x, frame.bottom());
        String text = "rate " + Figures.decimal(rate, rate * 100 == Math.rint(rate * 100) ? 2 : 3) + " → "
                + now.losses() + " of " + now.channels();
        double wide = 12 + text.length() * 6.1;
        double left = Math.clamp(x - wide / 2, 4, Math.max(4, getWidth() - wide - 4));
        gc.setFill(palette.color(Token.TEXT));
        gc.fillRoundRect(left, TOP - 30, wide, 22, 6, 6);
        gc.setFont(Typeface.TEXT_SEMIBOLD.at(Frame.TICK));
        gc.setFill(palette.color(Token.CANVAS));
        gc.setTextAlign(TextAlignment.CENTER);
        gc.setTextBaseline(VPos.CENTER);
        gc.fillText(text, left + wide / 2, TOP - 19);
        side(gc, palette, palette.color(Token.REMOVED), TextAlignment.RIGHT, left - 10, "removed");
        side(gc, palette, palette.color(Token.ACCENT), TextAlignment.LEFT, left + wide + 10, "kept");
    }

    private void side(GraphicsContext gc, Palette palette, javafx.scene.paint.Color color, TextAlignment alignment,
            double x, String text) {
        if (x < 60 || x > getWidth() - 40) {
            return;
        }
        gc.setFill(color);
        gc.setTextAlign(alignment);
        gc.fillText(text, x, TOP - 19);
    }
}
