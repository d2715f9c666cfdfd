package dev.secateur.engine.runtime;

/// Time of one run of a network in ONNX Runtime on this machine.
///
/// @param medianMs median of the timed runs, milliseconds of wall time
/// @param p90Ms 90th percentile of the same (nearest rank)
/// @param cpuMs processor time of the whole program during the timed runs, milliseconds a run; 0 where the system does not tell
/// @param runs number of timed runs, warm-up not among them
/// @param threads threads that shared one operator
/// @param batch samples in one run
public record Timing(double medianMs, double p90Ms, double cpuMs, int runs, int threads, int batch) {}
