package dev.secateur.engine.runtime;

import java.nio.file.Path;

import org.jspecify.annotations.Nullable;

/// How ONNX Runtime runs a network.
///
/// @param threads threads that share one operator, 1 or more
/// @param optimised true for all of the runtime's own graph optimisations, false for none
/// @param profile prefix of the file that per-node times are written to, null for no profile
public record OrtOptions(int threads, boolean optimised, @Nullable Path profile) {

    public OrtOptions {
        if (threads < 1) {
            throw new IllegalArgumentException("ONNX Runtime needs a thread: " + threads);
        }
    }

    /// One thread for each processor, all optimisations, no profile.
    public static OrtOptions defaults() {
        return new OrtOptions(Runtime.getRuntime().availableProcessors(), true, null);
    }

    /// The same with another number of threads.
    public OrtOptions withThreads(int changed) {
        return new OrtOptions(changed, optimised, profile);
    }

    /// The same with or without the runtime's graph optimisations.
    public OrtOptions withOptimised(boolean changed) {
        return new OrtOptions(threads, changed, profile);
    }

    /// The same, writing per-node times.
    public OrtOptions withProfile(Path prefix) {
        return new OrtOptions(threads, optimised, prefix);
    }
}
