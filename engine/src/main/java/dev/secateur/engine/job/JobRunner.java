package dev.secateur.engine.job;

import java.util.function.Consumer;

/// Runs jobs and delivers each outcome once.
public interface JobRunner {

    /// Starts a job, or queues it; `whenEnded` gets its outcome, on the runner's own thread of delivery.
    default <R> Handle start(Job<R> job, Consumer<Outcome<R>> whenEnded) {
        return start(job, (fraction, text) -> {}, whenEnded);
    }

    /// The same; `watcher` is told of the progress on the same thread of delivery, never after the outcome.
    <R> Handle start(Job<R> job, Watcher watcher, Consumer<Outcome<R>> whenEnded);

    /// Learns how far a job is.
    @FunctionalInterface
    interface Watcher {
        /// The job has begun, or is further than before.
        ///
        /// @param fraction 0 to 1, or a negative number if the length is unknown
        /// @param text what is being done now, for people
        void progressed(double fraction, String text);
    }

    /// A job that was started.
    interface Handle {
        /// Asks the job to stop; it ends as cancelled within a second unless it is done before.
        void cancel();
    }
}
