package dev.secateur.engine.runtime;

import java.util.List;
import java.util.Map;

import dev.secateur.engine.tensor.Tensor;

/// Inputs to compare networks on.
///
/// @param description what they are, for people and for records: `8 samples from N(0,1), seed 1`
/// @param runs one map of named tensors for each run
public record Samples(String description, List<Map<String, Tensor>> runs) {

    public Samples {
        runs = List.copyOf(runs);
    }
}
