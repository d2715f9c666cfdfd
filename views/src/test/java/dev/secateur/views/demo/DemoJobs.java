package dev.secateur.views.demo;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import javafx.application.Platform;

import dev.secateur.engine.job.DirectJobRunner;
import dev.secateur.engine.job.Job;
import dev.secateur.engine.job.JobRunner;
import dev.secateur.engine.job.Outcome;
import dev.secateur.engine.job.Progress;

/// Runs every job on one thread with a deep stack and delivers in the window.
final class DemoJobs implements JobRunner {

    private int alive;
    private final ExecutorService lane = Executors.newSingleThreadExecutor(work -> {
        Thread thread = new Thread(null, work, "demo", 64L << 20);
        thread.setDaemon(true);
        return thread;
    });

    @Override
    public <R> Handle start(Job<R> job, Watcher watcher, Consumer<Outcome<R>> whenEnded) {
        count(1);
        lane.execute(() -> {
            Outcome<R> outcome = DirectJobRunner.run(job, Progress.none());
            Platform.runLater(() -> {
                whenEnded.accept(outcome);
                count(-1);
            });
        });
        return () -> {};
    }

    private synchronized void count(int by) {
        alive += by;
        notifyAll();
    }

    /// True when nothing is waiting or running.
    synchronized boolean isIdle() {
        return alive == 0;
    }

    /// Waits until nothing is waiting or running.
    synchronized void awaitIdle() throws InterruptedException {
        while (alive > 0) {
            wait();
        }
    }
}
