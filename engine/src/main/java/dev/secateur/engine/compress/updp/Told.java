package dev.secateur.engine.compress.updp;

import java.util.function.Supplier;

import dev.secateur.engine.job.Progress;

/// A progress that names the stage before everything it is told.
///
/// @param stage for people, asked anew each time
record Told(Progress progress, Supplier<String> stage) implements Progress {

    @Override
    public void report(double fraction, String text) {
        progress.report(fraction, stage.get() + ": " + Character.toLowerCase(text.charAt(0)) + text.substring(1));
    }

    @Override
    public void check() {
        progress.check();
    }
}
