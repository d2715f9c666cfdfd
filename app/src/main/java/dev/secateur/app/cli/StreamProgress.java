package dev.secateur.app.cli;

import java.util.Locale;

import dev.secateur.engine.job.CancelledException;
import dev.secateur.engine.job.Progress;

/// Draws the progress as one line that is overwritten, if someone watches; obeys Ctrl-C.
final class StreamProgress implements Progress {

    private static final long INTERVAL_NS = 100_000_000;
    private static final int WIDTH = 78;

    private final Streams streams;
    private final Interrupt interrupt;
    private long last = Long.MIN_VALUE;
    private boolean drawn;

    StreamProgress(Streams streams, Interrupt interrupt) {
        this.streams = streams;
        this.interrupt = interrupt;
    }

    @Override
    public synchronized void report(double fraction, String text) {
        long now = System.nanoTime();
        if (!streams.interactive() || drawn && now - last < INTERVAL_NS) {
            return;
        }
        last = now;
        drawn = true;
        String line = fraction < 0 ? text : String.format(Locale.ROOT, "%3.0f %%  %s", 100 * fraction, text);
        String shown = line.length() > WIDTH ? line.substring(0, WIDTH) : line;
        streams.err().print("\r" + shown + " ".repeat(WIDTH - shown.length()));
        streams.err().flush();
    }

    @Override
    public void check() {
        if (interrupt.isRequested()) {
            throw new CancelledException();
        }
    }

    /// Removes the line.
    synchronized void clear() {
        if (drawn) {
            streams.err().print("\r" + " ".repeat(WIDTH) + "\r");
            streams.err().flush();
            drawn = false;
        }
    }
}
