package dev.secateur.views.testing;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

import dev.secateur.engine.job.DirectJobRunner;
import dev.secateur.engine.job.Job;
import dev.secateur.engine.job.JobRunner;
import dev.secateur.engine.job.Outcome;
import dev.secateur.engine.job.Progress;

/// Holds jobs back until the test lets them run, one at a time.
public final class HeldJobs implements JobRunner {

    private final Deque<Runnable> held = new ArrayDeque<>();

    @Override
    public <R> Handle start(Job<R> job, Watcher watcher, Consumer<Outcome<R>> whenEnded) {
        Runnable run = () -> whenEnded.accept(DirectJobRunner.run(job, Progress.none()));
        held.add(run);
        return () -> {
            if (held.remove(run)) {
                whenEnded.accept(new Outcome.Cancelled<>());
            }
        };
    }

    public int waiting() {
        return held.size();
    }

    public void runNext() {
        held.remove().run();
    }

    public void runLast() {
        held.removeLast().run();
    }

    public void runAll() {
        while (!held.isEmpty()) {
            runNext();
        }
    }
}
