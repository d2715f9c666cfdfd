package dev.secateur.views.chart;

import javafx.scene.paint.Color;

/// What a chart is drawn with: a canvas or an SVG document. Coordinates are px.
interface Ink {

    /// An open line through points, x and y in turn.
    ///
    /// @param dash length of dashes and gaps, 0 for a solid line
    void line(double[] points, Color color, double width, double dash);

    /// A closed shape through points, x and y in turn.
    void shape(double[] points, Color fill, Color stroke, double width);

    void circle(double cx, double cy, double radius, Color fill, Color stroke, double width);

    /// One line of text.
    ///
    /// @param anchor -1: it begins at x; 0: its middle is there; 1: it ends there
    /// @param turned true to run upwards
    void text(String text, double x, double middle, Lettering lettering, int anchor, boolean turned);

    /// How text looks.
    record Lettering(double size, boolean bold, Color color) {

        /// About how wide a text is: charts must look the same with and without a toolkit that can measure.
        double width(String text) {
            return 0.56 * size * text.length();
        }
    }
}
