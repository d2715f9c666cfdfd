package dev.secateur.engine.search;

/// What a candidate came to.
///
/// @param cost in the unit of the search's axis; less is better
/// @param score in the unit of the search's axis; more is better, NaN if it could not be told (a loss that is not finite)
public record Measured(double cost, double score) {}
