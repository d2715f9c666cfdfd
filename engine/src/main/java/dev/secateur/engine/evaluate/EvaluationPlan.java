package dev.secateur.engine.evaluate;

import dev.secateur.engine.data.Normalisation;

/// How to classify.
///
/// @param normalisation what the network's input wants
/// @param batch pictures in one run where the model leaves the batch open, 1 or more
/// @param limit most pictures to classify, from the first on, 1 or more
public record EvaluationPlan(Normalisation normalisation, int batch, int limit) {

    public EvaluationPlan {
        if (batch < 1 || limit < 1) {
            throw new IllegalArgumentException("nothing to classify: batch " + batch + ", limit " + limit);
        }
    }
}
