package dev.secateur.views.canvas;

import java.util.List;
import java.util.Map;
import java.util.Set;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.Pane;
import javafx.scene.layout.VBox;
import javafx.scene.shape.Rectangle;

import dev.secateur.views.canvas.model.PlacedBox;
import dev.secateur.views.canvas.model.Rect;
import dev.secateur.views.canvas.model.Viewport;

/// The selection rectangle while it is dragged, with the count at the pointer.
final class RubberBand {
    private static final BandAnswer NOTHING = new BandAnswer(Set.of(), Map.of(), "", "");
    private static final double TAG_OFFSET = 16;

    private final GraphCanvas canvas;
    private final ReadOnlyObjectWrapper<BandAnswer> answer = new ReadOnlyObjectWrapper<>(NOTHING);
    private final Rectangle frame = new Rectangle();
    private final Label accepted = new Label();
    private final Label refused = new Label();
    private final VBox tag = new VBox(accepted, refused);
    private final Pane layer = new Pane(frame, tag);
    private List<PlacedBox> touched = List.of();
    private double startX;
    private double startY;

    RubberBand(GraphCanvas canvas) {
        this.canvas = canvas;
        layer.setMouseTransparent(true);
        layer.setVisible(false);
        layer.setManaged(false);
        frame.getStyleClass().add("rubber-band");
        tag.getStyleClass().addAll("floating", "band-tag");
        accepted.getStyleClass().add("band-accepted");
        refused.getStyleClass().add("band-refused");
    }

    Node node() {
        return layer;
    }

    ReadOnlyObjectProperty<BandAnswer> answerProperty() {
        return answer.getReadOnlyProperty();
    }

    boolean isActive() {
        return layer.isVisible();
    }

    ReadOnlyBooleanProperty activeProperty() {
        return layer.visibleProperty();
    }

    void begin(double x, double y) {
        startX = x;
        startY = y;
        touched = List.of();
        answer.set(NOTHING);
        layer.setVisible(true);
        drag(x, y);
    }

    void drag(double x, double y) {
        Rect rect = Rect.between(startX, startY, x, y);
        frame.setX(rect.x());
        frame.setY(rect.y());
        frame.setWidth(rect.w());
        frame.setHeight(rect.h());
        List<PlacedBox> now = touched(rect);
        if (!now.equals(touched)) {
            touched = now;
            answer.set(now.isEmpty() ? NOTHING : canvas.judge(now));
        }
        showTag(x, y);
        canvas.repaint();
    }

    /// Ends the drag and selects.
    void finish() {
        Set<Long> chosen = answer.get().accepted();
        cancel();
        canvas.select(chosen);
        canvas.selected();
    }

    /// Ends the drag without selecting.
    void cancel() {
        layer.setVisible(false);
        touched = List.of();
        answer.set(NOTHING);
        canvas.repaint();
    }

    private List<PlacedBox> touched(Rect view) {
        Viewport viewport = canvas.getViewport();
        Rect area = Rect.between(
                viewport.toSceneX(view.x()),
                viewport.toSceneY(view.y()),
                viewport.toSceneX(view.right()),
                viewport.toSceneY(view.bottom()));
        return canvas.getGraph().boxesIn(area).stream()
                .filter(placed -> !placed.open())
                .toList();
    }

    private void showTag(double x, double y) {
        BandAnswer now = answer.get();
        accepted.setText(now.acceptedText());
        refused.setText(now.refusedText());
        refused.setManaged(!now.refusedText().isEmpty());
        refused.setVisible(refused.isManaged());
        tag.setVisible(!now.acceptedText().isEmpty() || refused.isManaged());
        tag.applyCss();
        tag.autosize();
        double left = x + TAG_OFFSET + tag.getWidth() > canvas.getWidth()
                ? x - TAG_OFFSET - tag.getWidth()
                : x + TAG_OFFSET;
        tag.relocate(Math.max(0, left), Math.max(0, Math.min(y - 8, canvas.getHeight() - tag.getHeight())));
    }
}
