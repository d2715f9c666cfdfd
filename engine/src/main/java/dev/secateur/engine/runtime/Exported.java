package dev.secateur.engine.runtime;

import java.nio.file.Path;

/// A model that was written, read again, and run.
///
/// @param file the model
/// @param bytes its size, its external data included
/// @param parity its results against those of the reference
public record Exported(Path file, long bytes, Difference parity) {}
