package dev.secateur.views.outline;

import dev.secateur.views.text.Figures;

/// What graph, tree and table can show of each part as a number.
public enum Quantity {
    PARAMETERS("Parameters", ""), MACS("MACs", "M"), ACTIVATION("Activation memory", "KB"), TIME("Measured time", "ms");

    private static final double MILLION = 1e6;
    private static final double KILOBYTE = 1024;

    private final String title;
    private final String unit;

    Quantity(String title, String unit) {
        this.title = title;
        this.unit = unit;
    }

    /// The name in menus and legends.
    public String title() {
        return title;
    }

    /// The unit of {@link #cell}, empty for a count.
    public String unit() {
        return unit;
    }

    /// An amount without its unit, short enough for a cell of the graph; {@link Figures#UNKNOWN} for NaN.
    public String cell(double amount) {
        if (Double.isNaN(amount)) {
            return Figures.UNKNOWN;
        }
        return switch (this) {
            case PARAMETERS -> Figures.large(Math.round(amount));
            case MACS, ACTIVATION -> short3(amount / divisor());
            case TIME -> Figures.layerMs(amount);
        };
    }

    /// An amount with its unit.
    public String text(double amount) {
        return Double.isNaN(amount) || unit.isEmpty() ? cell(amount) : cell(amount) + " " + unit;
    }

    /// An amount without its unit in at most three digits, where there is very little room; an exact count up to 9,999.
    public String brief(double amount) {
        if (this == TIME && amount >= 100) {
            return Figures.decimal(amount, 1);
        }
        if (this != PARAMETERS || Double.isNaN(amount)) {
            return cell(amount);
        }
        long count = Math.round(amount);
        double scaled = count < 1_000_000 ? count / 1e3 : count < 1_000_000_000 ? count / 1e6 : count / 1e9;
        String unit = count < 1_000_000 ? " k" : count < 1_000_000_000 ? " M" : " G";
        return count < 10_000 ? cell(amount) : Figures.decimal(scaled, scaled < 10 ? 2 : scaled < 100 ? 1 : 0) + unit;
    }

    /// A number along an axis that ends at `most`, without unit, as short as it can be.
    public String tick(double amount, double most) {
        if (this == PARAMETERS) {
            return amount == 0 ? "0" : Figures.large(Math.round(amount)).replaceAll("\\.?0+(?= )", "");
        }
        double divisor = divisor();
        double end = most / divisor;
        return Figures.decimal(amount / divisor, end >= 30 ? 0 : end >= 3 ? 1 : end >= 0.3 ? 2 : 3);
    }

    private double divisor() {
        return switch (this) {
            case MACS -> MILLION;
            case ACTIVATION -> KILOBYTE;
            case PARAMETERS, TIME -> 1;
        };
    }

    /// True for an amount that was counted or measured.
    public static boolean isKnown(double amount) {
        return !Double.isNaN(amount);
    }

    private static String short3(double value) {
        if (value == 0) {
            return "0";
        }
        return Figures.decimal(value, value < 0.01 ? 4 : value < 100 ? 2 : value < 1000 ? 1 : 0);
    }
}
