package dev.secateur.views.canvas.layout;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.secateur.views.canvas.layout.Projection.Level;
import dev.secateur.views.canvas.layout.Projection.Step;
import dev.secateur.views.canvas.layout.Projection.VisibleLink;
import dev.secateur.views.canvas.model.Box;
import dev.secateur.views.canvas.model.Diagram;
import dev.secateur.views.canvas.model.GraphScene;
import dev.secateur.views.canvas.model.PlacedBox;
import dev.secateur.views.canvas.model.Rect;
import dev.secateur.views.canvas.model.Route;

/// Joins the plans of all open groups into one scene.
final class Assembly {
    private final Diagram diagram;
    private final Projection projection;
    private final Map<Long, GroupPlan> plans;
    private final boolean leftToRight;
    private final Map<Long, Rect> frames = new HashMap<>();
    private final Map<Long, Integer> depths = new HashMap<>();

    Assembly(Diagram diagram, Projection projection, Map<Long, GroupPlan> plans, boolean leftToRight) {
        this.diagram = diagram;
        this.projection = projection;
        this.plans = plans;
        this.leftToRight = leftToRight;
    }

    GraphScene scene() {
        GroupPlan top = plan(Box.NO_PARENT);
        frames.put(Box.NO_PARENT, new Rect(Metrics.MARGIN, Metrics.MARGIN, top.cross(), top.along()));
        depths.put(Box.NO_PARENT, -1);
        List<PlacedBox> boxes = new ArrayList<>();
        for (long group : projection.groups()) {
            addBoxes(group, boxes);
        }
        List<Route> routes = new ArrayList<>();
        for (VisibleLink link : projection.links()) {
            routes.add(new Route(link.link(), points(link)));
        }
        Rect all = new Rect(0, 0, top.cross() + 2 * Metrics.MARGIN, top.along() + 2 * Metrics.MARGIN);
        return new GraphScene(diagram, boxes, routes, flip(all), leftToRight);
    }

    private void addBoxes(long group, List<PlacedBox> boxes) {
        Level level = projection.level(group);
        GroupPlan plan = plan(group);
        Rect frame = frame(group);
        int depth = depths.getOrDefault(group, 0) + 1;
        for (int i = 0; i < level.boxes.size(); i++) {
            Box box = level.boxes.get(i);
            Rect rect = known(plan.boxes().get(i)).shift(frame.x(), frame.y());
            frames.put(box.id(), rect);
            depths.put(box.id(), depth);
            boxes.add(new PlacedBox(box, flip(rect), projection.isOpen(box.id()), depth));
        }
    }

    private double[] points(VisibleLink link) {
        Path path = new Path();
        for (Step step : link.steps) {
            Rect frame = frame(step.group());
            path.addAll(known(plan(step.group()).paths().get(step.edge())), frame.x(), frame.y());
        }
        double[] points = path.toArray();
        if (leftToRight) {
            for (int i = 0; i < points.length; i += 2) {
                double x = points[i];
                points[i] = points[i + 1];
                points[i + 1] = x;
            }
        }
        return points;
    }

    private Rect flip(Rect rect) {
        return leftToRight ? rect.transpose() : rect;
    }

    private GroupPlan plan(long group) {
        return known(plans.get(group));
    }

    private Rect frame(long group) {
        return known(frames.get(group));
    }

    private static <T> T known(@org.jspecify.annotations.Nullable T value) {
        return java.util.Objects.requireNonNull(value);
    }
}
