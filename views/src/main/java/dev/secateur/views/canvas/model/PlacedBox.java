package dev.secateur.views.canvas.model;

import java.util.Optional;

/// A visible box with its place.
///
/// @param box    what it shows
/// @param bounds where
/// @param open   whether it is a group drawn open, with the boxes inside it visible
/// @param depth  0 on the top level, 1 inside a top-level group, ...
public record PlacedBox(Box box, Rect bounds, boolean open, int depth) {
    /// The height of a line of small print, px at 100 %.
    public static final double FACT_LINE = 14;

    private static final double FACTS_PADDING = 8;

    /// The height of a closed group's header, px at 100 %.
    private static final double HEADER = 22;

    public long id() {
        return box.id();
    }

    public BoxKind kind() {
        return box.kind();
    }

    /// The part of a node that shows its rows: all of it, less the small print below.
    public Rect rowsArea() {
        return new Rect(bounds.x(), bounds.y(), bounds.w(), bounds.h() - factsHeight(box));
    }

    /// The row at a height, in scene units; empty in a header, in small print, and in an open group.
    public Optional<Row> rowAt(double y) {
        int count = box.rows().size();
        if (open || count == 0) {
            return Optional.empty();
        }
        double top = kind().isGroup() ? bounds.y() + HEADER : bounds.y();
        double bottom = kind().isGroup() ? bounds.bottom() : rowsArea().bottom();
        int row = (int) Math.floor((y - top) / (bottom - top) * count);
        return row < 0 || row >= count ? Optional.empty() : Optional.of(box.rows().get(row));
    }

    /// The height of a box's small print, px at 100 %.
    public static double factsHeight(Box box) {
        return box.facts().isEmpty() ? 0 : FACTS_PADDING + FACT_LINE * box.facts().size();
    }

    /// The same place with other content.
    public PlacedBox withBox(Box other) {
        return new PlacedBox(other, bounds, open, depth);
    }
}
