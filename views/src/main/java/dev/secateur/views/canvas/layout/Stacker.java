package dev.secateur.views.canvas.layout;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.secateur.views.canvas.layout.LocalGraph.LocalEdge;
import dev.secateur.views.canvas.layout.LocalGraph.Role;
import dev.secateur.views.canvas.layout.Metrics.Gaps;
import dev.secateur.views.canvas.model.Rect;

/// Puts the items of a sequence one below the other on a common axis, in one column or several.
final class Stacker {
    private static final double ON_AXIS = 0.5;

    private final LocalGraph graph;
    private final List<ItemLayout> items;
    private final Gaps gaps;
    private final double[] top;
    private final double[] columnCross;
    private final double[] columnAlong;
    private final int[] columnOf;

    Stacker(LocalGraph graph, List<ItemLayout> items, Gaps gaps) {
        this.graph = graph;
        this.items = items;
        this.gaps = gaps;
        this.top = new double[items.size()];
        this.columnOf = new int[items.size()];
        this.columnCross = new double[items.size()];
        this.columnAlong = new double[items.size()];
        stack(0, items.size());
    }

    /// Height of everything in one column.
    double height() {
        return columnBounds(0, items.size()).bottom();
    }

    /// The item's upper end while all items are in one column.
    double top(int item) {
        return top[item];
    }

    /// The lower end of an item in its column.
    double bottom(int item) {
        return top[item] + items.get(item).bounds().bottom();
    }

    /// Starts a new column at each of the given items.
    ///
    /// @param starts indices of first items, ascending, without 0
    /// @param drop   how far the later columns begin below the first
    void breakInto(List<Integer> starts, double drop) {
        int begin = 0;
        double right = 0;
        for (int column = 0; column <= starts.size(); column++) {
            int end = column < starts.size() ? starts.get(column) : items.size();
            stack(begin, end);
            Rect bounds = columnBounds(begin, end);
            columnCross[column] = column == 0 ? 0 : right + Metrics.GUTTER - bounds.x();
            columnAlong[column] = column == 0 ? 0 : drop;
            right = columnCross[column] + bounds.right();
            for (int i = begin; i < end; i++) {
                columnOf[i] = column;
            }
            begin = end;
        }
    }

    /// Places of all nodes, by index.
    Map<Integer, Rect> boxes() {
        Map<Integer, Rect> boxes = new HashMap<>();
        for (int i = 0; i < items.size(); i++) {
            double dx = cross(i);
            double dy = along(i);
            items.get(i).boxes().forEach((node, rect) -> boxes.put(node, rect.shift(dx, dy)));
        }
        return boxes;
    }

    /// Paths of all edges, by index.
    Map<Integer, double[]> paths() {
        Map<Integer, double[]> paths = new HashMap<>();
        for (int i = 0; i < items.size(); i++) {
            ItemLayout item = items.get(i);
            double[] lead = item.entered() && i > 0 ? lead(i) : new double[0];
            for (Map.Entry<Integer, double[]> tail : item.tails().entrySet()) {
                boolean fromBefore = !item.boxes().containsKey(source(tail.getKey()));
                Path path = fromBefore ? Path.of(lead) : new Path();
                paths.put(
                        tail.getKey(),
                        path.addAll(tail.getValue(), cross(i), along(i)).toArray());
            }
        }
        return paths;
    }

    private int source(int edge) {
        LocalEdge local = graph.edges().get(edge);
        return local.from();
    }

    private double cross(int item) {
        return columnCross[columnOf[item]];
    }

    private double along(int item) {
        return columnAlong[columnOf[item]] + top[item];
    }

    private void stack(int begin, int end) {
        double cursor = 0;
        for (int i = begin; i < end; i++) {
            top[i] = cursor + (i == begin ? 0 : leadLength(i));
            cursor = bottom(i);
        }
    }

    private double leadLength(int i) {
        ItemLayout item = items.get(i);
        ItemLayout before = items.get(i - 1);
        if (item.item().isSingle()) {
            if (before.item().isSingle() && role(before) == Role.ENTRY) {
                return role(item) == Role.EXIT ? 0 : gaps.entry();
            }
            return role(item) == Role.EXIT ? gaps.exit() : gaps.between();
        }
        boolean straight = item.entered() && Math.abs(before.exit().cross()) < ON_AXIS;
        return straight ? Math.max(0, Metrics.JOG - item.firstBox()) : Metrics.JOG;
    }

    private Role role(ItemLayout item) {
        return graph.nodes().get(item.item().last()).role();
    }

    private Rect columnBounds(int begin, int end) {
        Rect all = new Rect(0, 0, 0, 0);
        for (int i = begin; i < end; i++) {
            all = all.union(items.get(i).bounds().shift(0, top[i]));
        }
        return all;
    }

    /// From where the item before ends to the axis at the item's upper end.
    private double[] lead(int i) {
        ItemLayout.Exit exit = items.get(i - 1).exit();
        double fromX = cross(i - 1) + exit.cross();
        double fromY = along(i - 1) + exit.along();
        double toX = cross(i);
        double toY = along(i);
        if (columnOf[i] != columnOf[i - 1]) {
            double below = columnAlong[columnOf[i - 1]] + bottom(i - 1) + Metrics.CONNECTOR_CLEARANCE;
            double above = columnAlong[columnOf[i]] - Metrics.CONNECTOR_CLEARANCE;
            double gutter = leftOfColumn(columnOf[i]) - Metrics.GUTTER / 2;
            return new double[]{fromX, fromY, fromX, below, gutter, below, gutter, above, toX, above, toX, toY};
        }
        if (Math.abs(fromX - toX) < ON_AXIS) {
            return new double[]{toX, fromY, toX, toY};
        }
        double middle = (fromY + toY) / 2;
        return new double[]{fromX, fromY, fromX, middle, toX, middle, toX, toY};
    }

    private double leftOfColumn(int column) {
        Rect all = new Rect(0, 0, 0, 0);
        for (int i = 0; i < items.size(); i++) {
            if (columnOf[i] == column) {
                all = all.union(items.get(i).bounds());
            }
        }
        return columnCross[column] + all.x();
    }
}
