/// Records of runs: what was done to which model with which data, on which machine, and what came of it; and where they are kept.
///
/// Nothing here does anything to a model; `experiment` fills records in.
@NullMarked
package dev.secateur.engine.record;

import org.jspecify.annotations.NullMarked;
