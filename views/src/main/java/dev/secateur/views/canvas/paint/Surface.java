package dev.secateur.views.canvas.paint;

import java.util.List;
import javafx.scene.paint.Color;

import dev.secateur.views.canvas.model.Rect;
import dev.secateur.views.canvas.paint.TextFit.FaceSize;

/// What painters draw on: a canvas or an SVG document. Coordinates are scene units.
interface Surface {
    void fillRect(Rect rect, Color color);

    void fillRound(Rect rect, double radius, Color color);

    void strokeRound(Rect rect, double radius, Pen pen);

    void fillCorners(Rect rect, Corners corners, Color color);

    void strokeCorners(Rect rect, Corners corners, Pen pen);

    void fillDisc(double cx, double cy, double radius, Color color);

    void strokeDisc(double cx, double cy, double radius, Pen pen);

    /// A closed shape through points, x and y in turn.
    void fillPolygon(double[] points, Color color);

    /// An open line through points, x and y in turn.
    void strokeLine(double[] points, Pen pen);

    /// Many separate lines: x and y of the start and x and y of the end in turn.
    void strokeSegments(double[] segments, Pen pen);

    /// Lines through points with rounded corners, drawn as one shape: where they run over each other they do not get darker.
    void strokeRounded(List<double[]> lines, double radius, Pen pen);

    /// One line of text.
    ///
    /// @param middle y of the line's middle
    void text(String text, FaceSize font, double x, double middle, Align align, Color color);

    /// Draws in units `scale` times as large with the origin at (x, y) until [#pop()].
    void push(double x, double y, double scale);

    void pop();

    /// Which point of a text lies at its x.
    enum Align {
        LEFT,
        CENTER,
        RIGHT
    }
}
