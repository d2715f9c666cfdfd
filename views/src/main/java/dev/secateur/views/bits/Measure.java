package dev.secateur.views.bits;

import java.util.OptionalDouble;

import dev.secateur.engine.quant.LayerSensitivity;
import dev.secateur.engine.quant.LayerSensitivity.Cell;
import dev.secateur.views.text.Figures;

/// What the colour of a cell tells.
public enum Measure {

    /// Accuracy lost.
    POINTS("Accuracy lost", "points", Course.ROOT),
    /// Divergence of the class probabilities.
    DIVERGENCE("Divergence of results", "nats", Course.LOGARITHM),
    /// Signal to quantisation noise.
    SQNR("Signal to noise", "dB, less is worse", Course.FALLING),
    /// Mean squared error.
    MSE("Squared error", "mean", Course.LOGARITHM),
    /// One less the cosine.
    ANGLE("1 − cosine", "", Course.LOGARITHM);

    /// How values become places on the colour scale.
    private enum Course {
        ROOT, LOGARITHM, FALLING
    }

    /// Losses this small look like none.
    private static final double SMALLEST = 1e-9;

    private final String title;
    private final String unit;
    private final Course course;

    Measure(String title, String unit, Course course) {
        this.title = title;
        this.unit = unit;
        this.course = course;
    }

    /// Title and unit: `Accuracy lost, points`.
    public String title() {
        return unit.isEmpty() ? title : title + ", " + unit;
    }

    @Override
    public String toString() {
        return title;
    }

    /// The value of a cell; empty if it was not measured.
    public OptionalDouble of(Cell cell) {
        LayerSensitivity.OutputLoss output = cell.output();
        return switch (this) {
            case POINTS -> {
                Double lost = output == null ? null : output.lost();
                yield lost == null ? OptionalDouble.empty() : OptionalDouble.of(lost);
            }
            case DIVERGENCE -> output == null ? OptionalDouble.empty() : OptionalDouble.of(output.divergence());
            case SQNR -> OptionalDouble.of(cell.loss().sqnr());
            case MSE -> OptionalDouble.of(cell.loss().meanSquare());
            case ANGLE -> OptionalDouble.of(1 - cell.loss().cosine());
        };
    }

    /// The place on the colour scale, 0 for the least loss to 1 for the worst.
    ///
    /// @param low least finite value shown
    /// @param high greatest finite value shown
    public double position(double value, double low, double high) {
        return Math.clamp(switch (course) {
            case ROOT -> high <= 0 ? 0 : Math.sqrt(Math.max(0, value) / high);
            case LOGARITHM -> {
                double from = Math.log(Math.max(SMALLEST, low));
                double to = Math.log(Math.max(SMALLEST, high));
                yield to <= from ? 0 : (Math.log(Math.max(SMALLEST, value)) - from) / (to - from);
            }
            case FALLING -> high <= low ? 0 : (high - value) / (high - low);
        }, 0, 1);
    }

    /// The value at a place on the colour scale.
    public double at(double position, double low, double high) {
        return switch (course) {
            case ROOT -> position * position * Math.max(0, high);
            case LOGARITHM -> {
                double from = Math.log(Math.max(SMALLEST, low));
                double to = Math.log(Math.max(SMALLEST, high));
                yield Math.exp(from + position * (to - from));
            }
            case FALLING -> high - position * (high - low);
        };
    }

    /// A value as people read it.
    public String text(double value) {
        if (Double.isInfinite(value)) {
            return "exact";
        }
        return switch (this) {
            case POINTS, SQNR -> Figures.decimal(value, 1);
            case DIVERGENCE, MSE, ANGLE -> small(value);
        };
    }

    private static String small(double value) {
        if (value < SMALLEST) {
            return "0";
        }
        return value >= 0.0995
                ? Figures.decimal(value, value < 9.95 ? 2 : 1)
                : String.format(java.util.Locale.ROOT, "%.0e", value).replace("e-0", "e-").replace("e-", "e−");
    }
}
