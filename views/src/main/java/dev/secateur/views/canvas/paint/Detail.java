package dev.secateur.views.canvas.paint;

/// How much is drawn at a zoom.
public enum Detail {
    /// Below 10 %: stages as boxes.
    STAGES,
    /// Below 25 %: blocks and nodes as plain boxes.
    PLAIN,
    /// Below 60 %: ids and colour.
    IDS,
    /// Everything.
    FULL,
    /// From 120 % on: shape labels at the edges too.
    LABELS;

    /// The level for a zoom, 1 = 100 %.
    public static Detail at(double zoom) {
        if (zoom < 0.10) {
            return STAGES;
        }
        if (zoom < 0.25) {
            return PLAIN;
        }
        if (zoom < 0.60) {
            return IDS;
        }
        return zoom < 1.20 ? FULL : LABELS;
    }

    boolean hasText() {
        return this == FULL || this == LABELS;
    }
}
