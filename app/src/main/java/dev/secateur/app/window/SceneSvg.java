package dev.secateur.app.window;

import java.util.Base64;
import java.util.Locale;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.SnapshotParameters;
import javafx.scene.canvas.Canvas;
import javafx.scene.image.ImageView;
import javafx.scene.layout.BackgroundFill;
import javafx.scene.layout.BorderStroke;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.scene.paint.Paint;
import javafx.scene.shape.SVGPath;
import javafx.scene.shape.Shape;
import javafx.scene.text.Text;
import javafx.scene.transform.Transform;

import dev.secateur.views.canvas.picture.PngEncoder;

/// Writes what is seen of a node and all within it as SVG: texts, grounds, borders and shapes as such, what is painted on a canvas as
/// a picture of twice its size.
final class SceneSvg {

    private static final double SHARP = 2;

    private final StringBuilder out = new StringBuilder();
    private int clips;

    private SceneSvg() {}

    /// The document. Called on the window's thread.
    static String of(Node root) {
        SceneSvg svg = new SceneSvg();
        Bounds bounds = root.localToScene(root.getLayoutBounds());
        svg.out.append(String.format(Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%s\" height=\"%s\" viewBox=\"%s %s %s %s\">\n",
                number(bounds.getWidth()), number(bounds.getHeight()), number(bounds.getMinX()),
                number(bounds.getMinY()), number(bounds.getWidth()), number(bounds.getHeight())));
        svg.node(root);
        return svg.out.append("</svg>\n").toString();
    }

    private void node(Node node) {
        if (!node.isVisible() || node.getOpacity() <= 0) {
            return;
        }
        boolean grouped = node.getOpacity() < 1 || node.getClip() != null;
        if (grouped) {
            String clipped = "";
            if (node.getClip() != null) {
                clipped = " clip-path=\"url(#clip" + clips + ")\"";
                out.append("<clipPath id=\"clip").append(clips++).append("\"><rect")
                        .append(box(node.localToScene(node.getClip().getBoundsInParent()))).append("/></clipPath>\n");
            }
            out.append("<g").append(clipped)
                    .append(node.getOpacity() < 1 ? " opacity=\"" + number(node.getOpacity()) + "\"" : "")
                    .append(">\n");
        }
        switch (node) {
            case Text text -> new SvgText(text).write(out, matrix(text));
            case Shape shape -> shape(shape);
            case Canvas canvas -> image(canvas);
            case ImageView image -> image(image);
            case Region region -> region(region);
            default -> {
            }
        }
        if (node instanceof Parent parent) {
            parent.getChildrenUnmodifiable().forEach(this::node);
        }
        if (grouped) {
            out.append("</g>\n");
        }
    }

    private void region(Region region) {
        if (region.getShape() instanceof SVGPath shape && region.getBackground() != null) {
            shaped(region, shape);
            return;
        }
        Transform place = region.getLocalToSceneTransform();
        if (region.getBackground() != null) {
            for (BackgroundFill fill : region.getBackground().getFills()) {
                if (fill.getFill() instanceof Color color && color.getOpacity() > 0) {
                    var in = fill.getInsets();
                    out.append("<rect").append(rounded(in.getLeft(), in.getTop(),
                            region.getWidth() - in.getLeft() - in.getRight(),
                            region.getHeight() - in.getTop() - in.getBottom(),
                            fill.getRadii().getTopLeftHorizontalRadius())).append(paint("fill", color))
                            .append(matrix(place)).append("/>\n");
                }
            }
        }
        if (region.getBorder() != null) {
            region.getBorder().getStrokes().forEach(s -> border(region, s, place));
        }
    }

    private void shaped(Region region, SVGPath shape) {
        Bounds own = shape.getLayoutBounds();
        boolean scaled = region.isScaleShape() && own.getWidth() > 0 && own.getHeight() > 0;
        double sx = scaled ? region.getWidth() / own.getWidth() : 1;
        double sy = scaled ? region.getHeight() / own.getHeight() : 1;
        Transform place = region.getLocalToSceneTransform()
                .createConcatenation(Transform.affine(sx, 0, 0, sy, -own.getMinX() * sx, -own.getMinY() * sy));
        for (BackgroundFill fill : region.getBackground().getFills()) {
            if (fill.getFill() instanceof Color color) {
                out.append("<path d=\"").append(shape.getContent()).append('"').append(paint("fill", color))
                        .append(matrix(place)).append("/>\n");
            }
        }
    }

    private void border(Region region, BorderStroke stroke, Transform place) {
        double w = region.getWidth();
        double h = region.getHeight();
        double half = stroke.getWidths().getTop() / 2;
        boolean even = stroke.getWidths().getTop() > 0 && stroke.getTopStroke().equals(stroke.getBottomStroke())
                && stroke.getTopStroke().equals(stroke.getLeftStroke())
                && stroke.getTopStroke().equals(stroke.getRightStroke());
        if (even) {
            if (stroke.getTopStroke() instanceof Color color && color.getOpacity() > 0) {
                out.append("<rect").append(rounded(half, half, w - 2 * half, h - 2 * half,
                        stroke.getRadii().getTopLeftHorizontalRadius())).append(" fill=\"none\"")
                        .append(paint("stroke", color)).append(" stroke-width=\"").append(number(2 * half)).append('"')
                        .append(stroke.getTopStyle().getDashArray().isEmpty() ? "" : " stroke-dasharray=\"4 3\"")
                        .append(matrix(place)).append("/>\n");
            }
            return;
        }
        side(place, stroke.getTopStroke(), stroke.getWidths().getTop(), new double[]{0, 0, w, 0});
        side(place, stroke.getBottomStroke(), stroke.getWidths().getBottom(), new double[]{0, h, w, h});
        side(place, stroke.getLeftStroke(), stroke.getWidths().getLeft(), new double[]{0, 0, 0, h});
        side(place, stroke.getRightStroke(), stroke.getWidths().getRight(), new double[]{w, 0, w, h});
    }

    private void side(Transform place, Paint paint, double width, double[] ends) {
        if (width > 0 && paint instanceof Color color && color.getOpacity() > 0) {
            out.append(String.format(Locale.ROOT, "<path d=\"M%s %sL%s %s\"", number(ends[0]), number(ends[1]),
                    number(ends[2]), number(ends[3]))).append(paint("stroke", color)).append(" stroke-width=\"")
                    .append(number(width)).append('"').append(matrix(place)).append("/>\n");
        }
    }

    private void shape(Shape shape) {
        String path = SvgShapes.path(shape);
        if (path.isEmpty() || shape.getFill() == null && shape.getStroke() == null) {
            return;
        }
        out.append("<path d=\"").append(path).append('"')
                .append(shape.getFill() instanceof Color fill ? paint("fill", fill) : " fill=\"none\"");
        if (shape.getStroke() instanceof Color stroke && shape.getStrokeWidth() > 0) {
            out.append(paint("stroke", stroke)).append(" stroke-width=\"").append(number(shape.getStrokeWidth()))
                    .append('"');
            if (!shape.getStrokeDashArray().isEmpty()) {
                out.append(" stroke-dasharray=\"4 3\"");
            }
        }
        out.append(matrix(shape)).append("/>\n");
    }

    private void image(Node node) {
        Bounds bounds = node.getLayoutBounds();
        if (bounds.getWidth() < 1 || bounds.getHeight() < 1) {
            return;
        }
        SnapshotParameters sharp = new SnapshotParameters();
        sharp.setFill(Color.TRANSPARENT);
        sharp.setTransform(Transform.scale(SHARP, SHARP));
        byte[] png = PngEncoder.encode(node.snapshot(sharp, null));
        out.append("<image").append(box(node.localToScene(bounds))).append(" href=\"data:image/png;base64,")
                .append(Base64.getEncoder().encodeToString(png)).append("\"/>\n");
    }

    private static String box(Bounds bounds) {
        return String.format(Locale.ROOT, " x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\"",
                number(bounds.getMinX()), number(bounds.getMinY()), number(bounds.getWidth()),
                number(bounds.getHeight()));
    }

    private static String rounded(double x, double y, double width, double height, double radius) {
        return String.format(Locale.ROOT, " x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\" rx=\"%s\"", number(x),
                number(y), number(Math.max(0, width)), number(Math.max(0, height)),
                number(Math.min(radius, Math.min(width, height) / 2)));
    }

    static String paint(String what, Color color) {
        String text = String.format(Locale.ROOT, " %s=\"#%02x%02x%02x\"", what, Math.round(255 * color.getRed()),
                Math.round(255 * color.getGreen()), Math.round(255 * color.getBlue()));
        return color.getOpacity() < 1 ? text + " " + what + "-opacity=\"" + number(color.getOpacity()) + "\"" : text;
    }

    private static String matrix(Node node) {
        return matrix(node.getLocalToSceneTransform());
    }

    private static String matrix(Transform t) {
        return String.format(Locale.ROOT, " transform=\"matrix(%s %s %s %s %s %s)\"", number(t.getMxx()),
                number(t.getMyx()), number(t.getMxy()), number(t.getMyy()), number(t.getTx()), number(t.getTy()));
    }

    static String number(double value) {
        return Math.rint(value) == value
                ? Long.toString((long) value)
                : String.format(Locale.ROOT, "%.3f", value);
    }
}
