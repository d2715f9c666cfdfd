package dev.secateur.views.chart;

import java.util.Locale;
import javafx.scene.paint.Color;

/// Writes SVG elements. Text stays text.
final class SvgInk implements Ink {

    private static final double BASELINE = 0.36;
    private static final String FONT = "Inter, Helvetica, Arial, sans-serif";

    private final StringBuilder out = new StringBuilder();

    /// The whole document.
    String document(double width, double height, Color ground) {
        return String.format(Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%1$.0f\" height=\"%2$.0f\" "
                        + "viewBox=\"0 0 %1$.0f %2$.0f\">\n<rect width=\"%1$.0f\" height=\"%2$.0f\" fill=\"%3$s\"/>\n%4$s</svg>\n",
                width, height, web(ground), out);
    }

    @Override
    public void line(double[] points, Color color, double width, double dash) {
        out.append("<polyline fill=\"none\" points=\"").append(points(points)).append('"').append(stroke(color, width));
        if (dash > 0) {
            out.append(" stroke-dasharray=\"").append(number(dash)).append('"');
        }
        out.append("/>\n");
    }

    @Override
    public void shape(double[] points, Color fill, Color stroke, double width) {
        out.append("<polygon points=\"").append(points(points)).append('"').append(fill(fill))
                .append(width > 0 ? stroke(stroke, width) : "").append("/>\n");
    }

    @Override
    public void circle(double cx, double cy, double radius, Color fill, Color stroke, double width) {
        out.append("<circle cx=\"").append(number(cx)).append("\" cy=\"").append(number(cy)).append("\" r=\"")
                .append(number(radius)).append('"').append(fill(fill)).append(width > 0 ? stroke(stroke, width) : "")
                .append("/>\n");
    }

    @Override
    public void text(String text, double x, double middle, Lettering lettering, int anchor, boolean turned) {
        out.append("<text font-family=\"").append(FONT).append("\" font-size=\"").append(number(lettering.size()))
                .append(lettering.bold() ? "\" font-weight=\"600" : "").append("\" text-anchor=\"")
                .append(anchor < 0 ? "start" : anchor > 0 ? "end" : "middle").append('"')
                .append(fill(lettering.color()))
                .append(" transform=\"translate(").append(number(x)).append(' ').append(number(middle)).append(')')
                .append(turned ? " rotate(-90)" : "").append("\" y=\"").append(number(BASELINE * lettering.size()))
                .append("\">").append(escape(text)).append("</text>\n");
    }

    private static String points(double[] points) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i + 1 < points.length; i += 2) {
            text.append(i == 0 ? "" : " ").append(number(points[i])).append(',').append(number(points[i + 1]));
        }
        return text.toString();
    }

    private static String fill(Color color) {
        return " fill=\"" + web(color) + "\"" + opacity("fill", color);
    }

    private static String stroke(Color color, double width) {
        return " stroke=\"" + web(color) + "\" stroke-width=\"" + number(width) + "\"" + opacity("stroke", color);
    }

    private static String opacity(String of, Color color) {
        return color.getOpacity() < 1 ? " " + of + "-opacity=\"" + number(color.getOpacity()) + "\"" : "";
    }

    private static String web(Color color) {
        return String.format(Locale.ROOT, "#%02x%02x%02x", Math.round(255 * color.getRed()),
                Math.round(255 * color.getGreen()), Math.round(255 * color.getBlue()));
    }

    private static String number(double value) {
        String text = String.format(Locale.ROOT, "%.2f", value);
        return text.replaceAll("\\.?0+$", "");
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
