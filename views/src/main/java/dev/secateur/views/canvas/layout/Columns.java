package dev.secateur.views.canvas.layout;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/// Where the top level starts a new column: at every open stage, and at a box that would not fit below the others.
final class Columns {
    private static final double OVERFLOW = 1.5;

    /// Places where edges enter are no column of their own.
    private static final double LEAST_COLUMN = 1;

    /// The part of the view's height from which on boxes after a group have a column of their own.
    private static final double OWN_COLUMN = 0.75;

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
        boolean anyGroup = IntStream.range(0, items.size()).anyMatch(i -> isGroup(i, isGroup));
        for (int i = 0; i < items.size(); i++) {
            boolean group = isGroup(i, isGroup);
            boolean mayBreak = group || !anyGroup || i > 0 && isGroup(i - 1, isGroup) && runsLong(i, isGroup);
            boolean alone = i > begin && stacker.bottom(i - 1) - stacker.top(begin) < LEAST_COLUMN;
            boolean full = !alone && stacker.bottom(i) - stacker.top(begin) > viewHeight && mayBreak;
            boolean stage = isGroup(i, isOpenStage);
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

    private boolean isGroup(int item, IntPredicate test) {
        Sequence.Item known = items.get(item).item();
        return known.isSingle() && test.test(known.last());
    }

    /// Whether what follows up to the next group is worth a column of its own.
    private boolean runsLong(int item, IntPredicate isGroup) {
        int last = item;
        while (last + 1 < items.size() && !isGroup(last + 1, isGroup)) {
            last++;
        }
        return stacker.bottom(last) - stacker.top(item) > OWN_COLUMN * viewHeight;
    }
}
