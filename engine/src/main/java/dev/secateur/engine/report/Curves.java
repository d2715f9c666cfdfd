package dev.secateur.engine.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Curves over the epochs of a training, found in what a step reports, as SVG.
///
/// @param title what is drawn
/// @param values one an epoch
record Curves(String title, double[] values) {

    private static final int WIDTH = 640;
    private static final int HEIGHT = 200;
    private static final int LEFT = 64;
    private static final int EDGE = 24;
    private static final List<String> KEYS = List.of("loss", "accuracy", "heldOutAccuracy");
    private static final int LEAST = 2;

    /// All curves in a report, however deep they lie.
    static List<Curves> of(Map<String, Object> report) {
        List<Curves> found = new ArrayList<>();
        report.forEach((key, value) -> collect(key, value, found));
        return found;
    }

    private static void collect(String name, Object value, List<Curves> found) {
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, inner) -> collect(name + ", " + key, inner, found));
        } else if (value instanceof List<?> list && isCurve(list)) {
            for (String key : KEYS) {
                double[] values = list.stream().map(e -> ((Map<?, ?>) e).get(key))
                        .mapToDouble(v -> v instanceof Number n ? n.doubleValue() : Double.NaN)
                        .filter(Double::isFinite).toArray();
                if (values.length == list.size()) {
                    found.add(new Curves(key + " over " + name, values));
                }
            }
        }
    }

    /// True for a list of epochs.
    static boolean isCurve(List<?> list) {
        return list.size() >= LEAST && list.stream()
                .allMatch(e -> e instanceof Map<?, ?> map && map.containsKey("epoch") && map.containsKey("loss"));
    }

    String svg() {
        double low = java.util.Arrays.stream(values).min().orElse(0);
        double high = java.util.Arrays.stream(values).max().orElse(1);
        double spread = Math.max(high - low, 1e-9);
        StringBuilder points = new StringBuilder();
        for (int i = 0; i < values.length; i++) {
            double x = LEFT + (double) i / (values.length - 1) * (WIDTH - LEFT - EDGE);
            double y = EDGE + (high - values[i]) / spread * (HEIGHT - 2 * EDGE);
            points.append(i == 0 ? "" : " ").append(number(x)).append(',').append(number(y));
        }
        int bottom = HEIGHT - EDGE;
        return "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 " + WIDTH + " " + HEIGHT + "\" width=\"" + WIDTH
                + "\" height=\"" + HEIGHT + "\" font-family=\"sans-serif\" font-size=\"11\" fill=\"#59636e\">\n"
                + line(LEFT, EDGE, WIDTH - EDGE, EDGE) + line(LEFT, bottom, WIDTH - EDGE, bottom)
                + text(LEFT - 8, EDGE + 4, "end", value(high)) + text(LEFT - 8, bottom + 4, "end", value(low))
                + text(LEFT, HEIGHT - 6, "start", "epoch 1")
                + text(WIDTH - EDGE, HEIGHT - 6, "end", "epoch " + values.length)
                + "<polyline fill=\"none\" stroke=\"#0072b2\" stroke-width=\"2\" points=\"" + points + "\"/>\n</svg>";
    }

    private static String line(int x1, int y1, int x2, int y2) {
        return "<line x1=\"" + x1 + "\" y1=\"" + y1 + "\" x2=\"" + x2 + "\" y2=\"" + y2 + "\" stroke=\"#e6eaee\"/>\n";
    }

    private static String text(int x, int y, String anchor, String text) {
        return "<text x=\"" + x + "\" y=\"" + y + "\" text-anchor=\"" + anchor + "\">" + Html.escape(text)
                + "</text>\n";
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }

    private static String value(double value) {
        return String.format(Locale.ROOT, "%.4f", value);
    }
}
