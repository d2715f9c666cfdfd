package dev.secateur.views.canvas;

import dev.secateur.views.canvas.model.GraphScene;
import dev.secateur.views.canvas.model.PlacedBox;
import dev.secateur.views.canvas.model.Viewport;

/// Where a scene is looked at first.
final class FirstView {
    private static final double SMALLEST_ZOOM = 0.6;

    private FirstView() {}

    /// All of the scene if that can be read, else its beginning at 100 %.
    ///
    /// @param scene not empty
    /// @param now has the size of the view
    static Viewport of(GraphScene scene, Viewport now) {
        Viewport fitted = now.fit(scene.bounds(), 0, 1);
        if (fitted.zoom() >= SMALLEST_ZOOM) {
            return fitted;
        }
        PlacedBox first = scene.boxes().getFirst();
        double x = Math.min(first.bounds().centerX() - now.width() / 2, 0);
        boolean wide = scene.bounds().w() > now.width();
        double start = wide ? Math.clamp(first.bounds().x() - Camera.FIT_MARGIN, 0, Double.MAX_VALUE) : x;
        return new Viewport(wide && start < now.width() / 2 ? 0 : start, 0, 1, now.width(), now.height());
    }
}
