package dev.secateur.engine.job;

import java.util.function.Supplier;

/// What long work tells of itself, and how it learns that it should stop.
public interface Progress {

    /// Tells how far the work is.
    ///
    /// @param fraction 0 to 1, or a negative number if the length is unknown
    /// @param text what is being done now, for people
    void report(double fraction, String text);

    /// Returns if the work should go on; called often enough that cancelling is obeyed within a second.
    ///
    /// @throws CancelledException if the work was cancelled
    void check();

    /// A progress for a part of this work: its 0 to 1 is `from` to `to` here.
    default Progress part(double from, double to) {
        Progress whole = this;
        return new Progress() {
            @Override
            public void report(double fraction, String text) {
                whole.report(fraction < 0 ? fraction : from + fraction * (to - from), text);
            }

            @Override
            public void check() {
                whole.check();
            }
        };
    }

    /// The same with what is done named before everything it tells.
    ///
    /// @param work for people, asked anew each time
    default Progress named(Supplier<String> work) {
        Progress whole = this;
        return new Progress() {
            @Override
            public void report(double fraction, String text) {
                whole.report(fraction,
                        work.get() + ": " + Character.toLowerCase(text.charAt(0)) + text.substring(1));
            }

            @Override
            public void check() {
                whole.check();
            }
        };
    }

    /// For work whose steps are not worth telling, or that is done over and over: it tells nothing, and is cancelled with this.
    default Progress quiet() {
        Progress whole = this;
        return new Progress() {
            @Override
            public void report(double fraction, String text) {
                whole.check();
            }

            @Override
            public void check() {
                whole.check();
            }
        };
    }

    /// A progress that nobody watches and that is never cancelled.
    static Progress none() {
        return new Progress() {
            @Override
            public void report(double fraction, String text) {
                // Nobody watches.
            }

            @Override
            public void check() {
                // Nobody can cancel.
            }
        };
    }
}
