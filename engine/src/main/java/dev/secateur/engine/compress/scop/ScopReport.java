package dev.secateur.engine.compress.scop;

import java.util.List;

/// What the experiment found and what was cut.
///
/// @param layers every layer under experiment, in the network's order
/// @param losses mean cross-entropy of the control phase, by epoch
/// @param spread standard deviation of all factors around 0.5; near 0 the experiment told nothing apart
/// @param knockoff what stood in for knockoffs
/// @param pictures that the experiment was made on
/// @param parametersRemoved part of all parameters, 0..1
/// @param macsRemoved part of all multiply-accumulates for one sample, 0..1
/// @param inputs which inputs the cut and the masked network were compared on
/// @param recalibrated pictures on which the statistics of normalisations were taken anew
/// @param finetuned epochs of training after the cut
/// @param note what a reader has to know
public record ScopReport(List<LayerReport> layers, List<Double> losses, double spread, String knockoff, int pictures,
        double parametersRemoved, double macsRemoved, String inputs, int recalibrated, int finetuned, String note) {

    public ScopReport {
        layers = List.copyOf(layers);
        losses = List.copyOf(losses);
    }

    /// A layer.
    ///
    /// @param id its convolution
    /// @param form `sliced` where its users are cut too, `scattered` where zeros stand behind it, `kept`
    /// @param betas for every channel how much of the real feature map was needed, 0..1
    /// @param scores for every channel; the lowest go
    /// @param removed channels that went, ascending
    public record LayerReport(String id, String form, List<Double> betas, List<Double> scores, List<Integer> removed) {

        public LayerReport {
            betas = List.copyOf(betas);
            scores = List.copyOf(scores);
            removed = List.copyOf(removed);
        }
    }
}
