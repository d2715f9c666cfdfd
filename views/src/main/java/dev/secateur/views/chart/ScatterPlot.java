package dev.secateur.views.chart;

import java.util.List;

/// What a scatter chart shows.
///
/// @param horizontal title of the axis with its unit
/// @param vertical likewise
/// @param points in the order in which they are drawn
/// @param front corners of the line around the best points, x and y each; empty for none
/// @param goals lines that the user may drag
public record ScatterPlot(String horizontal, String vertical, List<Point> points, List<double[]> front,
        List<Goal> goals) {

    /// Nothing to show.
    public static final ScatterPlot EMPTY = new ScatterPlot("", "", List.of(), List.of());

    public ScatterPlot {
        points = List.copyOf(points);
        front = List.copyOf(front);
        goals = List.copyOf(goals);
    }

    /// Without goals.
    public ScatterPlot(String horizontal, String vertical, List<Point> points, List<double[]> front) {
        this(horizontal, vertical, points, front, List.of());
    }

    /// What is wanted of one of the two quantities.
    ///
    /// @param across true for the horizontal axis, whose line stands upright
    /// @param value in the unit of the axis
    /// @param label beside the line
    public record Goal(boolean across, double value, String label) {}

    /// One point.
    ///
    /// @param id by which it is found again; points of one id are the same thing
    /// @param name in bold before the label
    /// @param x finite
    /// @param y finite
    /// @param series index of its colour; negative for the colour of text
    /// @param filled whether it is on the front
    /// @param state how it stands out
    /// @param low lower end of where y may lie; NaN for no bar
    /// @param high upper end
    public record Point(int id, String name, String label, double x, double y, Shape shape, int series, boolean filled,
            State state, double low, double high) {

        /// Without a bar.
        public Point(int id, String name, String label, double x, double y, Shape shape, int series, boolean filled,
                State state) {
            this(id, name, label, x, y, shape, series, filled, state, Double.NaN, Double.NaN);
        }

        /// True if a bar tells how sure y is.
        public boolean hasBar() {
            return low <= high;
        }
    }

    /// Marks that are told apart without colour.
    public enum Shape {
        DIAMOND, CIRCLE, HEXAGON, TRIANGLE, SQUARE, CROSS
    }

    /// How a point stands out.
    public enum State {
        PLAIN,
        /// Shown in other views too: a ring.
        PRESENT,
        /// Chosen to be compared: a dashed ring.
        CHOSEN
    }
}
