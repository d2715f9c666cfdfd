package dev.secateur.engine.job;

import java.util.function.Consumer;

import dev.secateur.engine.problem.ProblemException;

/// Runs every job at once on the caller's thread: for the command line and for tests.
public final class DirectJobRunner implements JobRunner {

    private final Progress progress;

    public DirectJobRunner(Progress progress) {
        this.progress = progress;
    }

    @Override
    public <R> Handle start(Job<R> job, Watcher watcher, Consumer<Outcome<R>> whenEnded) {
        whenEnded.accept(run(job, watched(watcher)));
        return () -> {};
    }

    private Progress watched(Watcher watcher) {
        return new Progress() {
            @Override
            public void report(double fraction, String text) {
                progress.report(fraction, text);
                watcher.progressed(fraction, text);
            }

            @Override
            public void check() {
                progress.check();
            }
        };
    }

    /// Runs a job to its end and tells how it ended. This is the one place where everything thrown is caught.
    public static <R> Outcome<R> run(Job<R> job, Progress progress) {
        try {
            return new Outcome.Done<>(job.work().run(progress));
        } catch (ProblemException e) {
            return new Outcome.Failed<>(e.problem());
        } catch (CancelledException e) {
            return new Outcome.Cancelled<>();
        } catch (Throwable e) {
            return new Outcome.Broken<>(e);
        }
    }
}
