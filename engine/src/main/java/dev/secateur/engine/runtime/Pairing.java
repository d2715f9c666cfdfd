package dev.secateur.engine.runtime;

/// Two networks timed in turns.
///
/// @param first the network asked about
/// @param second the one it is held against
/// @param ratio time of the second over time of the first
public record Pairing(Timing first, Timing second, Ratio ratio) {}
