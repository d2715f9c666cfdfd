package dev.secateur.engine.record;

import java.time.Instant;
import java.util.Optional;

/// The process that works on something that is kept on disk, told from all others, later ones with the same number too.
public final class Owner {

    private Owner() {}

    /// This process: `4711@2026-01-01T12:00:00Z`.
    public static String present() {
        return text(ProcessHandle.current());
    }

    /// True while the process that {@link #present()} named is there.
    public static boolean isAlive(String owner) {
        int end = owner.indexOf('@');
        try {
            Optional<ProcessHandle> process = ProcessHandle.of(Long.parseLong(owner.substring(0, Math.max(0, end))));
            return process.isPresent() && text(process.get()).equals(owner);
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private static String text(ProcessHandle process) {
        return process.pid() + "@" + process.info().startInstant().map(Instant::toString).orElse("");
    }
}
