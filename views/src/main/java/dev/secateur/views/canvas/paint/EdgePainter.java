package dev.secateur.views.canvas.paint;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.paint.Color;

import dev.secateur.views.canvas.model.GraphScene;
import dev.secateur.views.canvas.model.Marks;
import dev.secateur.views.canvas.model.Rect;
import dev.secateur.views.canvas.model.Route;
import dev.secateur.views.theme.Token;

/// Paints edges: plain ones first, lit ones over them.
final class EdgePainter {
    private static final double CORNER = 6;
    private static final double ARROW_WIDTH = 8;
    private static final double ARROW_LENGTH = 6;
    private static final double PLAIN_WIDTH = 1.25;
    private static final double LIT_WIDTH = 2;

    private final Brush brush;
    private final Detail detail;

    EdgePainter(Brush brush, Detail detail) {
        this.brush = brush;
        this.detail = detail;
    }

    void paint(GraphScene scene, Rect visible, Marks marks, Highlights highlights) {
        List<Route> selected = new ArrayList<>();
        List<Route> coupled = new ArrayList<>();
        List<Route> hovered = new ArrayList<>();
        Color plain = brush.style.color(Token.EDGE);
        boolean exact = detail.hasText();
        scene.forEachRouteIn(visible, route -> {
            if (exact) {
                rounded(route, plain, PLAIN_WIDTH);
            } else {
                thin(route, plain);
            }
            if (marks.coupledLinks().contains(new Marks.Ends(route.from(), route.to()))) {
                coupled.add(route);
            } else if (touches(route, highlights)) {
                selected.add(route);
            } else if (highlights.isHovered(route.from()) || highlights.isHovered(route.to())) {
                hovered.add(route);
            }
        });
        hovered.forEach(route -> rounded(route, brush.style.color(Token.TEXT_MUTED), LIT_WIDTH / scale()));
        selected.forEach(route -> rounded(route, brush.style.color(Token.ACCENT), LIT_WIDTH / scale()));
        coupled.forEach(route -> rounded(route, brush.style.color(Token.COUPLED), LIT_WIDTH / scale()));
    }

    /// Labels over the edges, each beside the first stretch of its edge.
    void labels(GraphScene scene, Rect visible) {
        if (detail != Detail.LABELS) {
            return;
        }
        scene.forEachRouteIn(visible, route -> {
            boolean longEnough = Math.abs(route.y(1) - route.y(0)) >= 14 || scene.isLeftToRight();
            if (!route.label().isEmpty() && longEnough && !route.isShortcut()) {
                double x = route.x(0) + 5;
                double y = scene.isLeftToRight() ? route.y(0) - 6 : route.y(0) + 8;
                brush.left(Brush.LABEL, route.label(), x, y, 140, brush.style.color(Token.TEXT_FAINT));
            }
        });
    }

    private double scale() {
        return Math.min(1, brush.zoom);
    }

    private static boolean touches(Route route, Highlights highlights) {
        return highlights.selected().contains(route.from()) || highlights.selected().contains(route.to());
    }

    /// One-pixel lines as rectangles: many times faster than strokes.
    private void thin(Route route, Color color) {
        double width = Math.max(PLAIN_WIDTH * 0.8, 1 / brush.zoom);
        for (int i = 1; i < route.size(); i++) {
            Rect line = Rect.between(route.x(i - 1), route.y(i - 1), route.x(i), route.y(i));
            brush.fill(line.grow(width / 2), color);
        }
    }

    private void rounded(Route route, Color color, double width) {
        double[] points = route.points();
        int last = route.size() - 1;
        double dx = Math.signum(Math.rint(route.x(last) - route.x(last - 1)));
        double dy = Math.signum(Math.rint(route.y(last) - route.y(last - 1)));
        boolean arrow = Rounding.length(points, last) >= ARROW_LENGTH;
        if (arrow) {
            points[2 * last] -= dx * (ARROW_LENGTH - 1);
            points[2 * last + 1] -= dy * (ARROW_LENGTH - 1);
        }
        brush.surface.strokeRounded(points, CORNER, new Pen(color, width));
        if (arrow) {
            arrow(route.x(last), route.y(last), dx, dy, color);
        }
    }

    private void arrow(double x, double y, double dx, double dy, Color color) {
        double bx = x - dx * ARROW_LENGTH;
        double by = y - dy * ARROW_LENGTH;
        double half = ARROW_WIDTH / 2;
        brush.surface.fillPolygon(
                new double[]{x, y, bx - dy * half, by + dx * half, bx + dy * half, by - dx * half}, color);
    }
}
