package dev.secateur.views.search;

import dev.secateur.engine.search.Trial;

/// A candidate as it is shown.
///
/// @param onFrontier true if no other one beats it
/// @param configuration in a line
record TrialRow(Trial trial, boolean onFrontier, boolean chosen, String configuration) {

    /// `chosen`, `frontier`, or nothing.
    String mark() {
        return chosen ? "chosen" : onFrontier ? "frontier" : "";
    }
}
