/// Whole runs: from a model and data to a written file that was measured, with its record.
///
/// What a method does stands in its own room; here things are put together in order.
@NullMarked
package dev.secateur.engine.experiment;

import org.jspecify.annotations.NullMarked;
