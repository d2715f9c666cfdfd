package dev.secateur.views.canvas.model;

/// What the "colour by" quantity says about a row.
public sealed interface Reading {
    /// Nothing is shown: no quantity chosen, or it does not apply.
    None NONE = new None();

    /// The quantity applies but is not known yet: a hatch.
    NoData NO_DATA = new NoData("");

    /// A known value.
    ///
    /// @param text     as shown, for example `0.061` or `0.258 ms`
    /// @param position on the colour scale, 0..1; NaN shows the text without a colour
    record Value(String text, double position) implements Reading {}

    /// See [#NONE].
    record None() implements Reading {}

    /// The runtime computes this row together with another one: `fused` on a hatch.
    ///
    /// @param into names the node in whose kernel it runs
    record Fused(String into) implements Reading {}

    /// See [#NO_DATA].
    ///
    /// @param why nothing is known, in words; may be empty
    record NoData(String why) implements Reading {}

    /// The words for it, empty when nothing is shown.
    default String text() {
        return switch (this) {
            case Value value -> value.text();
            case Fused fused -> "fused";
            case NoData noData -> "no data";
            case None none -> "";
        };
    }

    /// What the cell has no room for: where a fused row runs, why nothing is known. Empty if the cell says all.
    default String note() {
        return switch (this) {
            case Fused fused -> "runs in " + fused.into();
            case NoData noData -> noData.why();
            case Value value -> "";
            case None none -> "";
        };
    }

    /// Whether a cell is drawn for it.
    default boolean isShown() {
        return !(this instanceof None);
    }
}
