package dev.secateur.views.canvas.model;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntConsumer;

import org.jspecify.annotations.Nullable;

/// A diagram with a place for every visible box and a route for every visible edge. Immutable.
///
/// Coordinates are px at 100 % zoom, x to the right, y downwards, starting at 0 with a margin included in [#bounds()].
public final class GraphScene {
    /// A scene without boxes.
    public static final GraphScene EMPTY = new GraphScene(Diagram.EMPTY, List.of(), List.of(), new Rect(0, 0, 0, 0),
            false);

    private final Diagram diagram;
    private final List<PlacedBox> boxes;
    private final List<Route> routes;
    private final Rect bounds;
    private final boolean leftToRight;
    private final Map<Long, Integer> indexById;
    private final Extents boxExtents;
    private final Extents routeExtents;
    private final Map<Long, List<Route>> routesByEnd;

    /// @param diagram     what is drawn
    /// @param boxes       parents before the boxes inside them
    /// @param routes      edges between boxes of this scene
    /// @param bounds      everything, with a margin
    /// @param leftToRight whether the main direction is to the right instead of down
    public GraphScene(
            Diagram diagram, List<PlacedBox> boxes, List<Route> routes, Rect bounds, boolean leftToRight) {
        this.diagram = diagram;
        this.boxes = List.copyOf(boxes);
        this.routes = List.copyOf(routes);
        this.bounds = bounds;
        this.leftToRight = leftToRight;
        this.indexById = HashMap.newHashMap(boxes.size());
        for (int i = 0; i < boxes.size(); i++) {
            indexById.put(boxes.get(i).id(), i);
        }
        this.boxExtents = new Extents(boxes.stream().map(PlacedBox::bounds).toList());
        this.routeExtents = new Extents(routes.stream().map(Route::bounds).toList());
        this.routesByEnd = routesByEnd(routes);
    }

    public Diagram diagram() {
        return diagram;
    }

    /// All visible boxes, parents before the boxes inside them.
    public List<PlacedBox> boxes() {
        return boxes;
    }

    /// All visible edges.
    public List<Route> routes() {
        return routes;
    }

    public Rect bounds() {
        return bounds;
    }

    public boolean isLeftToRight() {
        return leftToRight;
    }

    /// The visible box with this id; empty when it is inside a closed group or not in the diagram.
    public Optional<PlacedBox> find(long id) {
        Integer index = indexById.get(id);
        return index == null ? Optional.empty() : Optional.of(boxes.get(index));
    }

    /// The box itself or the innermost closed group that hides it; empty when the diagram does not know it.
    public Optional<PlacedBox> findVisible(long id) {
        long current = id;
        while (current != Box.NO_PARENT && diagram.contains(current)) {
            Optional<PlacedBox> found = find(current);
            if (found.isPresent()) {
                return found;
            }
            current = diagram.box(current).parent();
        }
        return Optional.empty();
    }

    /// The innermost box at a point, in scene coordinates.
    public Optional<PlacedBox> boxAt(double x, double y) {
        Innermost innermost = new Innermost();
        boxExtents.forEachIn(new Rect(x, y, 0, 0).grow(1e-6), i -> {
            if (boxes.get(i).bounds().contains(x, y)) {
                innermost.offer(boxes.get(i));
            }
        });
        return Optional.ofNullable(innermost.box);
    }

    /// The nearest edge at a point, in scene coordinates; of edges that lie on each other the first.
    ///
    /// @param reach how far it may be away
    public Optional<Route> routeAt(double x, double y, double reach) {
        List<Route> near = new ArrayList<>();
        forEachRouteIn(new Rect(x, y, 0, 0).grow(reach), near::add);
        return near.stream().filter(route -> route.distance(x, y) <= reach)
                .min(Comparator.comparingDouble(route -> route.distance(x, y)));
    }

    /// All boxes that share an area with a rectangle, in the order of [#boxes()].
    public List<PlacedBox> boxesIn(Rect area) {
        List<PlacedBox> found = new ArrayList<>();
        forEachBoxIn(area, placed -> {
            if (placed.bounds().intersects(area)) {
                found.add(placed);
            }
        });
        return found;
    }

    /// Calls a visitor for every box that meets a rectangle (touching counts), parents first.
    public void forEachBoxIn(Rect area, java.util.function.Consumer<PlacedBox> visitor) {
        boxExtents.forEachIn(area, i -> visitor.accept(boxes.get(i)));
    }

    /// Calls a visitor for every edge whose bounds meet a rectangle.
    public void forEachRouteIn(Rect area, java.util.function.Consumer<Route> visitor) {
        IntConsumer visit = i -> visitor.accept(routes.get(i));
        routeExtents.forEachIn(area, visit);
    }

    /// The edges that start or end at a visible box.
    public List<Route> routesOf(long id) {
        return routesByEnd.getOrDefault(id, List.of());
    }

    /// The smallest rectangle around some boxes (each by [#findVisible]); empty when none of them is known.
    public Optional<Rect> boundsOf(Collection<Long> ids) {
        return ids.stream()
                .map(this::findVisible)
                .flatMap(Optional::stream)
                .map(PlacedBox::bounds)
                .reduce(Rect::union);
    }

    /// The same places with the texts and readings of another diagram that has the same boxes: recolouring without layout.
    ///
    /// @throws IllegalArgumentException if a visible box is missing there
    public GraphScene withContent(Diagram other) {
        List<PlacedBox> changed = new ArrayList<>(boxes.size());
        for (PlacedBox placed : boxes) {
            changed.add(placed.withBox(other.box(placed.id())));
        }
        return new GraphScene(other, changed, routes, bounds, leftToRight);
    }

    private static Map<Long, List<Route>> routesByEnd(List<Route> routes) {
        Map<Long, List<Route>> map = new HashMap<>();
        for (Route route : routes) {
            map.computeIfAbsent(route.from(), id -> new ArrayList<>()).add(route);
            map.computeIfAbsent(route.to(), id -> new ArrayList<>()).add(route);
        }
        return map;
    }

    private static final class Innermost {
        private @Nullable PlacedBox box;

        void offer(PlacedBox candidate) {
            if (box == null || candidate.depth() >= box.depth()) {
                box = candidate;
            }
        }
    }
}
