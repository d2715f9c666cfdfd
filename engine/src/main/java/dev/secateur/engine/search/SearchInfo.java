package dev.secateur.engine.search;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// What a search is about.
///
/// @param method id of the method that searches
/// @param cost what candidates cost; less is better
/// @param score what they are good for; more is better
/// @param conditions everything that a score depends on beside the candidate, by name: `configuration`, `model`, `pictures`, `seed`.
///     A search goes on only under the same ones
public record SearchInfo(String method, Axis cost, Axis score, Map<String, String> conditions) {

    public SearchInfo {
        conditions = Collections.unmodifiableMap(new LinkedHashMap<>(conditions));
    }

    /// A number that all candidates have.
    ///
    /// @param label for people: `Weights kept`
    /// @param unit `%`, `ms`; empty if it has none
    public record Axis(String label, String unit) {

        /// Label and unit: `Weights kept, %`.
        public String title() {
            return unit.isEmpty() ? label : label + ", " + unit;
        }
    }
}
