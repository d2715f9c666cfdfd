package dev.secateur.views.compare;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.compare.Fate;
import dev.secateur.engine.compare.GraphDifference;
import dev.secateur.engine.compare.NodeChange;
import dev.secateur.engine.graph.Node;
import dev.secateur.engine.op.OpFamily;
import dev.secateur.engine.tensor.Dim;
import dev.secateur.engine.tensor.Shape;
import dev.secateur.views.canvas.model.Mark;
import dev.secateur.views.canvas.model.Marks;
import dev.secateur.views.canvas.model.PlacedBox;
import dev.secateur.views.outline.Section;
import dev.secateur.views.session.Analysis;

/// Marks what went in the first of two networks and what is new or different in the second.
///
/// @param before analysis of the first network
/// @param after analysis of the second network
record SideMarks(GraphDifference difference, Analysis before, Analysis after) {

    private static final String MERGED = "merged";

    /// Marks of the first network: what went, wholly or in part.
    Marks first(Side side) {
        Map<Long, Mark> marks = new HashMap<>();
        byBox(side, true).forEach((box, changes) -> {
            Mark mark = ofFirst(changes);
            if (mark != Mark.NONE) {
                marks.put(box, mark);
            }
        });
        return Marks.of(marks);
    }

    /// Marks of the second network: what came, and what is different.
    Marks second(Side side) {
        Map<Long, Mark> marks = new HashMap<>();
        byBox(side, false).forEach((box, changes) -> {
            Mark mark = ofSecond(changes);
            if (mark != Mark.NONE) {
                marks.put(box, mark);
            }
        });
        return Marks.of(marks);
    }

    private Map<Long, List<NodeChange>> byBox(Side side, boolean first) {
        Map<Long, List<NodeChange>> found = new LinkedHashMap<>();
        for (NodeChange change : difference.changes()) {
            Node node = first ? change.before() : change.after();
            if (node != null) {
                side.seen(node.id()).map(PlacedBox::id)
                        .ifPresent(id -> found.computeIfAbsent(id, i -> new ArrayList<>()).add(change));
            }
        }
        return found;
    }

    private Mark ofFirst(List<NodeChange> changes) {
        long removed = changes.stream().filter(c -> c.fate() == Fate.REMOVED).count();
        boolean merges = changes.stream().anyMatch(c -> mergedOf(c) > 1);
        if (removed == changes.size() || merges) {
            return Mark.removed(1, merges || isInMerge(changes.getFirst()) ? MERGED : "removed");
        }
        if (removed > 0) {
            return Mark.removed((double) removed / changes.size(), removed + " of " + changes.size() + " nodes");
        }
        long had = 0;
        long has = 0;
        for (NodeChange change : changes) {
            if (change.fate() == Fate.CHANGED && isWeighted(change.node())) {
                had += channels(before, change.before());
                has += channels(after, change.after());
            }
        }
        if (has < had) {
            return Mark.removed((double) (had - has) / had, "−" + (had - has) + " of " + had);
        }
        return Mark.NONE;
    }

    private Mark ofSecond(List<NodeChange> changes) {
        long added = changes.stream().filter(c -> c.fate() == Fate.ADDED).count();
        if (added > 0) {
            return Mark.added(added == changes.size() ? "new" : added + " new");
        }
        int merged = changes.stream().mapToInt(this::mergedOf).max().orElse(0);
        if (merged > 1) {
            boolean convolutions = changes.stream().map(NodeChange::before)
                    .anyMatch(n -> n != null && n.op().family() == OpFamily.CONVOLUTION);
            return Mark.merged(merged + (convolutions ? " convs in 1" : " layers in 1"));
        }
        List<NodeChange> changed = changes.stream().filter(c -> c.fate() == Fate.CHANGED).toList();
        if (changed.isEmpty()) {
            return Mark.NONE;
        }
        NodeChange head = changed.stream().filter(c -> isWeighted(c.node())).findFirst().orElse(changed.getFirst());
        long had = channels(before, head.before());
        long has = channels(after, head.after());
        return Mark.changed(had > 0 && has > 0 && had != has
                ? has + " of " + had
                : changed.size() > 1 ? changed.size() + " nodes" : head.what().getFirst());
    }

    /// How many layers with weights became this one; 1 if it was not merged.
    private int mergedOf(NodeChange change) {
        Node node = change.before();
        if (node == null || change.fate() != Fate.CHANGED || !isWeighted(node)) {
            return 1;
        }
        return 1 + before.outline().blockOf(node.id()).map(this::layersGone).orElse(0);
    }

    private int layersGone(Section block) {
        return (int) block.nodes().stream().filter(SideMarks::isWeighted)
                .filter(n -> difference.ofBefore(n.id()).map(c -> c.fate() == Fate.REMOVED).orElse(false)).count();
    }

    private boolean isInMerge(NodeChange change) {
        Node node = change.before();
        return node != null && before.outline().blockOf(node.id()).map(block -> block.nodes().stream()
                .map(n -> difference.ofBefore(n.id())).flatMap(java.util.Optional::stream)
                .anyMatch(c -> mergedOf(c) > 1)).orElse(false);
    }

    private static boolean isWeighted(Node node) {
        return node.op().family() == OpFamily.CONVOLUTION || node.op().family() == OpFamily.LINEAR;
    }

    private static long channels(Analysis analysis, @Nullable Node node) {
        Shape shape = node == null ? null : analysis.shapes().shape(node.output());
        return shape != null && shape.rank() > 1 && shape.dim(1) instanceof Dim.Known(long size) ? size : 0;
    }
}
