package dev.secateur.engine.runtime;

/// Time of the second network divided by time of the first, run in turns: above 1 the first one is faster.
///
/// @param median median of the ratios of neighbouring runs
/// @param low 5th percentile of these ratios (nearest rank)
/// @param high 95th percentile of these ratios (nearest rank)
public record Ratio(double median, double low, double high) {}
