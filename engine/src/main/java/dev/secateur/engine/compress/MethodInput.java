package dev.secateur.engine.compress;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.runtime.Samples;

/// What a method works on.
///
/// @param graph the network
/// @param samples inputs to compare networks on; null if the user gave no data, in which case the method makes its own from
///     the seed and says so
/// @param seed of everything random
/// @param threads for ONNX Runtime, 1 or more
/// @param learning what to train with; null if the user gave no data
/// @param listener learns what the method has found so far
public record MethodInput<C extends Record>(Graph graph, C config, @Nullable Samples samples, long seed, int threads,
        @Nullable Learning learning, MethodListener listener) {

    public MethodInput {
        if (threads < 1) {
            throw new IllegalArgumentException("a method needs a thread: " + threads);
        }
    }

    /// With nobody who wants to know before the end.
    public MethodInput(Graph graph, C config, @Nullable Samples samples, long seed, int threads,
            @Nullable Learning learning) {
        this(graph, config, samples, seed, threads, learning, MethodListener.none());
    }

    /// Without anything to train with.
    public MethodInput(Graph graph, C config, @Nullable Samples samples, long seed, int threads) {
        this(graph, config, samples, seed, threads, null);
    }
}
