package dev.secateur.views.scop;

import java.util.List;
import java.util.function.IntConsumer;
import javafx.geometry.VPos;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.input.KeyCode;
import javafx.scene.text.TextAlignment;

import dev.secateur.views.theme.Palette;
import dev.secateur.views.theme.Token;
import dev.secateur.views.theme.Typeface;

/// All layers side by side, each with the scores of its channels in order; a click looks at a layer, the arrow keys at its neighbours.
final class LayerStrip extends Painted {

    private static final double LEFT = 58;
    private static final double RIGHT = 12;
    private static final double TOP = 10;
    private static final double NAMES = 22;
    private static final double NARROW = 44;

    private List<LayerScores> layers = List.of();
    private int chosen;

    LayerStrip(IntConsumer look) {
        super(118);
        setId("scop-layers");
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.LIST_VIEW);
        setOnMousePressed(e -> {
            requestFocus();
            int at = (int) Math.floor((e.getX() - LEFT) / step());
            if (e.getX() >= LEFT && at < layers.size()) {
                look.accept(at);
            }
        });
        setOnKeyPressed(e -> {
            if (e.getCode() == KeyCode.LEFT || e.getCode() == KeyCode.RIGHT) {
                look.accept(chosen + (e.getCode() == KeyCode.LEFT ? -1 : 1));
                e.consume();
            }
        });
    }

    void show(List<LayerScores> shown, int index) {
        layers = List.copyOf(shown);
        chosen = index;
        setAccessibleText(layers.size() + " layers under experiment"
                + (index < layers.size() ? ", looking at " + layers.get(index).name() : ""));
        repaint();
    }

    private double step() {
        return Math.max(4, (getWidth() - LEFT - RIGHT) / Math.max(1, layers.size()));
    }

    @Override
    void paint(GraphicsContext gc, Palette palette) {
        double most = 1e-9;
        for (LayerScores layer : layers) {
            for (int c = 0; c < layer.channels(); c++) {
                most = Math.max(most, Math.abs(layer.score(c)));
            }
        }
        Frame frame = new Frame(LEFT, TOP, getWidth() - LEFT - RIGHT, getHeight() - TOP - NAMES, -most, most);
        frame.paint(gc, palette, "score");
        for (int i = 0; i < layers.size(); i++) {
            paint(gc, palette, frame, i);
        }
    }

    private void paint(GraphicsContext gc, Palette palette, Frame frame, int index) {
        LayerScores layer = layers.get(index);
        double x = LEFT + index * step();
        boolean looked = index == chosen;
        if (looked) {
            gc.setFill(palette.color(Token.SELECTED_ROW));
            gc.fillRoundRect(x, 2, step(), getHeight() - 4, 8, 8);
            gc.setStroke(palette.color(Token.ACCENT));
            gc.setLineWidth(2);
            gc.strokeRoundRect(x + 1, 3, step() - 2, getHeight() - 6, 8, 8);
        }
        double room = step() * 0.84;
        double wide = room / layer.channels();
        double from = x + step() * 0.08;
        for (int rank = 0; rank < layer.channels(); rank++) {
            double score = layer.score(layer.order(LayerScores.Order.DIFFERENCE).get(rank));
            double y = frame.y(Math.max(0, score));
            gc.setFill(palette.series(score < 0 ? 1 : 0));
            gc.fillRect(from + rank * wide, y, Math.max(0.7, wide - (wide > 2 ? 0.5 : 0)),
                    Math.max(0.5, Math.abs(frame.y(score) - frame.y(0))));
        }
        double cut = Math.round(from + layer.losses() * wide) + 0.5;
        gc.setStroke(palette.color(Token.TEXT));
        gc.setLineWidth(1);
        gc.strokeLine(cut, TOP, cut, frame.bottom());
        name(gc, palette, index, x + step() / 2);
    }

    /// Under every layer where there is room, else under the one that is looked at.
    private void name(GraphicsContext gc, Palette palette, int index, double middle) {
        boolean looked = index == chosen;
        int every = (int) Math.ceil(NARROW / step());
        if (!looked && (index % every != 0 || every > 1 && Math.abs(index - chosen) < every)) {
            return;
        }
        gc.setFont((looked ? Typeface.MONO_MEDIUM : Typeface.MONO).at(Frame.TICK));
        gc.setFill(palette.color(looked ? Token.ACCENT : Token.TEXT_MUTED));
        gc.setTextAlign(TextAlignment.CENTER);
        gc.setTextBaseline(VPos.CENTER);
        gc.fillText(ShortName.of(layers.get(index).name(), index), middle, getHeight() - 13);
    }
}
