package dev.secateur.views.canvas.model;

/// A visible box with its place.
///
/// @param box    what it shows
/// @param bounds where
/// @param open   whether it is a group drawn open, with the boxes inside it visible
/// @param depth  0 on the top level, 1 inside a top-level group, ...
public record PlacedBox(Box box, Rect bounds, boolean open, int depth) {
    public long id() {
        return box.id();
    }

    public BoxKind kind() {
        return box.kind();
    }

    /// The same place with other content.
    public PlacedBox withBox(Box other) {
        return new PlacedBox(other, bounds, open, depth);
    }
}
