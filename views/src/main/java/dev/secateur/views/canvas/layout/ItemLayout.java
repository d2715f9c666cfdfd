package dev.secateur.views.canvas.layout;

import java.util.Map;

import dev.secateur.views.canvas.layout.Sequence.Item;
import dev.secateur.views.canvas.model.Rect;

/// One item of a sequence laid out around its axis: the line on which it is entered, at cross 0, from along 0 on.
///
/// @param item   what it is
/// @param boxes  places by node index
/// @param tails  paths by edge index; those of edges from before the item start at the point (0, 0)
/// @param entered whether an edge comes from before the item
/// @param exit   cross and along of the point where edges leave the item's last node
record ItemLayout(Item item, Map<Integer, Rect> boxes, Map<Integer, double[]> tails, boolean entered, Exit exit) {

    record Exit(double cross, double along) {}

    /// How far below the entry its topmost box begins.
    double firstBox() {
        return boxes.values().stream().mapToDouble(Rect::y).min().orElse(0);
    }

    /// The rectangle around its boxes and paths.
    Rect bounds() {
        Rect all = new Rect(0, 0, 0, 0);
        for (Rect box : boxes.values()) {
            all = all.union(box);
        }
        for (double[] path : tails.values()) {
            for (int i = 0; i < path.length; i += 2) {
                all = all.union(new Rect(path[i], path[i + 1], 0, 0));
            }
        }
        return all;
    }
}
