package dev.secateur.views.canvas.layout;

import java.util.HashMap;
import java.util.Map;

import dev.secateur.views.canvas.layout.LocalGraph.LocalNode;
import dev.secateur.views.canvas.layout.LocalGraph.Role;
import dev.secateur.views.canvas.layout.Metrics.Insets;
import dev.secateur.views.canvas.layout.Metrics.Size;
import dev.secateur.views.canvas.model.Rect;

/// Puts a frame around placed boxes and leads entering and leaving paths to it.
final class Framing {
    private final LocalGraph graph;
    private final Insets insets;

    Framing(LocalGraph graph, Insets insets) {
        this.graph = graph;
        this.insets = insets;
    }

    /// @param least smallest size of the whole
    GroupPlan frame(Map<Integer, Rect> boxes, Map<Integer, double[]> paths, Size least) {
        Rect content = content(boxes, paths);
        double cross = Math.max(least.w(), insets.left() + content.w() + insets.right());
        double along = Math.max(least.h(), insets.top() + content.h() + insets.bottom());
        double spare = cross - insets.left() - content.w() - insets.right();
        double dx = insets.left() + spare / 2 - content.x();
        double dy = insets.top() - content.y();
        Map<Integer, Rect> placed = new HashMap<>();
        Map<Long, Double> in = new HashMap<>();
        Map<Long, Double> out = new HashMap<>();
        boxes.forEach((index, rect) -> {
            LocalNode node = graph.nodes().get(index);
            placed.put(index, rect.shift(dx, dy));
            switch (node.role()) {
                case ENTRY -> in.put(node.id(), rect.x() + dx);
                case EXIT -> out.put(node.id(), rect.x() + dx);
                case BOX -> {
                }
            }
        });
        Map<Integer, double[]> led = new HashMap<>();
        paths.forEach((edge, path) -> led.put(edge, toFrame(edge, new Path().addAll(path, dx, dy).toArray(), along)));
        return new GroupPlan(cross, along, placed, led, in, out);
    }

    private double[] toFrame(int edge, double[] path, double along) {
        Path result = new Path();
        if (graph.nodes().get(graph.edges().get(edge).from()).role() == Role.ENTRY) {
            result.add(path[0], 0);
        }
        result.addAll(path, 0, 0);
        if (graph.nodes().get(graph.edges().get(edge).to()).role() == Role.EXIT) {
            result.add(path[path.length - 2], along);
        }
        return result.toArray();
    }

    private static Rect content(Map<Integer, Rect> boxes, Map<Integer, double[]> paths) {
        double left = Double.POSITIVE_INFINITY;
        double top = Double.POSITIVE_INFINITY;
        double right = Double.NEGATIVE_INFINITY;
        double bottom = Double.NEGATIVE_INFINITY;
        for (Rect rect : boxes.values()) {
            left = Math.min(left, rect.x());
            top = Math.min(top, rect.y());
            right = Math.max(right, rect.right());
            bottom = Math.max(bottom, rect.bottom());
        }
        for (double[] path : paths.values()) {
            for (int i = 0; i < path.length; i += 2) {
                left = Math.min(left, path[i]);
                right = Math.max(right, path[i]);
                top = Math.min(top, path[i + 1]);
                bottom = Math.max(bottom, path[i + 1]);
            }
        }
        return left > right ? new Rect(0, 0, 0, 0) : new Rect(left, top, right - left, bottom - top);
    }
}
