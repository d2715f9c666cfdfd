package dev.secateur.views.canvas.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What is to be drawn, without any coordinates.
///
/// Boxes are listed in an order in which the graph can be computed (producers first); the layout keeps to it where it can
/// choose. Which groups are open is not part of the diagram but of [LayoutOptions].
public final class Diagram {
    /// A diagram without boxes.
    public static final Diagram EMPTY = new Diagram(List.of(), List.of());

    private final Map<Long, Box> boxes;
    private final Map<Long, List<Box>> children;
    private final List<Link> links;

    /// @throws IllegalArgumentException if an id occurs twice, a parent is missing, no group, or inside its own child,
    ///     or a link ends nowhere or at a group that holds boxes
    public Diagram(List<Box> boxes, List<Link> links) {
        this.boxes = index(boxes);
        this.children = children(boxes);
        this.links = List.copyOf(links);
        for (Box box : boxes) {
            checkParent(box);
        }
        for (Link link : links) {
            checkEnd(link.from());
            checkEnd(link.to());
        }
    }

    /// All boxes in the order given.
    public List<Box> boxes() {
        return new ArrayList<>(boxes.values());
    }

    /// All links in the order given.
    public List<Link> links() {
        return links;
    }

    /// The box with this id.
    ///
    /// @throws IllegalArgumentException if there is none
    public Box box(long id) {
        Box box = boxes.get(id);
        if (box == null) {
            throw new IllegalArgumentException("no box " + id);
        }
        return box;
    }

    /// Whether there is a box with this id.
    public boolean contains(long id) {
        return boxes.containsKey(id);
    }

    /// The boxes directly inside a group, or on the top level for [Box#NO_PARENT].
    public List<Box> children(long parent) {
        return children.getOrDefault(parent, List.of());
    }

    /// Whether this box can be opened: a group that holds boxes.
    public boolean canOpen(long id) {
        return !children(id).isEmpty();
    }

    /// The group itself and all groups inside it that can be opened.
    public Set<Long> groupsInside(long id) {
        Set<Long> found = new HashSet<>();
        List<Long> stack = new ArrayList<>(List.of(id));
        while (!stack.isEmpty()) {
            long group = stack.removeLast();
            if (canOpen(group)) {
                found.add(group);
                children(group).forEach(child -> stack.add(child.id()));
            }
        }
        return found;
    }

    private static Map<Long, Box> index(List<Box> boxes) {
        Map<Long, Box> index = LinkedHashMap.newLinkedHashMap(boxes.size());
        for (Box box : boxes) {
            if (index.put(box.id(), box) != null) {
                throw new IllegalArgumentException("two boxes have the id " + box.id());
            }
        }
        return index;
    }

    private static Map<Long, List<Box>> children(List<Box> boxes) {
        Map<Long, List<Box>> children = new HashMap<>();
        for (Box box : boxes) {
            children.computeIfAbsent(box.parent(), parent -> new ArrayList<>()).add(box);
        }
        children.replaceAll((parent, list) -> List.copyOf(list));
        return children;
    }

    private void checkParent(Box box) {
        long ancestor = box.parent();
        for (int depth = 0; ancestor != Box.NO_PARENT; depth++) {
            Box group = boxes.get(ancestor);
            if (group == null || !group.kind().isGroup()) {
                throw new IllegalArgumentException("box " + box.id() + " lies in " + ancestor + ", which is no group");
            }
            if (depth > boxes.size()) {
                throw new IllegalArgumentException("box " + box.id() + " lies inside itself");
            }
            ancestor = group.parent();
        }
    }

    private void checkEnd(long id) {
        if (!boxes.containsKey(id)) {
            throw new IllegalArgumentException("a link ends at " + id + ", which is no box");
        }
        if (canOpen(id)) {
            throw new IllegalArgumentException("a link ends at group " + id + " instead of a box inside it");
        }
    }
}
