package dev.secateur.engine.kernel;

/// Rounds the same values to one set of grids after the other.
@FunctionalInterface
public interface RoundingSweep extends AutoCloseable {

    /// What is lost, see {@link Kernels#roundingErrors}.
    RoundingErrors errors(Grids grids);

    /// Lets go of what a device keeps.
    @Override
    default void close() {
        // Plain Java keeps nothing.
    }
}
