package dev.secateur.app.cli;

import java.io.PrintStream;

/// Where a command writes.
///
/// @param out the result, and with `--json` nothing else
/// @param err progress and messages
/// @param interactive true if someone watches `err`, so that progress may be drawn over itself
public record Streams(PrintStream out, PrintStream err, boolean interactive) {

    /// The streams of this process.
    public static Streams ofProcess() {
        return new Streams(System.out, System.err, StandardError.isTerminal());
    }
}
