package dev.secateur.app.window;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import javafx.scene.shape.Circle;
import javafx.scene.shape.ClosePath;
import javafx.scene.shape.CubicCurveTo;
import javafx.scene.shape.Line;
import javafx.scene.shape.LineTo;
import javafx.scene.shape.MoveTo;
import javafx.scene.shape.Path;
import javafx.scene.shape.PathElement;
import javafx.scene.shape.Polygon;
import javafx.scene.shape.Polyline;
import javafx.scene.shape.QuadCurveTo;
import javafx.scene.shape.Rectangle;
import javafx.scene.shape.SVGPath;
import javafx.scene.shape.Shape;

/// Outlines of JavaFX's shapes as SVG's path data.
final class SvgShapes {

    private SvgShapes() {}

    /// Path data in the shape's own coordinates; empty for kinds that the window does not use.
    static String path(Shape shape) {
        return switch (shape) {
            case SVGPath path -> path.getContent();
            case Rectangle r -> rectangle(r);
            case Circle c -> circle(c);
            case Line l -> text("M%s %sL%s %s", l.getStartX(), l.getStartY(), l.getEndX(), l.getEndY());
            case Polygon p -> points(p.getPoints()) + (p.getPoints().isEmpty() ? "" : "Z");
            case Polyline p -> points(p.getPoints());
            case Path p -> p.getElements().stream().map(SvgShapes::part).collect(Collectors.joining());
            default -> "";
        };
    }

    private static String part(PathElement part) {
        return switch (part) {
            case MoveTo to -> text("M%s %s", to.getX(), to.getY());
            case LineTo to -> text("L%s %s", to.getX(), to.getY());
            case CubicCurveTo to -> text("C%s %s %s %s %s %s", to.getControlX1(), to.getControlY1(),
                    to.getControlX2(), to.getControlY2(), to.getX(), to.getY());
            case QuadCurveTo to -> text("Q%s %s %s %s", to.getControlX(), to.getControlY(), to.getX(), to.getY());
            case ClosePath close -> "Z";
            default -> "";
        };
    }

    private static String rectangle(Rectangle r) {
        return text("M%s %sh%sv%sh%sZ", r.getX(), r.getY(), r.getWidth(), r.getHeight(), -r.getWidth());
    }

    private static String circle(Circle c) {
        double r = c.getRadius();
        return text("M%s %sa%s %s 0 1 0 %s 0a%s %s 0 1 0 %s 0Z", c.getCenterX() - r, c.getCenterY(), r, r, 2 * r, r, r,
                -2 * r);
    }

    private static String points(List<Double> points) {
        StringBuilder path = new StringBuilder();
        for (int i = 0; i + 1 < points.size(); i += 2) {
            path.append(text(i == 0 ? "M%s %s" : "L%s %s", points.get(i), points.get(i + 1)));
        }
        return path.toString();
    }

    private static String text(String form, double... values) {
        Object[] numbers = new Object[values.length];
        for (int i = 0; i < values.length; i++) {
            numbers[i] = SceneSvg.number(values[i]);
        }
        return String.format(Locale.ROOT, form, numbers);
    }
}
