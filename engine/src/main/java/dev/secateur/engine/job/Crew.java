package dev.secateur.engine.job;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;

import dev.secateur.engine.problem.ProblemException;

/// Does independent pieces of work at the same time.
public final class Crew {

    private Crew() {}

    /// Does all pieces and gives what they gave, in their order.
    ///
    /// One thread does them one after the other on the caller's. Where a piece fails or is cancelled, those that run are cancelled, the
    /// others do not begin, and the first failure in the order of the pieces is thrown once nothing runs any more.
    ///
    /// @param threads most pieces at a time, 1 or more
    /// @param progress asked whether to go on, from all threads; told nothing
    /// @throws ProblemException what a piece threw
    public static <R> List<R> all(List<? extends Job.Work<R>> pieces, int threads, Progress progress)
            throws ProblemException {
        if (threads < 1) {
            throw new IllegalArgumentException("work needs a thread: " + threads);
        }
        if (threads == 1 || pieces.size() < 2) {
            List<R> results = new ArrayList<>();
            for (Job.Work<R> piece : pieces) {
                progress.check();
                results.add(piece.run(new Quiet(progress, new AtomicBoolean())));
            }
            return results;
        }
        return together(pieces, Math.min(threads, pieces.size()), progress);
    }

    /// Passes on cancelling, and that another piece failed.
    private record Quiet(Progress whole, AtomicBoolean stopped) implements Progress {

        @Override
        public void report(double fraction, String text) {
            // Several at once would contradict each other.
        }

        @Override
        public void check() {
            whole.check();
            if (stopped.get()) {
                throw new CancelledException();
            }
        }
    }

    private static <R> List<R> together(List<? extends Job.Work<R>> pieces, int threads, Progress progress)
            throws ProblemException {
        AtomicBoolean stopped = new AtomicBoolean();
        Quiet quiet = new Quiet(progress, stopped);
        try (ExecutorService pool = Executors.newFixedThreadPool(threads,
                Thread.ofPlatform().daemon().name("crew-", 1).factory())) {
            List<Future<Outcome<R>>> running = new ArrayList<>();
            for (Job.Work<R> piece : pieces) {
                running.add(pool.submit(() -> one(piece, quiet, stopped)));
            }
            List<Outcome<R>> outcomes = new ArrayList<>();
            for (Future<Outcome<R>> future : running) {
                outcomes.add(ended(future));
            }
            return results(outcomes);
        }
    }

    private static <R> Outcome<R> one(Job.Work<R> piece, Quiet quiet, AtomicBoolean stopped) {
        Outcome<R> outcome = DirectJobRunner.run(new Job<>("", Job.Lane.COMPUTE, p -> {
            p.check();
            return piece.run(p);
        }), quiet);
        if (!(outcome instanceof Outcome.Done)) {
            stopped.set(true);
        }
        return outcome;
    }

    private static <R> Outcome<R> ended(Future<Outcome<R>> future) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return future.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                } catch (ExecutionException e) {
                    return new Outcome.Broken<>(e.getCause() == null ? e : e.getCause());
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static <R> List<R> results(List<Outcome<R>> outcomes) throws ProblemException {
        List<R> results = new ArrayList<>();
        boolean cancelled = false;
        for (Outcome<R> outcome : outcomes) {
            switch (outcome) {
                case Outcome.Done<R>(R result) -> results.add(result);
                case Outcome.Cancelled<R>() -> cancelled = true;
                case Outcome.Failed<R> failed -> throw new ProblemException(failed.problem());
                case Outcome.Broken<R> broken -> {
                    switch (broken.error()) {
                        case RuntimeException e -> throw e;
                        case Error e -> throw e;
                        default -> throw new IllegalStateException(broken.error());
                    }
                }
            }
        }
        if (cancelled) {
            throw new CancelledException();
        }
        return results;
    }
}
