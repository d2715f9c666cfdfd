package dev.secateur.views.compare;

import java.util.function.Function;
import java.util.function.ToDoubleFunction;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.compare.Frontier;
import dev.secateur.engine.compress.Published;

/// A quantity of a version that can be an axis.
public enum Axis {
    TIME("Measured time", "measured time, ms (ONNX Runtime, median of whole runs)", 1, CompareRow::timeMs, p -> null),
    ACCURACY("Top-1", "top-1, %", 100, CompareRow::top1, Published::top1),
    MACS("MACs", "MACs of one sample, M", 1e-6, CompareRow::macs, Published::macs),
    PARAMETERS("Parameters", "parameters, thousand", 1e-3, CompareRow::parameters, Published::parameters),
    SIZE("Size of weights", "size of weights, KB", 1e-3, CompareRow::bytes, Published::bytes);

    private final String title;
    private final String unit;
    private final double factor;
    private final ToDoubleFunction<CompareRow> value;
    private final Function<Published, @Nullable Number> figure;

    Axis(String title, String unit, double factor, ToDoubleFunction<CompareRow> value,
            Function<Published, @Nullable Number> figure) {
        this.title = title;
        this.unit = unit;
        this.factor = factor;
        this.value = value;
        this.figure = figure;
    }

    /// The title beside the axis, with its unit.
    public String unit() {
        return unit;
    }

    /// The value of a version in the unit; NaN where it is not known.
    public double of(CompareRow row) {
        return scale(value.applyAsDouble(row));
    }

    /// The same of a published figure.
    double of(Published published) {
        Number number = figure.apply(published);
        return number == null ? Double.NaN : scale(number.doubleValue());
    }

    /// A plain value in the unit.
    double scale(double plain) {
        return factor * plain;
    }

    Frontier.Goal<CompareRow> goal() {
        return new Frontier.Goal<>(value, this == ACCURACY);
    }

    @Override
    public String toString() {
        return title;
    }
}
