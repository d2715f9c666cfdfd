package dev.secateur.engine.compress.sizes;

import java.util.List;

/// What fixing sizes did.
///
/// @param inputs type of each input now: `input: float batch×3×320×320`
/// @param open extents that are open still, but for the batch
/// @param difference how far results lie from those of the model as it was, on the same inputs, `max|a - b| / max|b|`
/// @param comparedOn which inputs were used
public record SizesReport(List<String> inputs, List<String> open, double difference, String comparedOn) {

    public SizesReport {
        inputs = List.copyOf(inputs);
        open = List.copyOf(open);
    }
}
