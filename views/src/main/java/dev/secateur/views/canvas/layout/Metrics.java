package dev.secateur.views.canvas.layout;

import dev.secateur.views.canvas.model.Box;
import dev.secateur.views.canvas.model.BoxKind;
import dev.secateur.views.canvas.model.PlacedBox;

/// Sizes and distances of the drawing, px at 100 %. They depend on texts only roughly, so that no font is needed.
final class Metrics {
    static final double ROW = 20;
    static final double GROUP_WIDTH = 184;
    static final double GUTTER = 72;
    static final double MARGIN = 24;
    /// How far a connector between columns stays off the boxes it goes around.
    static final double CONNECTOR_CLEARANCE = 14;
    /// Room for a line to return to the axis.
    static final double JOG = 20;

    private static final double GROUP_HEADER = 22;
    private static final double GROUP_BODY = 30;
    private static final double PILL_HEIGHT = 24;
    private static final double WIDE = 184;
    private static final double NARROW = 140;
    private static final double CELL = 56;
    private static final double CHARACTER = 7.5;
    private static final double FACT_CHARACTER = 6.4;
    private static final double WIDEST = 300;

    private Metrics() {}

    /// Size of a box that shows no other boxes.
    static Size closed(Box box, boolean insideBlock) {
        return switch (box.kind()) {
            case ENDPOINT -> new Size(Math.clamp(40 + textWidth(box.title()), 96, 232), PILL_HEIGHT);
            case NODE ->
                new Size(Math.max(nodeWidth(box, insideBlock ? NARROW : WIDE), factsWidth(box)),
                        ROW * box.rows().size() + PlacedBox.factsHeight(box));
            case BLOCK, STAGE ->
                new Size(GROUP_WIDTH, GROUP_HEADER + (box.rows().isEmpty() ? 0 : GROUP_BODY));
        };
    }

    /// The frame of an open group around its content.
    static Insets frame(BoxKind kind) {
        return kind == BoxKind.STAGE ? new Insets(28, 12, 16, 12) : new Insets(22, 10, 10, 10);
    }

    /// The distance between boxes one after the other inside a group of this kind.
    static Gaps gaps(BoxKind kind) {
        return kind == BoxKind.STAGE ? new Gaps(32, 8, 0) : new Gaps(20, 16, 8);
    }

    /// The distances on the top level.
    static Gaps topGaps() {
        return new Gaps(28, 0, 0);
    }

    private static double nodeWidth(Box box, double full) {
        if (box.rows().size() > 1) {
            return full;
        }
        double wanted = textWidth(box.rows().getFirst().name()) + 20 + CELL;
        return Math.clamp(2 * Math.ceil(wanted / 2), 96, full);
    }

    private static double factsWidth(Box box) {
        int longest = box.facts().stream().mapToInt(String::length).max().orElse(0);
        return longest == 0 ? 0 : Math.clamp(2 * Math.ceil((18 + longest * FACT_CHARACTER) / 2), NARROW, WIDEST);
    }

    private static double textWidth(String text) {
        return Math.min(text.length(), 64) * CHARACTER;
    }

    record Size(double w, double h) {
        Size transpose() {
            return new Size(h, w);
        }
    }

    /// Room inside a frame: top, right, bottom, left.
    record Insets(double top, double right, double bottom, double left) {
        Insets transpose() {
            return new Insets(left, bottom, right, top);
        }
    }

    /// Distances along the flow.
    ///
    /// @param between between two boxes
    /// @param entry   from the frame to the first box
    /// @param exit    from the last box to the frame
    record Gaps(double between, double entry, double exit) {}
}
