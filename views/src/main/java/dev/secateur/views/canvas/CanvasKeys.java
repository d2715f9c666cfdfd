package dev.secateur.views.canvas;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

import dev.secateur.views.canvas.model.GraphScene;
import dev.secateur.views.canvas.model.PlacedBox;

/// What keys do while the graph has the focus.
final class CanvasKeys {
    private static final double ZOOM_STEP = 1.25;

    private final GraphCanvas canvas;

    CanvasKeys(GraphCanvas canvas) {
        this.canvas = canvas;
    }

    void install() {
        canvas.addEventHandler(KeyEvent.KEY_PRESSED, event -> {
            if (handle(event)) {
                event.consume();
            }
        });
    }

    private boolean handle(KeyEvent event) {
        KeyCode code = event.getCode();
        if (event.isShortcutDown()) {
            return code == KeyCode.A && !event.isShiftDown() && selectAll();
        }
        return switch (code) {
            case SPACE -> run(canvas::fit);
            case BACK_SPACE -> event.isShiftDown() && run(canvas::zoomToActualSize);
            case ESCAPE -> clear();
            case ENTER -> toggle(event.isAltDown());
            case PLUS, EQUALS, ADD -> run(() -> canvas.zoomBy(ZOOM_STEP));
            case MINUS, SUBTRACT -> run(() -> canvas.zoomBy(1 / ZOOM_STEP));
            case UP, DOWN, LEFT, RIGHT -> move(code, event.isShiftDown());
            default -> false;
        };
    }

    private static boolean run(Runnable action) {
        action.run();
        return true;
    }

    private boolean selectAll() {
        List<PlacedBox> all = canvas.getGraph().boxes().stream()
                .filter(placed -> !placed.open())
                .toList();
        if (!all.isEmpty()) {
            canvas.select(canvas.judge(all).accepted());
            canvas.selected();
        }
        return true;
    }

    /// Leaves the key to others (closing a panel) when there is nothing to clear.
    private boolean clear() {
        boolean something = canvas.cancelBand() | !canvas.selection().isEmpty();
        canvas.selection().clear();
        if (something) {
            canvas.selected();
        }
        return something;
    }

    private boolean toggle(boolean deep) {
        PlacedBox focused = canvas.focusedBoxProperty().get();
        if (focused == null || !canvas.canToggle(focused.id())) {
            return false;
        }
        canvas.toggle(focused.id(), deep);
        return true;
    }

    private boolean move(KeyCode code, boolean add) {
        GraphScene scene = canvas.getGraph();
        PlacedBox from = canvas.focusedBoxProperty().get();
        Optional<PlacedBox> to = from == null
                ? scene.boxes().stream().filter(placed -> !placed.open()).findFirst()
                : new Neighbours(scene).next(from, code);
        to.ifPresent(box -> {
            canvas.focusOn(box);
            if (!add) {
                canvas.select(Set.of(box.id()));
            } else {
                canvas.selection().add(box.id());
            }
            canvas.selected();
            canvas.reveal(box.id());
        });
        return true;
    }
}
