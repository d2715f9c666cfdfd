package dev.secateur.views.layers;

import java.util.Comparator;

import dev.secateur.views.outline.Quantity;
import dev.secateur.views.session.DepthPlan;
import dev.secateur.views.text.Figures;
import dev.secateur.views.text.NaturalOrder;

/// The columns of the table: title, text as shown and copied, order, width.
public enum LayerColumn {
    NUMBER, LAYER, OPERATOR, KERNEL, CHANNELS, OUTPUT, PARAMETERS, MACS, ACTIVATION, TIME, SHARE, DEPTH;

    private static final double MILLION = 1e6;
    private static final double KILOBYTE = 1024;

    /// The header, with the unit of the cells.
    ///
    /// @param timed true if times were measured, so that the share is one of time
    public String title(boolean timed) {
        return switch (this) {
            case NUMBER -> "#";
            case LAYER -> "Layer";
            case OPERATOR -> "Operator";
            case KERNEL -> "Kernel";
            case CHANNELS -> "Channels";
            case OUTPUT -> "Output";
            case PARAMETERS -> "Parameters";
            case MACS -> "MACs, M";
            case ACTIVATION -> "Activation, KB";
            case TIME -> "Time, ms";
            case SHARE -> timed ? "Share of time" : "Share of MACs";
            case DEPTH -> "Depth";
        };
    }

    /// The text of a cell.
    public String text(LayerRow row) {
        LayerRow.Costs costs = row.costs();
        return switch (this) {
            case NUMBER -> Figures.count(row.number());
            case LAYER -> row.name();
            case OPERATOR -> row.operator().name();
            case KERNEL -> row.operator().kernel();
            case CHANNELS -> row.operator().channels();
            case OUTPUT -> row.operator().output();
            case PARAMETERS -> Quantity.isKnown(costs.parameters())
                    ? Figures.count(Math.round(costs.parameters()))
                    : Figures.UNKNOWN;
            case MACS -> scaled(costs.macs(), MILLION);
            case ACTIVATION -> scaled(costs.activationBytes(), KILOBYTE);
            case TIME -> Quantity.isKnown(costs.ms())
                    ? Figures.layerMs(costs.ms())
                    : costs.fused() ? "fused" : Figures.UNKNOWN;
            case SHARE -> Quantity.isKnown(costs.share()) ? Figures.percent(costs.share()) : Figures.UNKNOWN;
            case DEPTH -> row.depth().text();
        };
    }

    /// The text of a cell for other programs: plain minus sign and digits without commas, empty where nothing is known.
    String plainText(LayerRow row) {
        String text = text(row);
        if (text.equals(Figures.UNKNOWN)) {
            return "";
        }
        return isNumeric() && this != CHANNELS && this != OUTPUT ? text.replace(",", "") : text;
    }

    private static String scaled(double value, double unit) {
        if (!Quantity.isKnown(value)) {
            return Figures.UNKNOWN;
        }
        double scaled = value / unit;
        return scaled == 0 ? "0" : Figures.decimal(scaled, scaled < 0.01 ? 4 : 2);
    }

    /// The order in which the column is sorted; what is not known stands before all numbers.
    public Comparator<LayerRow> order() {
        return switch (this) {
            case NUMBER -> Comparator.comparingInt(LayerRow::number);
            case LAYER -> Comparator.comparing(LayerRow::name, NaturalOrder.INSTANCE);
            case OPERATOR -> Comparator.comparing(r -> r.operator().name());
            case KERNEL -> Comparator.comparing(r -> r.operator().kernel(), NaturalOrder.INSTANCE);
            case CHANNELS -> Comparator.<LayerRow>comparingLong(r -> r.operator().channelsOut())
                    .thenComparingLong(r -> r.operator().channelsIn());
            case OUTPUT -> Comparator.comparing(r -> r.operator().output(), NaturalOrder.INSTANCE);
            case PARAMETERS -> Comparator.comparingDouble(r -> orLeast(r.costs().parameters()));
            case MACS -> Comparator.comparingDouble(r -> orLeast(r.costs().macs()));
            case ACTIVATION -> Comparator.comparingDouble(r -> orLeast(r.costs().activationBytes()));
            case TIME -> Comparator.comparingDouble(r -> orLeast(r.costs().ms()));
            case SHARE -> Comparator.comparingDouble(r -> orLeast(r.costs().share()));
            case DEPTH -> Comparator.<LayerRow, DepthPlan.Fate.State>comparing(r -> r.depth().state())
                    .thenComparing(r -> r.depth().text());
        };
    }

    private static double orLeast(double value) {
        return Double.isNaN(value) ? -1 : value;
    }

    /// True for columns of numbers, which stand right.
    public boolean isNumeric() {
        return switch (this) {
            case NUMBER, CHANNELS, OUTPUT, PARAMETERS, MACS, ACTIVATION, TIME -> true;
            default -> false;
        };
    }

    /// The width at the start, px.
    public double width() {
        return switch (this) {
            case NUMBER -> 40;
            case LAYER -> 152;
            case OPERATOR -> 82;
            case KERNEL -> 60;
            case CHANNELS -> 92;
            case OUTPUT -> 70;
            case PARAMETERS -> 88;
            case MACS -> 72;
            case ACTIVATION -> 100;
            case TIME -> 72;
            case SHARE -> 116;
            case DEPTH -> 128;
        };
    }

    /// True if the column is there until the user says otherwise.
    public boolean isShownAtFirst() {
        return this != ACTIVATION;
    }
}
