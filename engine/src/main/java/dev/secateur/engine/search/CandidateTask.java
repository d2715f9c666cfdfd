package dev.secateur.engine.search;

import dev.secateur.engine.job.CancelledException;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.problem.ProblemException;

/// Measures candidates, one at a time. A search that measures several at once opens as many of these; what a candidate comes to depends on
/// the candidate and the conditions of the search alone, so that it does not matter which of them, or which computer, measures it.
///
/// @param <C> a candidate
public interface CandidateTask<C> extends AutoCloseable {

    /// Measures a candidate.
    ///
    /// @param progress asked often; not told anything of use
    /// @throws ProblemException if something outside the program has to be mended; a candidate that is merely bad has a bad score
    /// @throws CancelledException if the progress says so
    Measured measure(C candidate, Progress progress) throws ProblemException;

    @Override
    default void close() {}
}
