package dev.secateur.views.canvas;

import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

import dev.secateur.views.canvas.model.GraphScene;
import dev.secateur.views.canvas.model.PlacedBox;
import dev.secateur.views.canvas.model.Rect;
import dev.secateur.views.canvas.model.Viewport;

/// Which part of a scene is seen, and how large.
final class Camera {
    static final double FIT_MARGIN = 24;

    /// What floats over the upper and lower edge covers this much of it, px.
    private static final double COVERED = 88;
    private static final double LEAST_HEIGHT = 320;

    private final ReadOnlyObjectWrapper<Viewport> viewport = new ReadOnlyObjectWrapper<>(this, "viewport",
            new Viewport(0, 0, 1, 0, 0));
    private boolean firstView = true;

    ReadOnlyObjectProperty<Viewport> viewportProperty() {
        return viewport.getReadOnlyProperty();
    }

    Viewport now() {
        return viewport.get();
    }

    /// Moves; a scene that was to be brought into view is from now on where it was put.
    void set(Viewport target) {
        firstView &= now().width() <= 0;
        viewport.set(target.resize(now().width(), now().height()));
    }

    void resize(double width, double height) {
        if (now().width() != width || now().height() != height) {
            viewport.set(now().resize(width, height));
        }
    }

    /// Zooms around the middle of the view.
    void zoomTo(double zoom) {
        viewport.set(now().zoomTo(zoom, now().width() / 2, now().height() / 2));
    }

    void fit(Rect target) {
        viewport.set(now().fit(target, FIT_MARGIN, 1));
    }

    /// Brings a box into view, above the overview and below the legend where the view is high enough for that.
    void reveal(Rect target) {
        double covered = now().height() > LEAST_HEIGHT ? COVERED / now().zoom() : 0;
        Rect free = new Rect(target.x(), target.y() - covered, target.w(), target.h() + 2 * covered);
        boolean fits = free.h() * now().zoom() + 2 * FIT_MARGIN <= now().height();
        viewport.set(now().reveal(fits ? free : target, FIT_MARGIN));
    }

    /// Moves along with a box that has another place in another scene.
    void follow(long anchor, GraphScene before, GraphScene after) {
        Optional<Rect> from = before.findVisible(anchor).map(PlacedBox::bounds);
        Optional<Rect> to = after.findVisible(anchor).map(PlacedBox::bounds);
        if (from.isPresent() && to.isPresent()) {
            double dx = to.get().x() - from.get().x();
            double dy = to.get().y() - from.get().y();
            viewport.set(now().pan(-dx * now().zoom(), -dy * now().zoom()));
        }
    }

    /// Looks at the next scene as at a new one.
    void forget() {
        firstView = true;
    }

    /// Brings a scene into view that is seen for the first time.
    void meet(GraphScene scene) {
        if (firstView && !scene.boxes().isEmpty()) {
            firstView = false;
            viewport.set(FirstView.of(scene, now()));
        }
    }
}
