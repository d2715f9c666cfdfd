package dev.secateur.views.canvas;

import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.scene.input.KeyCode;

import dev.secateur.views.canvas.model.GraphScene;
import dev.secateur.views.canvas.model.PlacedBox;
import dev.secateur.views.canvas.model.Rect;
import dev.secateur.views.canvas.model.Route;

/// Where an arrow key leads: with the flow along an edge, across the flow to the nearest box at about the same level.
final class Neighbours {
    private final GraphScene scene;

    Neighbours(GraphScene scene) {
        this.scene = scene;
    }

    Optional<PlacedBox> next(PlacedBox from, KeyCode code) {
        boolean alongKey = scene.isLeftToRight()
                ? code == KeyCode.LEFT || code == KeyCode.RIGHT
                : code == KeyCode.UP || code == KeyCode.DOWN;
        boolean forward = code == KeyCode.DOWN || code == KeyCode.RIGHT;
        return alongKey ? alongEdge(from, forward) : across(from, forward);
    }

    private Optional<PlacedBox> alongEdge(PlacedBox from, boolean forward) {
        Stream<Route> routes = scene.routesOf(from.id()).stream()
                .filter(route -> forward ? route.from() == from.id() : route.to() == from.id());
        return routes.min(Comparator.comparing(Route::isShortcut).thenComparing(Neighbours::length))
                .flatMap(route -> scene.find(forward ? route.to() : route.from()));
    }

    private Optional<PlacedBox> across(PlacedBox from, boolean forward) {
        Rect origin = turned(from.bounds());
        return scene.boxes().stream()
                .filter(placed -> !placed.open() && placed.id() != from.id())
                .filter(placed -> {
                    Rect rect = turned(placed.bounds());
                    boolean beyond = forward ? rect.x() >= origin.right() : rect.right() <= origin.x();
                    double step = Math.abs(rect.centerX() - origin.centerX());
                    return beyond && Math.abs(rect.centerY() - origin.centerY()) <= step;
                })
                .min(Comparator.comparingDouble(placed -> distance(origin, turned(placed.bounds()))));
    }

    private Rect turned(Rect rect) {
        return scene.isLeftToRight() ? rect.transpose() : rect;
    }

    private static double distance(Rect a, Rect b) {
        return Math.abs(a.centerX() - b.centerX()) + 2 * Math.abs(a.centerY() - b.centerY());
    }

    private static double length(Route route) {
        return route.bounds().w() + route.bounds().h();
    }
}
