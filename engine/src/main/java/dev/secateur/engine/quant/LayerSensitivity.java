package dev.secateur.engine.quant;

import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/// What one layer alone loses at each width.
///
/// @param node the layer's id
/// @param name the node's name
/// @param weightCount number of its weights
/// @param weights with its weights rounded, by width
/// @param activations with what flows in rounded, by width; empty without data
public record LayerSensitivity(int node, String name, long weightCount, List<Cell> weights, List<Cell> activations) {

    public LayerSensitivity {
        weights = List.copyOf(weights);
        activations = List.copyOf(activations);
    }

    /// One layer at one width, all others float32.
    ///
    /// @param loss of the numbers that are rounded
    /// @param output what the network's results lose, null if it was not run
    public record Cell(int bits, Loss loss, @Nullable OutputLoss output) {}

    /// What results lose.
    ///
    /// @param divergence mean over samples of the Kullback-Leibler divergence of class probabilities from those of the float32
    ///     network, nats, 0 or more
    /// @param lost accuracy lost, in points of percent; negative where it rose; null without labels
    public record OutputLoss(double divergence, @Nullable Double lost) {}

    /// The cell of a width.
    ///
    /// @param ofWeights true for weights, false for activations
    public Optional<Cell> cell(boolean ofWeights, int bits) {
        return (ofWeights ? weights : activations).stream().filter(c -> c.bits() == bits).findFirst();
    }
}
