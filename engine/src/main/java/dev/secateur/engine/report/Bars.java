package dev.secateur.engine.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// What a model costs as shares of what the other one costs, as SVG: one bar a quantity, with a line at 100 %.
final class Bars {

    private static final int WIDTH = 640;
    private static final int LEFT = 120;
    private static final int RIGHT = 130;
    private static final int ROW = 26;
    private static final double MOST = 2;

    private final List<String> rows = new ArrayList<>();

    /// Adds a quantity that is known of both.
    ///
    /// @param text the values, for people
    void add(String name, double before, double after, String text) {
        if (!(before > 0) || Double.isNaN(after)) {
            return;
        }
        double share = after / before;
        int y = rows.size() * ROW + 8;
        double full = (WIDTH - LEFT - RIGHT) / MOST;
        rows.add(text(LEFT - 8, y + 13, "end", name)
                + String.format(Locale.ROOT,
                        "<rect x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"16\" rx=\"2\" fill=\"%s\"/>\n", LEFT,
                        y, Math.min(MOST, share) * full, share <= 1 ? "#0072b2" : "#d98200")
                + text(WIDTH - RIGHT + 8, y + 13, "start",
                        String.format(Locale.ROOT, "%.1f %%", 100 * share) + (share > MOST ? ", beyond the axis" : ""))
                + "<title>" + Html.escape(name + ": " + text) + "</title>\n");
    }

    boolean isEmpty() {
        return rows.isEmpty();
    }

    String svg() {
        int height = rows.size() * ROW + 28;
        double line = LEFT + (WIDTH - LEFT - RIGHT) / MOST;
        StringBuilder out = new StringBuilder(String.format(Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\" font-family=\"sans-serif\" font-size=\"12\" fill=\"#1f2328\">\n",
                WIDTH, height, WIDTH, height));
        rows.forEach(row -> out.append("<g>").append(row).append("</g>\n"));
        return out.append(String.format(Locale.ROOT,
                "<line x1=\"%.1f\" y1=\"2\" x2=\"%.1f\" y2=\"%d\" stroke=\"#59636e\" stroke-dasharray=\"4 3\"/>\n",
                line, line,
                height - 20)).append(text((int) line, height - 6, "middle", "100 %")).append("</svg>").toString();
    }

    private static String text(int x, int y, String anchor, String text) {
        return "<text x=\"" + x + "\" y=\"" + y + "\" text-anchor=\"" + anchor + "\">" + Html.escape(text)
                + "</text>\n";
    }
}
