package dev.secateur.engine.compress.haq;

import dev.secateur.engine.job.Progress;

/// Passes on the wish to stop and tells nothing.
record Silent(Progress asked) implements Progress {

    static Progress of(Progress progress) {
        return progress instanceof Silent ? progress : new Silent(progress);
    }

    @Override
    public void report(double fraction, String text) {
        // What goes on inside a policy is told by the search.
    }

    @Override
    public void check() {
        asked.check();
    }
}
