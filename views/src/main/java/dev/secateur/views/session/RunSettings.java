package dev.secateur.views.session;

/// How models are run when they are compared and timed.
///
/// @param threads threads of ONNX Runtime, at least 1
/// @param batch samples per run, at least 1
/// @param data the data set as on the command line (`fashion`, `cifar10:DIR`, ...), empty for random inputs
public record RunSettings(int threads, int batch, String data) {

    public RunSettings {
        if (threads < 1 || batch < 1) {
            throw new IllegalArgumentException("threads and batch start at 1");
        }
    }

    /// One thread, one sample, random inputs.
    public static RunSettings defaults() {
        return new RunSettings(1, 1, "");
    }
}
