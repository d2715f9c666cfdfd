package dev.secateur.views.compare;

import java.util.function.Function;
import java.util.function.ToDoubleFunction;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.compare.Frontier;
import dev.secateur.engine.compress.Published;

/// A quantity of a version that can be an axis.
public enum Axis {
    TIME("Measured time", new Unit("time", "ms", "measured time, ms (ONNX Runtime, median of whole runs)", 1),
            CompareRow::timeMs, p -> null),
    ACCURACY("Top-1", new Unit("top-1", "%", "top-1, %", 100), CompareRow::top1, Published::top1),
    MACS("MACs", new Unit("MACs", "M", "MACs of one sample, M", 1e-6), CompareRow::macs, Published::macs),
    PARAMETERS("Parameters", new Unit("parameters", "k", "parameters, thousand", 1e-3), CompareRow::parameters,
            Published::parameters),
    SIZE("Size of weights", new Unit("size", "KB", "size of weights, KB", 1e-3), CompareRow::bytes, Published::bytes),
    ENERGY("Modelled energy",
            new Unit("energy", "mJ", "modelled energy, mJ (BitFusion-like accelerator, one picture)", 1),
            CompareRow::energyMj, p -> null);

    private final String title;
    private final Unit unit;
    private final ToDoubleFunction<CompareRow> value;
    private final Function<Published, @Nullable Number> figure;

    /// @param word in a sentence
    /// @param sign after a number
    /// @param title beside the axis
    /// @param factor from plain values
    private record Unit(String word, String sign, String title, double factor) {}

    Axis(String title, Unit unit, ToDoubleFunction<CompareRow> value,
            Function<Published, @Nullable Number> figure) {
        this.title = title;
        this.unit = unit;
        this.value = value;
        this.figure = figure;
    }

    /// The title beside the axis, with its unit.
    public String unit() {
        return unit.title();
    }

    /// `ms`.
    String shortUnit() {
        return unit.sign();
    }

    /// Its name in a sentence.
    String word() {
        return unit.word();
    }

    boolean isHigherBetter() {
        return this == ACCURACY;
    }

    /// True if nobody publishes it: times of this machine and energies of a model.
    boolean isOurs() {
        return this == TIME || this == ENERGY;
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
        return unit.factor() * plain;
    }

    Frontier.Goal<CompareRow> goal() {
        return new Frontier.Goal<>(value, isHigherBetter());
    }

    @Override
    public String toString() {
        return title;
    }
}
