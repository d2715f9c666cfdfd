package dev.secateur.views.canvas.model;

/// What lies over one box besides selection and hover.
///
/// @param state      refused, removed, merged, added, changed or plain
/// @param reason     one short line under a refused box; for others a note at their right; may be empty
/// @param share      the part of the box that is removed, 0..1 (1 = all of it); only for [State#REMOVED]
/// @param emphasis   lit as part of a coupling group, dimmed, or neither
public record Mark(State state, String reason, double share, Emphasis emphasis) {
    /// No mark.
    public static final Mark NONE = new Mark(State.PLAIN, "", 0, Emphasis.NORMAL);

    public Mark {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("a share lies in 0..1: " + share);
        }
    }

    /// Not possible here, with the reason.
    public static Mark refused(String reason) {
        return new Mark(State.REFUSED, reason, 0, Emphasis.NORMAL);
    }

    /// Goes away as a whole or (share below 1) in part.
    public static Mark removed(double share, String note) {
        return new Mark(State.REMOVED, note, share, Emphasis.NORMAL);
    }

    /// The result of a merge.
    public static Mark merged(String note) {
        return new Mark(State.MERGED, note, 0, Emphasis.NORMAL);
    }

    /// New in this graph.
    public static Mark added(String note) {
        return new Mark(State.ADDED, note, 0, Emphasis.NORMAL);
    }

    /// In another form than in the graph it is held against.
    public static Mark changed(String note) {
        return new Mark(State.CHANGED, note, 0, Emphasis.NORMAL);
    }

    /// The same state lit or dimmed.
    public Mark with(Emphasis other) {
        return new Mark(state, reason, share, other);
    }

    /// The state in words for a screen reader, empty for a plain box.
    public String accessibleText() {
        String coupled = emphasis == Emphasis.COUPLED ? "channels coupled with the selected node's" : "";
        return switch (state) {
            case PLAIN -> coupled;
            case REFUSED -> "refused: " + reason;
            case REMOVED -> share < 1 ? Math.round(share * 100) + " % removed" : "removed";
            case MERGED -> "merged";
            case ADDED -> "new";
            case CHANGED -> reason.isEmpty() ? "changed" : "changed: " + reason;
        };
    }

    /// What happens to the box.
    public enum State {
        PLAIN, REFUSED, REMOVED, MERGED, ADDED, CHANGED
    }

    /// How much the box stands out.
    public enum Emphasis {
        NORMAL,
        /// Part of the coupling group that is shown.
        COUPLED,
        DIMMED
    }
}
