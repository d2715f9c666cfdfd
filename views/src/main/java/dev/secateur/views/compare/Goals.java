package dev.secateur.views.compare;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

import dev.secateur.views.text.Figures;

/// What is wanted of versions: at least this accuracy, at most this much of everything else.
///
/// @param values by quantity, in the unit of its axis
public record Goals(Map<Axis, Double> values) {

    static final Goals NONE = new Goals(Map.of());

    private static final double LESS = 0.75;
    private static final double POINTS = 1;

    public Goals {
        values = Map.copyOf(values);
    }

    OptionalDouble of(Axis axis) {
        Double value = values.get(axis);
        return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
    }

    /// With another goal; a number that is none takes it away.
    Goals with(Axis axis, double value) {
        Map<Axis, Double> changed = new EnumMap<>(Axis.class);
        changed.putAll(values);
        if (Double.isFinite(value)) {
            changed.put(axis, value);
        } else {
            changed.remove(axis);
        }
        return new Goals(changed);
    }

    /// Something to begin with: a point less than the original has, or three quarters of what it costs.
    Goals withFirst(Axis axis, CompareRow original) {
        double known = axis.of(original);
        return values.containsKey(axis) || Double.isNaN(known)
                ? this
                : with(axis, axis.isHigherBetter() ? known - POINTS : LESS * known);
    }

    /// True if a version is on the wrong side of a goal; false where there is none, or nothing is known.
    boolean isMissed(Axis axis, CompareRow row) {
        Double goal = values.get(axis);
        double value = axis.of(row);
        return goal != null && (axis.isHigherBetter() ? value < goal : value > goal);
    }

    /// `met`, which ones are missed, or empty where nothing can be said.
    String verdict(CompareRow row, List<Axis> looked) {
        List<Axis> asked = looked.stream().filter(values::containsKey).toList();
        if (asked.isEmpty() || asked.stream().anyMatch(a -> Double.isNaN(a.of(row)))) {
            return "";
        }
        List<String> missed = asked.stream().filter(a -> isMissed(a, row)).map(Axis::word).toList();
        return missed.isEmpty() ? "met" : "misses " + String.join(", ", missed);
    }

    /// `goal 1.50 ms`.
    static String label(Axis axis, double value) {
        return "goal " + Figures.significant(value) + (axis.shortUnit().isEmpty() ? "" : " " + axis.shortUnit());
    }
}
