package dev.secateur.app.jobs;

import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.job.CancelledException;
import dev.secateur.engine.job.DirectJobRunner;
import dev.secateur.engine.job.Job;
import dev.secateur.engine.job.JobRunner;
import dev.secateur.engine.job.Outcome;
import dev.secateur.engine.job.Progress;

/// One job on its way through a lane. Its outcome is delivered once, whichever comes first: the end of the work or, a
/// second after it was cancelled, the user's patience.
final class Task<R> implements Runnable, Progress {

    private final Job<R> job;
    private final JobRunner.Watcher watcher;
    private final Consumer<Outcome<R>> whenEnded;
    private final Executor delivery;
    private final Consumer<Task<?>> wantsToReport;
    private final AtomicBoolean ended = new AtomicBoolean();
    private final AtomicReference<@Nullable Report> latest = new AtomicReference<>();
    private volatile boolean cancelled;

    private record Report(double fraction, String text) {}

    Task(Job<R> job, JobRunner.Watcher watcher, Consumer<Outcome<R>> whenEnded, Executor delivery,
            Consumer<Task<?>> wantsToReport) {
        this.job = job;
        this.watcher = watcher;
        this.whenEnded = whenEnded;
        this.delivery = delivery;
        this.wantsToReport = wantsToReport;
    }

    @Override
    public void run() {
        if (cancelled) {
            endAsCancelled();
            return;
        }
        report(-1, "");
        Outcome<R> outcome = DirectJobRunner.run(job, this);
        // A file that could not be read because the work was cancelled is no news to the one who cancelled.
        end(cancelled && outcome instanceof Outcome.Failed<R> ? new Outcome.Cancelled<>() : outcome);
    }

    @Override
    public void report(double fraction, String text) {
        if (latest.getAndSet(new Report(fraction, text)) == null) {
            wantsToReport.accept(this);
        }
    }

    @Override
    public void check() {
        if (cancelled) {
            throw new CancelledException();
        }
    }

    void cancel() {
        cancelled = true;
    }

    void endAsCancelled() {
        end(new Outcome.Cancelled<>());
    }

    /// Runs on the thread of delivery.
    void deliverProgress() {
        Report report = latest.getAndSet(null);
        if (report != null && !ended.get()) {
            watcher.progressed(report.fraction(), report.text());
        }
    }

    private void end(Outcome<R> outcome) {
        if (ended.compareAndSet(false, true)) {
            delivery.execute(() -> whenEnded.accept(outcome));
        }
    }
}
