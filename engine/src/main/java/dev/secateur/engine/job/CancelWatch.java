package dev.secateur.engine.job;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Watches for cancelling while the worker is inside native code that cannot ask for it.
///
/// Open it around the native call; the action runs at most once, on another thread, within a fifth of a second after the
/// work was cancelled. Therefore {@link Progress#check()} must bear being called from two threads.
public final class CancelWatch implements AutoCloseable {

    private static final long INTERVAL_MS = 100;

    private final CountDownLatch closed = new CountDownLatch(1);

    private final Thread thread;

    private CancelWatch(Progress progress, Runnable whenCancelled) {
        thread = Thread.ofVirtual().name("cancel-watch").start(() -> watch(progress, whenCancelled));
    }

    /// Starts watching.
    ///
    /// @param whenCancelled makes the native call end soon
    public static CancelWatch over(Progress progress, Runnable whenCancelled) {
        return new CancelWatch(progress, whenCancelled);
    }

    private void watch(Progress progress, Runnable whenCancelled) {
        try {
            while (!closed.await(INTERVAL_MS, TimeUnit.MILLISECONDS)) {
                progress.check();
            }
        } catch (CancelledException e) {
            whenCancelled.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Ends watching; the action does not run after this has returned.
    @Override
    public void close() {
        closed.countDown();
        boolean interrupted = false;
        while (true) {
            try {
                thread.join();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
