package dev.secateur.views.canvas.paint;

import javafx.scene.paint.Color;

/// How a line is drawn, in scene units.
///
/// @param color of the line
/// @param width of the line
/// @param dash  length of dashes, 0 for a solid line
/// @param gap   length of the gaps between dashes
/// @param round whether its ends are round instead of cut
record Pen(Color color, double width, double dash, double gap, boolean round) {
    Pen(Color color, double width) {
        this(color, width, 0, 0, false);
    }

    Pen dashed(double on, double off) {
        return new Pen(color, width, on, off, round);
    }

    Pen rounded() {
        return new Pen(color, width, dash, gap, true);
    }
}
