package dev.secateur.views.depth;

import dev.secateur.views.text.Figures;

/// One row `before → after, change`.
///
/// @param label what is compared
/// @param before as shown
/// @param after as shown; empty while nothing is known
/// @param change with its sign; empty where a change makes no sense
/// @param meaning whether the change is for the better
public record Comparison(String label, String before, String after, String change, Meaning meaning) {

    /// A change smaller than this part is none.
    private static final double NOTHING = 0.0005;

    /// How a change is to be taken; shown by colour and by the sign of the change.
    public enum Meaning {
        BETTER, WORSE, NEUTRAL
    }

    /// A row without a change: kernels.
    static Comparison of(String label, String before, String after) {
        return new Comparison(label, before, after, "", Meaning.NEUTRAL);
    }

    /// Counts of which fewer are better; -1 stands for unknown.
    static Comparison ofCounts(String label, long before, long after) {
        if (before < 0 || after < 0) {
            return of(label, Figures.UNKNOWN, Figures.UNKNOWN);
        }
        return new Comparison(label, Figures.large(before), Figures.large(after), Figures.change(before, after),
                meaning(before, after));
    }

    /// Small counts, with their difference instead of a percentage.
    static Comparison ofNumbers(String label, long before, long after) {
        return new Comparison(label, Figures.count(before), Figures.count(after), Figures.difference(before, after),
                meaning(before, after));
    }

    /// Milliseconds.
    static Comparison ofTimes(String label, double before, double after) {
        return new Comparison(label, Figures.layerMs(before) + " ms", Figures.layerMs(after) + " ms",
                Figures.change(before, after), meaning(before, after));
    }

    private static Meaning meaning(double before, double after) {
        if (Math.abs(after - before) <= NOTHING * Math.abs(before)) {
            return Meaning.NEUTRAL;
        }
        return after < before ? Meaning.BETTER : Meaning.WORSE;
    }
}
