package dev.secateur.views.canvas.model;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/// The marks over a scene.
///
/// @param byBox        marks by box id; boxes without an entry are plain
/// @param coupledLinks edges (from, to) whose tensors belong to the coupling group shown; drawn in purple
public record Marks(Map<Long, Mark> byBox, Set<Ends> coupledLinks) {
    /// No marks.
    public static final Marks NONE = new Marks(Map.of(), Set.of());

    public Marks {
        byBox = Map.copyOf(byBox);
        coupledLinks = Set.copyOf(coupledLinks);
    }

    /// Marks on boxes only.
    public static Marks of(Map<Long, Mark> byBox) {
        return new Marks(byBox, Set.of());
    }

    /// The mark of a box, [Mark#NONE] when it has none.
    public Mark of(long id) {
        return byBox.getOrDefault(id, Mark.NONE);
    }

    /// These marks with the other's on top.
    public Marks plus(Marks other) {
        Map<Long, Mark> all = new HashMap<>(byBox);
        all.putAll(other.byBox);
        return new Marks(all, other.coupledLinks.isEmpty() ? coupledLinks : other.coupledLinks);
    }

    /// The two visible boxes an edge joins.
    public record Ends(long from, long to) {}
}
