package dev.secateur.engine.compress;

/// Learns what a method has found while it still works.
@FunctionalInterface
public interface MethodListener {

    /// Called on the thread that works, some dozens of times in a run.
    ///
    /// @param report of the method's own kind, as far as it is known
    void found(Record report);

    /// Nobody wants to know.
    static MethodListener none() {
        return report -> {
            // Nobody wants to know.
        };
    }
}
