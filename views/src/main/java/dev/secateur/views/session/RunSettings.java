package dev.secateur.views.session;

/// How models are run when they are compared and timed.
///
/// @param threads threads of ONNX Runtime, at least 1
/// @param batch samples per run, at least 1
/// @param data the data to compare and evaluate on; without any, inputs are random
public record RunSettings(int threads, int batch, DataChoice data) {

    public RunSettings {
        if (threads < 1 || batch < 1) {
            throw new IllegalArgumentException("threads and batch start at 1");
        }
    }

    /// One thread, one sample, random inputs.
    public static RunSettings defaults() {
        return new RunSettings(1, 1, DataChoice.NONE);
    }

    public RunSettings withThreads(int count) {
        return new RunSettings(count, batch, data);
    }

    public RunSettings withData(DataChoice other) {
        return new RunSettings(threads, batch, other);
    }
}
