package dev.secateur.engine.coupling;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.graph.Node;

/// The units while they are being joined: a forest in which each tree is one channel that goes or stays as a whole.
final class Units {

    private int[] parent = new int[1024];
    private int count;
    private final Map<Integer, Hold> holds = new HashMap<>();
    private final Map<Integer, Set<Node>> ties = new HashMap<>();

    /// As many new units, each on its own.
    int[] fresh(int number) {
        if (count + number > parent.length) {
            parent = Arrays.copyOf(parent, Math.max(count + number, parent.length * 2));
        }
        int[] made = new int[number];
        for (int i = 0; i < number; i++) {
            parent[count] = count;
            made[i] = count++;
        }
        return made;
    }

    int count() {
        return count;
    }

    /// The number that all units joined with this one share.
    int root(int unit) {
        int at = unit;
        while (parent[at] != at) {
            parent[at] = parent[parent[at]];
            at = parent[at];
        }
        return at;
    }

    /// From now on the two go together; one that meets a fixed position stays.
    void join(int a, int b, Hold.Reason meeting) {
        if (a == Labels.FIXED || b == Labels.FIXED) {
            hold(Math.max(a, b), new Hold(Hold.Strength.FROZEN, List.of(meeting)));
            return;
        }
        int low = Math.min(root(a), root(b));
        int high = Math.max(root(a), root(b));
        if (low != high) {
            parent[high] = low;
            Hold moved = holds.remove(high);
            if (moved != null) {
                holds.merge(low, moved, Hold::and);
            }
            tie(low, high, meeting.node());
        }
    }

    private void tie(int low, int high, @Nullable Node node) {
        Set<Node> both = ties.computeIfAbsent(low, r -> new LinkedHashSet<>());
        Set<Node> more = ties.remove(high);
        if (more != null) {
            both.addAll(more);
        }
        if (node != null) {
            both.add(node);
        }
    }

    /// The nodes at which units of this one were joined.
    Set<Node> ties(int unit) {
        return ties.getOrDefault(root(unit), Set.of());
    }

    void hold(int unit, Hold hold) {
        if (unit != Labels.FIXED) {
            holds.merge(root(unit), hold, Hold::and);
        }
    }

    Hold holdOf(int unit) {
        return holds.getOrDefault(root(unit), Hold.NONE);
    }

    /// The shared numbers of all units, ascending.
    List<Integer> roots() {
        List<Integer> roots = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            if (parent[i] == i) {
                roots.add(i);
            }
        }
        return roots;
    }
}
