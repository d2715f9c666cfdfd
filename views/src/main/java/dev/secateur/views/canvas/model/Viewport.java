package dev.secateur.views.canvas.model;

/// The part of a scene that a view shows.
///
/// @param x      scene coordinate at the view's left edge
/// @param y      scene coordinate at the view's top edge
/// @param zoom   px of the view for each scene unit, [#MIN_ZOOM]..[#MAX_ZOOM]
/// @param width  of the view, px
/// @param height of the view, px
public record Viewport(double x, double y, double zoom, double width, double height) {
    public static final double MIN_ZOOM = 0.02;
    public static final double MAX_ZOOM = 4;

    public Viewport {
        zoom = Math.clamp(zoom, MIN_ZOOM, MAX_ZOOM);
    }

    /// The visible part of the scene.
    public Rect visible() {
        return new Rect(x, y, width / zoom, height / zoom);
    }

    public double toSceneX(double viewX) {
        return x + viewX / zoom;
    }

    public double toSceneY(double viewY) {
        return y + viewY / zoom;
    }

    /// A rectangle of the scene as the view shows it.
    public Rect toView(Rect scene) {
        return new Rect((scene.x() - x) * zoom, (scene.y() - y) * zoom, scene.w() * zoom, scene.h() * zoom);
    }

    /// Moved so that the content follows the pointer by this many px.
    public Viewport pan(double dx, double dy) {
        return new Viewport(x - dx / zoom, y - dy / zoom, zoom, width, height);
    }

    /// Zoomed to a value with the scene point under a view point staying where it is.
    public Viewport zoomTo(double newZoom, double viewX, double viewY) {
        double clamped = Math.clamp(newZoom, MIN_ZOOM, MAX_ZOOM);
        return new Viewport(
                toSceneX(viewX) - viewX / clamped, toSceneY(viewY) - viewY / clamped, clamped, width, height);
    }

    /// Zoomed (at most to `maxZoom`) and moved so that a rectangle lies in the middle with a margin in px around it.
    public Viewport fit(Rect target, double margin, double maxZoom) {
        double room = Math.max(1, width - 2 * margin) / Math.max(1, target.w());
        double roomDown = Math.max(1, height - 2 * margin) / Math.max(1, target.h());
        double fitted = Math.clamp(Math.min(room, roomDown), MIN_ZOOM, Math.min(maxZoom, MAX_ZOOM));
        return new Viewport(
                target.centerX() - width / 2 / fitted, target.centerY() - height / 2 / fitted, fitted, width, height);
    }

    /// Moved as little as possible so that a rectangle is visible; one larger than the view shows its upper left corner.
    public Viewport reveal(Rect target, double margin) {
        double gap = margin / zoom;
        Rect shown = visible();
        double newX = nearest(shown.x(), shown.w(), target.x() - gap, target.w() + 2 * gap);
        double newY = nearest(shown.y(), shown.h(), target.y() - gap, target.h() + 2 * gap);
        return new Viewport(newX, newY, zoom, width, height);
    }

    public Viewport resize(double newWidth, double newHeight) {
        return new Viewport(x, y, zoom, newWidth, newHeight);
    }

    private static double nearest(double from, double length, double target, double targetLength) {
        if (target < from || targetLength > length) {
            return target;
        }
        return Math.max(from, target + targetLength - length);
    }
}
