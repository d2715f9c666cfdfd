package dev.secateur.views.canvas.layout;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

import dev.secateur.views.canvas.layout.LocalGraph.LocalEdge;
import dev.secateur.views.canvas.layout.LocalGraph.Role;
import dev.secateur.views.canvas.model.Box;
import dev.secateur.views.canvas.model.Diagram;
import dev.secateur.views.canvas.model.Link;

/// A diagram as it looks with some groups open: which boxes are visible, and for every open group the edges inside it.
///
/// A link between two boxes in different groups becomes one step in every group it runs through: out of the producer's
/// groups, across their common ancestor, into the consumer's groups.
final class Projection {
    /// Tensors named for one edge; an edge between groups may stand for very many.
    private static final int NOTES = 6;

    private final Diagram diagram;
    private final Set<Long> open;
    private final Map<Long, Level> levels = new LinkedHashMap<>();
    private final Map<Pair, VisibleLink> links = new LinkedHashMap<>();

    Projection(Diagram diagram, Set<Long> open) {
        this.diagram = diagram;
        this.open = open;
        addLevels();
        for (Link link : diagram.links()) {
            add(link);
        }
        links.values().forEach(this::addSteps);
    }

    /// The level of a group that is visible and open, or of [Box#NO_PARENT].
    Level level(long group) {
        Level level = levels.get(group);
        if (level == null) {
            throw new IllegalStateException("group " + group + " is not shown open");
        }
        return level;
    }

    /// Visible open groups, outer before inner, the top level first.
    List<Long> groups() {
        return new ArrayList<>(levels.keySet());
    }

    List<VisibleLink> links() {
        return new ArrayList<>(links.values());
    }

    boolean isOpen(long id) {
        return levels.containsKey(id);
    }

    private void addLevels() {
        List<Long> queue = new ArrayList<>(List.of(Box.NO_PARENT));
        for (int i = 0; i < queue.size(); i++) {
            long group = queue.get(i);
            levels.put(group, new Level(diagram.children(group)));
            for (Box child : diagram.children(group)) {
                if (open.contains(child.id()) && diagram.canOpen(child.id())) {
                    queue.add(child.id());
                }
            }
        }
    }

    private void add(Link link) {
        long from = visible(link.from());
        long to = visible(link.to());
        if (from != to) {
            VisibleLink known = links.computeIfAbsent(
                    new Pair(from, to), pair -> new VisibleLink(from, to, link.label(), link.shortcut()));
            known.shortcut &= link.shortcut();
            known.note(link.note());
        }
    }

    /// The box itself, or the closed group around it whose own parent is shown open.
    private long visible(long id) {
        long shown = id;
        while (!levels.containsKey(diagram.box(shown).parent())) {
            shown = diagram.box(shown).parent();
        }
        return shown;
    }

    private void addSteps(VisibleLink link) {
        List<Long> up = path(link.from);
        List<Long> down = path(link.to);
        int shared = 0;
        while (shared < Math.min(up.size(), down.size()) - 1 && up.get(shared).equals(down.get(shared))) {
            shared++;
        }
        for (int i = up.size() - 1; i > shared; i--) {
            Level level = level(up.get(i - 1));
            link.add(up.get(i - 1), level.edge(level.box(up.get(i)), level.exit(link.from), link));
        }
        long common = shared == 0 ? Box.NO_PARENT : up.get(shared - 1);
        Level across = level(common);
        link.add(common, across.edge(across.box(up.get(shared)), across.box(down.get(shared)), link));
        for (int i = shared + 1; i < down.size(); i++) {
            Level level = level(down.get(i - 1));
            link.add(down.get(i - 1), level.edge(level.entry(link.from), level.box(down.get(i)), link));
        }
    }

    /// From the top-level ancestor down to the box itself.
    private List<Long> path(long id) {
        List<Long> path = new ArrayList<>();
        for (long at = id; at != Box.NO_PARENT; at = diagram.box(at).parent()) {
            path.add(at);
        }
        return path.reversed();
    }

    private record Pair(long from, long to) {}

    /// The edges inside one open group. Node numbers: boxes first in diagram order, then entries and exits as they come.
    static final class Level {
        final List<Box> boxes;
        final Map<Long, Integer> boxIndex = new HashMap<>();
        final List<Role> extraRoles = new ArrayList<>();
        final List<Long> extraSources = new ArrayList<>();
        final Map<Long, Integer> entries = new LinkedHashMap<>();
        final Map<Long, Integer> exits = new LinkedHashMap<>();
        final Map<EdgeKey, Integer> edgeIndex = new HashMap<>();
        final List<LocalEdge> edges = new ArrayList<>();

        Level(List<Box> boxes) {
            this.boxes = boxes;
            for (Box box : boxes) {
                boxIndex.put(box.id(), boxIndex.size());
            }
        }

        int box(long id) {
            return Objects.requireNonNull(boxIndex.get(id), () -> "box " + id + " is not on this level");
        }

        int entry(long source) {
            return entries.computeIfAbsent(source, id -> extra(Role.ENTRY, id));
        }

        int exit(long source) {
            return exits.computeIfAbsent(source, id -> extra(Role.EXIT, id));
        }

        int edge(int from, int to, VisibleLink link) {
            EdgeKey key = new EdgeKey(from, to, link.from);
            Integer known = edgeIndex.get(key);
            if (known == null) {
                edgeIndex.put(key, edges.size());
                edges.add(new LocalEdge(from, to, link.from, link.shortcut));
                return edges.size() - 1;
            }
            LocalEdge before = edges.get(known);
            edges.set(known, new LocalEdge(from, to, link.from, before.shortcut() && link.shortcut));
            return known;
        }

        private int extra(Role role, long source) {
            extraRoles.add(role);
            extraSources.add(source);
            return boxes.size() + extraRoles.size() - 1;
        }

        private record EdgeKey(int from, int to, long source) {}
    }

    /// A link between two visible boxes and the local edges it consists of, in flow order.
    static final class VisibleLink {
        final long from;
        final long to;
        final String label;
        final List<Step> steps = new ArrayList<>();
        private final Set<String> notes = new LinkedHashSet<>();
        private boolean shortcut;

        VisibleLink(long from, long to, String label, boolean shortcut) {
            this.from = from;
            this.to = to;
            this.label = label;
            this.shortcut = shortcut;
        }

        Link link() {
            String more = notes.size() > NOTES ? "\nand " + (notes.size() - NOTES) + " more" : "";
            return new Link(from, to, label, shortcut,
                    notes.stream().limit(NOTES).collect(Collectors.joining("\n")) + more);
        }

        private void note(String text) {
            if (!text.isEmpty()) {
                notes.add(text);
            }
        }

        private void add(long group, int edge) {
            steps.add(new Step(group, edge));
        }
    }

    /// One local edge.
    record Step(long group, int edge) {}
}
