package dev.secateur.views.canvas.paint;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
        Map<Long, List<Route>> bySource = new LinkedHashMap<>();
        scene.forEachRouteIn(visible, route -> {
            bySource.computeIfAbsent(route.from(), id -> new ArrayList<>()).add(route);
            if (marks.coupledLinks().contains(new Marks.Ends(route.from(), route.to()))) {
                coupled.add(route);
            } else if (touches(route, highlights)) {
                selected.add(route);
            } else if (highlights.isLit(route)) {
                hovered.add(route);
            }
        });
        for (List<Route> routes : bySource.values()) {
            if (detail.hasText()) {
                rounded(routes, plain, PLAIN_WIDTH);
            } else {
                routes.forEach(route -> thin(route, plain));
            }
        }
        rounded(hovered, brush.style.color(Token.TEXT_MUTED), LIT_WIDTH / scale());
        rounded(selected, brush.style.color(Token.ACCENT), LIT_WIDTH / scale());
        if (highlights.edge() != null) {
            rounded(List.of(highlights.edge()), brush.style.color(Token.TEXT), LIT_WIDTH / scale());
        }
        rounded(coupled, brush.style.color(Token.COUPLED), LIT_WIDTH / scale());
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

    /// Some edges as one shape, then their arrow heads.
    private void rounded(List<Route> routes, Color color, double width) {
        if (routes.isEmpty()) {
            return;
        }
        List<double[]> lines = new ArrayList<>(routes.size());
        for (Route route : routes) {
            double[] points = route.points();
            int last = route.size() - 1;
            if (hasArrow(route)) {
                points[2 * last] -= directionX(route) * (ARROW_LENGTH - 1);
                points[2 * last + 1] -= directionY(route) * (ARROW_LENGTH - 1);
            }
            lines.add(points);
        }
        brush.surface.strokeRounded(lines, CORNER, new Pen(color, width));
        for (Route route : routes) {
            if (hasArrow(route)) {
                int last = route.size() - 1;
                arrow(route.x(last), route.y(last), directionX(route), directionY(route), color);
            }
        }
    }

    private static boolean hasArrow(Route route) {
        int last = route.size() - 1;
        double length = Math.abs(route.x(last) - route.x(last - 1)) + Math.abs(route.y(last) - route.y(last - 1));
        return length >= ARROW_LENGTH;
    }

    private static double directionX(Route route) {
        return Math.signum(Math.rint(route.x(route.size() - 1) - route.x(route.size() - 2)));
    }

    private static double directionY(Route route) {
        return Math.signum(Math.rint(route.y(route.size() - 1) - route.y(route.size() - 2)));
    }

    private void arrow(double x, double y, double dx, double dy, Color color) {
        double bx = x - dx * ARROW_LENGTH;
        double by = y - dy * ARROW_LENGTH;
        double half = ARROW_WIDTH / 2;
        brush.surface.fillPolygon(
                new double[]{x, y, bx - dy * half, by + dx * half, bx + dy * half, by - dx * half}, color);
    }
}
