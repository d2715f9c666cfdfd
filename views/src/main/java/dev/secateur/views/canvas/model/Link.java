package dev.secateur.views.canvas.model;

/// A tensor that flows from one box to another.
///
/// @param from     the producer's box, never a group that holds boxes
/// @param to       the consumer's box, never a group that holds boxes
/// @param label    shown from 120 % zoom on, usually the shape; empty for none
/// @param shortcut whether it bypasses the trunk (a residual edge), so that it is drawn beside it, to the right
/// @param note     the tensors in words, one a line, shown when the pointer is on the edge; empty for none
public record Link(long from, long to, String label, boolean shortcut, String note) {
    /// A link without a note.
    public Link(long from, long to, String label, boolean shortcut) {
        this(from, to, label, shortcut, "");
    }

    /// A trunk link without a label.
    public Link(long from, long to) {
        this(from, to, "", false);
    }
}
