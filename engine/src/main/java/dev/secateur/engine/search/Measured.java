package dev.secateur.engine.search;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// What a candidate came to.
///
/// @param cost in the unit of the search's axis; less is better
/// @param score in the unit of the search's axis; more is better, NaN if it could not be told (a loss that is not finite)
/// @param details further numbers by name; may be empty
public record Measured(double cost, double score, Map<String, Double> details) {

    public Measured {
        details = Collections.unmodifiableMap(new LinkedHashMap<>(details));
    }

    /// Without further numbers.
    public Measured(double cost, double score) {
        this(cost, score, Map.of());
    }
}
