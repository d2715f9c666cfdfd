package dev.secateur.engine.train;

/// Learns what a training does. Called on the thread that trains, which waits meanwhile; so it returns at once and hands on
/// what takes time. Events are immutable and may be kept.
@FunctionalInterface
public interface TrainListener {

    void on(TrainEvent event);

    /// One that does not listen.
    static TrainListener none() {
        return event -> {};
    }
}
