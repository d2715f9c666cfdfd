package dev.secateur.engine.search;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/// A candidate that was measured. Two are equal if they came to the same, however long measuring took.
///
/// @param number from 1 on, in the order in which candidates were proposed
/// @param stage of the search: `round 1`; candidates of different stages are different even if they are configured the same
/// @param configuration by name: texts, whole numbers, doubles, booleans, lists and maps of them
/// @param cost less is better
/// @param score more is better; NaN if it could not be told
/// @param details further numbers by name
/// @param seconds that measuring took
public record Trial(int number, String stage, Map<String, Object> configuration, double cost, double score,
        Map<String, Double> details, double seconds) {

    public Trial {
        details = Collections.unmodifiableMap(new LinkedHashMap<>(details));
        configuration = Collections.unmodifiableMap(new LinkedHashMap<>(configuration));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Trial t && number == t.number && stage.equals(t.stage)
                && configuration.equals(t.configuration) && Double.compare(cost, t.cost) == 0
                && Double.compare(score, t.score) == 0 && details.equals(t.details);
    }

    @Override
    public int hashCode() {
        return Objects.hash(number, stage, configuration, cost, score, details);
    }
}
