package dev.secateur.engine.compare;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;

/// Which of several candidates no other one beats in two quantities at once (the Pareto front).
///
/// @param x the first quantity
/// @param y the second quantity
/// @param <T> the candidates
public record Frontier<T>(Goal<T> x, Goal<T> y) {

    /// A quantity and which way is better. What is not known is NaN.
    ///
    /// @param higherIsBetter true for accuracy, false for time
    public record Goal<T>(ToDoubleFunction<T> value, boolean higherIsBetter) {

        private double gain(T candidate) {
            double raw = value.applyAsDouble(candidate);
            return higherIsBetter ? raw : -raw;
        }
    }

    /// True if both quantities of a candidate are known.
    public boolean isKnown(T candidate) {
        return !Double.isNaN(x.gain(candidate)) && !Double.isNaN(y.gain(candidate));
    }

    /// True if the first candidate is as good as the second in both quantities and better in one.
    public boolean beats(T first, T second) {
        double dx = x.gain(first) - x.gain(second);
        double dy = y.gain(first) - y.gain(second);
        return dx >= 0 && dy >= 0 && (dx > 0 || dy > 0);
    }

    /// The candidates that none beats, by rising first quantity; those of which a quantity is not known do not count.
    public List<T> front(List<T> candidates) {
        List<T> known = candidates.stream().filter(this::isKnown).toList();
        return known.stream().filter(c -> known.stream().noneMatch(o -> beats(o, c)))
                .sorted(Comparator.comparingDouble(x.value())).toList();
    }

    /// The line around what the front reaches: a step from each of its points to the next.
    ///
    /// @param front as {@link #front} gives it
    /// @return corners as x and y, the points of the front among them
    public List<double[]> steps(List<T> front) {
        List<double[]> line = new ArrayList<>();
        for (T point : front) {
            double px = x.value().applyAsDouble(point);
            double py = y.value().applyAsDouble(point);
            if (!line.isEmpty()) {
                double[] last = line.getLast();
                line.add(x.higherIsBetter() ? new double[]{last[0], py} : new double[]{px, last[1]});
            }
            line.add(new double[]{px, py});
        }
        return line;
    }
}
