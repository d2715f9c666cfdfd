package dev.secateur.engine.compress.slimming;

import java.util.List;

import dev.secateur.engine.compress.ChannelReport;

/// What Network Slimming found and did.
///
/// @param layers every normalisation whose channels are known, in the network's order
/// @param candidates channels that could go
/// @param below how many of them were below their threshold, or were to go by their rank or the goal
/// @param nearZero how many of them have a scale below 0.01
/// @param recreated convolutions that got a normalisation first
/// @param trained epochs of training for sparsity
/// @param cut what was cut
/// @param note for people
public record SlimmingReport(List<LayerReport> layers, int candidates, int below, int nearZero, int recreated,
        int trained, ChannelReport cut, String note) {

    public SlimmingReport {
        layers = List.copyOf(layers);
    }

    /// A normalisation.
    ///
    /// @param id its name
    /// @param group the group of coupled channels that it belongs to, empty if several
    /// @param channels how many it has
    /// @param below how many of those that could go were to go
    /// @param smallest of its absolute scales
    /// @param median of its absolute scales
    public record LayerReport(String id, String group, int channels, int below, double smallest, double median) {}
}
