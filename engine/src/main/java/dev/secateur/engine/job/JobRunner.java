package dev.secateur.engine.job;

import java.util.function.Consumer;

/// Runs jobs and delivers each outcome once.
public interface JobRunner {

    /// Starts a job, or queues it; `whenEnded` gets its outcome, on the runner's own thread of delivery.
    <R> Handle start(Job<R> job, Consumer<Outcome<R>> whenEnded);

    /// A job that was started.
    interface Handle {
        /// Asks the job to stop; it ends as cancelled within a second unless it is done before.
        void cancel();
    }
}
