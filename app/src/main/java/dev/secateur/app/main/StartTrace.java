package dev.secateur.app.main;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Tells how long the start takes: milliseconds from the start of the Java machine to each step, if the system property
/// `secateur.trace.start` is set.
final class StartTrace {

    private final Optional<Instant> begun;
    private final PrintStream out;

    private StartTrace(Optional<Instant> begun, PrintStream out) {
        this.begun = begun;
        this.out = out;
    }

    static StartTrace to(PrintStream out) {
        Optional<Instant> begun = System.getProperty("secateur.trace.start") == null
                ? Optional.empty()
                : ProcessHandle.current().info().startInstant();
        return new StartTrace(begun, out);
    }

    boolean isWanted() {
        return begun.isPresent();
    }

    void reached(String step) {
        begun.ifPresent(start -> out.println(Duration.between(start, Instant.now()).toMillis() + " ms: " + step));
    }
}
