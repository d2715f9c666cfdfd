package dev.secateur.views.training;

import dev.secateur.engine.job.CancelledException;
import dev.secateur.engine.job.Progress;

/// Tells the work to stop, in a way that lets it hand over what it has.
final class Stop {
    private volatile boolean requested;

    void request() {
        requested = true;
    }

    Progress over(Progress progress) {
        return new Progress() {
            @Override
            public void report(double fraction, String text) {
                progress.report(fraction, text);
            }

            @Override
            public void check() {
                progress.check();
                if (requested) {
                    throw new CancelledException();
                }
            }
        };
    }
}
