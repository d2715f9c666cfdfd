package dev.secateur.views.text;

import java.util.Locale;

/// Turns numbers into the text that is shown. The minus sign is U+2212; a percent sign has a space before it.
public final class Figures {

    /// Shown where a number is not known.
    public static final String UNKNOWN = "–";

    private static final String MINUS = "\u2212";
    private static final long THOUSAND = 1_000;
    private static final long TEN_THOUSAND = 10_000;
    private static final long MILLION = 1_000_000;
    private static final long BILLION = 1_000_000_000;

    private Figures() {}

    /// A whole number with thousands commas: `269,722`.
    public static String count(long value) {
        return minus(String.format(Locale.ROOT, "%,d", value));
    }

    /// A number with a fixed number of decimals and thousands commas.
    public static String decimal(double value, int decimals) {
        if (!Double.isFinite(value)) {
            return UNKNOWN;
        }
        String text = String.format(Locale.ROOT, "%,." + decimals + "f", value);
        boolean isZero = text.chars().noneMatch(c -> c >= '1' && c <= '9');
        return isZero && text.startsWith("-") ? text.substring(1) : minus(text);
    }

    /// A large number in short form: `4,672`, `36.99 k`, `40.55 M`, `1.82 G`.
    public static String large(long value) {
        long size = Math.abs(value);
        if (size < TEN_THOUSAND) {
            return count(value);
        }
        if (size < MILLION) {
            return decimal((double) value / THOUSAND, 2) + " k";
        }
        return size < BILLION
                ? decimal((double) value / MILLION, 2) + " M"
                : decimal((double) value / BILLION, 2) + " G";
    }

    /// A number in millions without unit, for a column whose header has it: `2.36`, `0.001`, `0`.
    public static String millions(long value) {
        double millions = (double) value / MILLION;
        return value != 0 && millions < 0.01 ? decimal(millions, 4) : decimal(millions, 2);
    }

    /// A size: `512 B`, `64.0 KB`, `12.4 MB`, `1.2 GB`; a KB is 1,024 B.
    public static String bytes(long value) {
        if (value < 1L << 10) {
            return count(value) + " B";
        }
        if (value < 1L << 20) {
            return decimal(value / (double) (1L << 10), 1) + " KB";
        }
        return value < 1L << 30
                ? decimal(value / (double) (1L << 20), 1) + " MB"
                : decimal(value / (double) (1L << 30), 2) + " GB";
    }

    /// Milliseconds of one layer, three decimals, without unit: `0.061`.
    public static String layerMs(double ms) {
        return decimal(ms, 3);
    }

    /// Milliseconds of a whole model, two decimals, without unit: `2.10`.
    public static String modelMs(double ms) {
        return decimal(ms, 2);
    }

    /// The relative change in percent, always with a sign unless it rounds to nothing: `+38.8 %`, `−6.7 %`, `0.0 %`.
    public static String change(double before, double after) {
        if (before == 0 || !Double.isFinite(before) || !Double.isFinite(after)) {
            return before == after ? "0.0 %" : UNKNOWN;
        }
        String text = decimal(100 * (after - before) / before, 1);
        boolean isUp = !text.startsWith(MINUS) && !text.equals("0.0");
        return (isUp ? "+" : "") + text + " %";
    }

    /// The difference of two counts, always with a sign unless there is none: `−3`, `+2`, `0`.
    public static String difference(long before, long after) {
        return (after > before ? "+" : "") + count(after - before);
    }

    /// A ratio: `1.14×`.
    public static String ratio(double value) {
        return decimal(value, 2) + "×";
    }

    /// A percentage of a part: `5.9 %`.
    public static String percent(double fraction) {
        return decimal(100 * fraction, 1) + " %";
    }

    /// A number of any size in at most four significant digits: `0.0217`, `1.2e−7`, `312.5`.
    public static String significant(double value) {
        double size = Math.abs(value);
        if (value == 0) {
            return "0";
        }
        if (!Double.isFinite(value)) {
            return minus(Double.toString(value));
        }
        if (size < 1e-4 || size >= 1e7) {
            String[] parts = String.format(Locale.ROOT, "%.2e", value).split("e");
            return minus(parts[0]) + "e" + minus(Integer.toString(Integer.parseInt(parts[1])));
        }
        int decimals = Math.clamp(3 - (long) Math.floor(Math.log10(size)), 0, 6);
        return decimal(value, decimals);
    }

    /// `1 block`, `3 blocks`.
    public static String plural(long number, String noun) {
        return count(number) + " " + noun + (number == 1 ? "" : "s");
    }

    private static String minus(String text) {
        return text.startsWith("-") ? MINUS + text.substring(1) : text;
    }
}
