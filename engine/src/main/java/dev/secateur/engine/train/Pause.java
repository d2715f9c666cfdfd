package dev.secateur.engine.train;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

import dev.secateur.engine.job.Progress;

/// Holds a training between two steps. Any thread may hold and release.
public final class Pause {

    private static final long CHECK_MS = 100;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition released = lock.newCondition();
    private boolean held;

    /// Asks the training to wait after its present step.
    public void hold() {
        set(true);
    }

    /// Lets it go on.
    public void release() {
        set(false);
    }

    private void set(boolean now) {
        lock.lock();
        try {
            held = now;
            released.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// True while it shall wait.
    public boolean isHeld() {
        lock.lock();
        try {
            return held;
        } finally {
            lock.unlock();
        }
    }

    /// Returns when it may go on.
    ///
    /// @throws dev.secateur.engine.job.CancelledException if it was cancelled meanwhile
    void pass(Progress progress) {
        progress.check();
        lock.lock();
        try {
            while (held) {
                boolean signalled = released.await(CHECK_MS, TimeUnit.MILLISECONDS);
                if (!signalled || held) {
                    progress.check();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new dev.secateur.engine.job.CancelledException();
        } finally {
            lock.unlock();
        }
    }
}
