package dev.secateur.app.jobs;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.logging.Level;
import java.util.logging.Logger;
import javafx.application.Platform;

import dev.secateur.engine.job.CancelledException;

/// Runs work on JavaFX's thread where there is no window and perhaps no display.
public final class Offscreen {

    private static final long DEEP_STACK = 64L << 20;
    private static final Logger LOG = Logger.getLogger("javafx");

    private Offscreen() {}

    /// Starts JavaFX on its headless platform, unless it runs already.
    public static void start() {
        if (System.getProperty("glass.platform") == null) {
            System.setProperty("glass.platform", "Headless");
            System.setProperty("prism.order", "sw");
        }
        // JavaFX stands on the class path, about which it would complain on standard error.
        LOG.setLevel(Level.SEVERE);
        try {
            Platform.startup(() -> {});
        } catch (IllegalStateException e) {
            // It runs already, which is all that is wanted.
        }
    }

    /// Does work on JavaFX's thread and waits for its result.
    ///
    /// @throws CancelledException if the waiting thread is interrupted
    public static <R> R onFxThread(Callable<R> work) {
        FutureTask<R> task = new FutureTask<>(work);
        Platform.runLater(task);
        return resultOf(task);
    }

    /// Does work on a thread with a stack deep enough for laying out a long chain, and waits for its result.
    ///
    /// @throws CancelledException if the work or the waiting thread was told to stop
    public static <R> R onDeepStack(Callable<R> work) {
        FutureTask<R> task = new FutureTask<>(work);
        Thread thread = new Thread(null, task, "layout", DEEP_STACK);
        thread.setDaemon(true);
        thread.start();
        return resultOf(task);
    }

    private static <R> R resultOf(FutureTask<R> task) {
        try {
            return task.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancelledException();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof CancelledException cancelled) {
                throw cancelled;
            }
            throw new IllegalStateException("drawing failed", e.getCause());
        }
    }
}
