package dev.secateur.views.canvas.layout;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/// Where the top level starts a new column: at every open stage, and at a box that would not fit below the others.
final class Columns {
    private static final double OVERFLOW = 1.5;

    private final List<ItemLayout> items;
    private final Stacker stacker;
    private final double viewHeight;

    Columns(List<ItemLayout> items, Stacker stacker, double viewHeight) {
        this.items = items;
        this.stacker = stacker;
        this.viewHeight = viewHeight;
    }

    /// Wraps when the chain is over 1.5 times the height of the view.
    ///
    /// @param isOpenStage whether a node of the graph is a stage that is drawn open
    /// @param isGroup     whether a node of the graph is a group
    void wrap(IntPredicate isOpenStage, IntPredicate isGroup) {
        if (stacker.height() <= OVERFLOW * viewHeight) {
            return;
        }
        List<Integer> starts = new ArrayList<>();
        int begin = 0;
        boolean groupSeen = false;
        double drop = 0;
        boolean anyGroup = items.stream().anyMatch(item -> item.item().isSingle() && isGroup.test(item.item().last()));
        for (int i = 0; i < items.size(); i++) {
            boolean single = items.get(i).item().isSingle();
            boolean group = single && isGroup.test(items.get(i).item().last());
            boolean full = stacker.bottom(i) - stacker.top(begin) > viewHeight && (group || !anyGroup);
            boolean stage = single && isOpenStage.test(items.get(i).item().last());
            if (i > begin && (stage ? groupSeen : full)) {
                starts.add(i);
                begin = i;
                groupSeen = false;
            }
            if (group && !groupSeen && starts.isEmpty()) {
                drop = stacker.top(i);
            }
            groupSeen |= group;
        }
        stacker.breakInto(starts, drop <= viewHeight / 2 ? drop : 0);
    }
}
