package dev.secateur.app.window;

import java.util.Locale;
import javafx.geometry.VPos;
import javafx.scene.paint.Color;
import javafx.scene.shape.LineTo;
import javafx.scene.shape.MoveTo;
import javafx.scene.shape.PathElement;
import javafx.scene.text.Font;
import javafx.scene.text.Text;

/// A text as SVG, line by line as it is wrapped.
record SvgText(Text text) {

    private static final double NEW_LINE = 2;

    void write(StringBuilder out, String place) {
        String whole = text.getText();
        if (whole.isBlank() || !(text.getFill() instanceof Color color)) {
            return;
        }
        int begin = 0;
        double top = top(0);
        for (int i = 1; i <= whole.length(); i++) {
            double now = i < whole.length() ? top(i) : Double.POSITIVE_INFINITY;
            if (now > top + NEW_LINE) {
                line(out, whole.substring(begin, i).strip(), new double[]{left(begin), top}, color, place);
                begin = i;
                top = now;
            }
        }
    }

    private void line(StringBuilder out, String line, double[] corner, Color color, String place) {
        if (line.isEmpty()) {
            return;
        }
        double first = text.getTextOrigin() == VPos.BASELINE ? top(0) : text.getY();
        double baseline = corner[1] + text.getBaselineOffset()
                + (text.getTextOrigin() == VPos.BASELINE ? 0 : first - top(0));
        out.append(String.format(Locale.ROOT, "<text x=\"%s\" y=\"%s\" xml:space=\"preserve\"",
                SceneSvg.number(corner[0]), SceneSvg.number(baseline))).append(font(text.getFont()))
                .append(SceneSvg.paint("fill", color)).append(place).append('>').append(escaped(line))
                .append("</text>\n");
    }

    private double top(int index) {
        double least = Double.POSITIVE_INFINITY;
        for (PathElement part : text.rangeShape(index, index + 1)) {
            least = Math.min(least, switch (part) {
                case MoveTo to -> to.getY();
                case LineTo to -> to.getY();
                default -> Double.POSITIVE_INFINITY;
            });
        }
        return Double.isFinite(least) ? least : Double.NEGATIVE_INFINITY;
    }

    private double left(int index) {
        for (PathElement part : text.rangeShape(index, index + 1)) {
            if (part instanceof MoveTo to) {
                return to.getX();
            }
        }
        return text.getX();
    }

    private static String font(Font font) {
        String style = font.getStyle().toLowerCase(Locale.ROOT) + font.getName().toLowerCase(Locale.ROOT);
        String weight = style.contains("semi")
                ? "600"
                : style.contains("medium") ? "500" : style.contains("bold") ? "700" : "400";
        String family = font.getFamily().startsWith("JetBrains")
                ? "JetBrains Mono"
                : font.getFamily().startsWith("Inter") ? "Inter" : font.getFamily();
        String general = family.equals("JetBrains Mono") ? "monospace" : "sans-serif";
        return " font-family=\"" + escaped(family) + ", " + general + "\" font-size=\""
                + SceneSvg.number(font.getSize()) + "\" font-weight=\"" + weight + "\"";
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
    }
}
