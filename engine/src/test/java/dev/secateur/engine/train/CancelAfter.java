package dev.secateur.engine.train;

import dev.secateur.engine.job.CancelledException;
import dev.secateur.engine.job.Progress;

/// Cancels once a training has made some steps.
final class CancelAfter implements Progress, TrainListener {

    private final long steps;
    private long made;

    CancelAfter(long steps) {
        this.steps = steps;
    }

    @Override
    public void on(TrainEvent event) {
        if (event instanceof TrainEvent.Stepped stepped) {
            made = stepped.step();
        }
    }

    @Override
    public void report(double fraction, String text) {
        // Nobody watches.
    }

    @Override
    public void check() {
        if (made >= steps) {
            throw new CancelledException();
        }
    }
}
