package dev.secateur.views.canvas.paint;

import java.util.List;
import java.util.Locale;
import javafx.scene.paint.Color;

import dev.secateur.views.canvas.model.Rect;
import dev.secateur.views.canvas.paint.TextFit.FaceSize;
import dev.secateur.views.theme.Theme;

/// Writes what is drawn as SVG elements. Text stays text.
final class SvgSurface implements Surface {
    /// From a line's middle down to its baseline, in parts of the size; both bundled fonts agree.
    private static final double BASELINE = 0.36;

    private final StringBuilder out;

    SvgSurface(StringBuilder out) {
        this.out = out;
    }

    @Override
    public void fillRect(Rect rect, Color color) {
        rect(rect, 0).append(fill(color)).append("/>\n");
    }

    @Override
    public void fillRound(Rect rect, double radius, Color color) {
        rect(rect, radius).append(fill(color)).append("/>\n");
    }

    @Override
    public void strokeRound(Rect rect, double radius, Pen pen) {
        rect(rect, radius).append(stroke(pen)).append("/>\n");
    }

    @Override
    public void fillCorners(Rect rect, Corners corners, Color color) {
        path(outline(rect, corners)).append(fill(color)).append("/>\n");
    }

    @Override
    public void strokeCorners(Rect rect, Corners corners, Pen pen) {
        path(outline(rect, corners)).append(stroke(pen)).append("/>\n");
    }

    @Override
    public void fillDisc(double cx, double cy, double radius, Color color) {
        disc(cx, cy, radius).append(fill(color)).append("/>\n");
    }

    @Override
    public void strokeDisc(double cx, double cy, double radius, Pen pen) {
        disc(cx, cy, radius).append(stroke(pen)).append("/>\n");
    }

    @Override
    public void fillPolygon(double[] points, Color color) {
        path(trace(points) + "Z").append(fill(color)).append("/>\n");
    }

    @Override
    public void strokeLine(double[] points, Pen pen) {
        path(trace(points)).append(stroke(pen)).append("/>\n");
    }

    @Override
    public void strokeSegments(double[] segments, Pen pen) {
        StringBuilder data = new StringBuilder();
        for (int i = 0; i + 3 < segments.length; i += 4) {
            data.append('M').append(point(segments[i], segments[i + 1]));
            data.append('L').append(point(segments[i + 2], segments[i + 3]));
        }
        path(data.toString()).append(stroke(pen)).append("/>\n");
    }

    @Override
    public void strokeRounded(List<double[]> lines, double radius, Pen pen) {
        StringBuilder data = new StringBuilder();
        for (double[] points : lines) {
            rounded(points, radius, data);
        }
        path(data.toString()).append(stroke(pen)).append("/>\n");
    }

    private static void rounded(double[] points, double radius, StringBuilder data) {
        int last = points.length / 2 - 1;
        data.append('M').append(point(points[0], points[1]));
        for (int i = 1; i < last; i++) {
            double r = Rounding.radius(points, i, radius);
            double x = points[2 * i];
            double y = points[2 * i + 1];
            double inX = Math.signum(x - points[2 * i - 2]) * r;
            double inY = Math.signum(y - points[2 * i - 1]) * r;
            double outX = Math.signum(points[2 * i + 2] - x) * r;
            double outY = Math.signum(points[2 * i + 3] - y) * r;
            data.append('L').append(point(x - inX, y - inY));
            data.append('Q').append(point(x, y)).append(' ').append(point(x + outX, y + outY));
        }
        data.append('L').append(point(points[2 * last], points[2 * last + 1]));
    }

    @Override
    public void text(String text, FaceSize font, double x, double middle, Align align, Color color) {
        String family = font.face().isMono() ? "JetBrains Mono, monospace" : "Inter, sans-serif";
        String anchor = switch (align) {
            case LEFT -> "start";
            case CENTER -> "middle";
            case RIGHT -> "end";
        };
        out.append("<text x=\"").append(number(x)).append("\" y=\"").append(number(middle + font.size() * BASELINE));
        out.append("\" font-family=\"").append(family).append("\" font-size=\"").append(number(font.size()));
        out.append("\" font-weight=\"").append(font.face().weight()).append("\" text-anchor=\"").append(anchor);
        out.append('"').append(fill(color)).append('>').append(escape(text)).append("</text>\n");
    }

    @Override
    public void push(double x, double y, double scale) {
        out.append("<g transform=\"translate(").append(point(x, y)).append(") scale(");
        out.append(String.format(Locale.ROOT, "%.6f", scale)).append(")\">\n");
    }

    @Override
    public void pop() {
        out.append("</g>\n");
    }

    /// Text for an XML document: markup escaped, characters that XML 1.0 forbids replaced.
    static String escape(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                default -> escaped.appendCodePoint(isAllowed(c) ? c : 0xFFFD);
            }
        });
        return escaped.toString();
    }

    private static boolean isAllowed(int c) {
        return c == '\t' || c == '\n' || c == '\r' || c >= 0x20 && c < 0xD800 || c > 0xDFFF && c < 0xFFFE || c > 0xFFFF;
    }

    private StringBuilder rect(Rect rect, double radius) {
        out.append("<rect x=\"").append(number(rect.x())).append("\" y=\"").append(number(rect.y()));
        out.append("\" width=\"").append(number(rect.w())).append("\" height=\"").append(number(rect.h()));
        if (radius > 0) {
            out.append("\" rx=\"").append(number(radius));
        }
        return out.append('"');
    }

    private StringBuilder disc(double cx, double cy, double radius) {
        out.append("<circle cx=\"").append(number(cx)).append("\" cy=\"").append(number(cy));
        return out.append("\" r=\"").append(number(radius)).append('"');
    }

    private StringBuilder path(String data) {
        return out.append("<path d=\"").append(data).append('"');
    }

    private static String outline(Rect r, Corners c) {
        return "M" + point(r.x() + c.topLeft(), r.y())
                + "L" + point(r.right() - c.topRight(), r.y())
                + "Q" + point(r.right(), r.y()) + " " + point(r.right(), r.y() + c.topRight())
                + "L" + point(r.right(), r.bottom() - c.bottomRight())
                + "Q" + point(r.right(), r.bottom()) + " " + point(r.right() - c.bottomRight(), r.bottom())
                + "L" + point(r.x() + c.bottomLeft(), r.bottom())
                + "Q" + point(r.x(), r.bottom()) + " " + point(r.x(), r.bottom() - c.bottomLeft())
                + "L" + point(r.x(), r.y() + c.topLeft())
                + "Q" + point(r.x(), r.y()) + " " + point(r.x() + c.topLeft(), r.y())
                + "Z";
    }

    private static String trace(double[] points) {
        StringBuilder data = new StringBuilder("M").append(point(points[0], points[1]));
        for (int i = 2; i < points.length; i += 2) {
            data.append('L').append(point(points[i], points[i + 1]));
        }
        return data.toString();
    }

    private static String fill(Color color) {
        return " stroke=\"none\" fill=\"" + opaque(color) + '"'
                + (color.isOpaque() ? "" : " fill-opacity=\"" + number(color.getOpacity()) + '"');
    }

    private static String stroke(Pen pen) {
        return " fill=\"none\" stroke=\"" + opaque(pen.color())
                + "\" stroke-width=\"" + number(pen.width()) + '"'
                + (pen.color().isOpaque() ? "" : " stroke-opacity=\"" + number(pen.color().getOpacity()) + '"')
                + (pen.dash() > 0 ? " stroke-dasharray=\"" + number(pen.dash()) + ' ' + number(pen.gap()) + '"' : "")
                + (pen.round() ? " stroke-linecap=\"round\"" : "");
    }

    private static String opaque(Color color) {
        return Theme.css(Color.color(color.getRed(), color.getGreen(), color.getBlue()));
    }

    private static String point(double x, double y) {
        return number(x) + ' ' + number(y);
    }

    private static String number(double value) {
        String text = String.format(Locale.ROOT, "%.2f", value);
        return text.endsWith(".00") ? text.substring(0, text.length() - 3) : text;
    }
}
