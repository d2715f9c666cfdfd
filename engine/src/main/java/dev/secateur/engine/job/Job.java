package dev.secateur.engine.job;

import dev.secateur.engine.problem.ProblemException;

/// A piece of long work.
///
/// @param title what it does, for people: `Merge 3 blocks`
/// @param lane where it may run
/// @param work the work itself
public record Job<R>(String title, Lane lane, Work<R> work) {

    /// Where a job may run.
    public enum Lane {
        /// Heavy work, one at a time.
        COMPUTE,
        /// Short work beside it: reading a file, counting.
        LIGHT,
        /// Graph layout, which needs a deep stack.
        LAYOUT
    }

    /// The body of a job.
    @FunctionalInterface
    public interface Work<R> {
        /// Does the work.
        ///
        /// @throws ProblemException if something outside the program has to be mended
        /// @throws CancelledException if the progress says so
        R run(Progress progress) throws ProblemException;
    }
}
