package dev.secateur.engine.compress.jointrd;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.cost.LiveMemory;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.shape.Bindings;
import dev.secateur.engine.shape.ShapeInference;

/// Feature maps that are alive at once, before and after, for one picture.
///
/// @param peakBefore largest sum of bytes, inputs and results included, weights not; calculated from the graph
/// @param peakAfter likewise of the plain network
/// @param saved part of the peak that is gone, 0..1; negative if it grew
/// @param ratio peak before over peak after
/// @param atBefore the node at which the peak is
/// @param atAfter likewise
/// @param meanBefore mean over the nodes of what is alive while each runs, bytes
/// @param meanAfter likewise
/// @param measured the same in ONNX Runtime; null if it was not asked for
public record MemoryReport(long peakBefore, long peakAfter, double saved, double ratio, String atBefore, String atAfter,
        long meanBefore, long meanAfter, @Nullable Measured measured) {

    /// What a run takes on this machine.
    ///
    /// @param beforeBytes growth of the largest resident memory by running, least of several runs; weights and session not included
    /// @param afterBytes likewise of the plain network
    /// @param ratio before over after
    /// @param how how it was measured, or why it was not; then the numbers are 0
    public record Measured(long beforeBytes, long afterBytes, double ratio, String how) {}

    static MemoryReport of(Graph before, Graph after, @Nullable Measured measured) {
        LiveMemory old = lives(before);
        LiveMemory now = lives(after);
        return new MemoryReport(old.peak(), now.peak(), 1 - (double) now.peak() / Math.max(1, old.peak()),
                (double) old.peak() / Math.max(1, now.peak()), at(before, old), at(after, now), mean(old), mean(now),
                measured);
    }

    private static LiveMemory lives(Graph graph) {
        return LiveMemory.of(graph, ShapeInference.infer(graph, Bindings.batch(1)));
    }

    private static String at(Graph graph, LiveMemory memory) {
        return memory.size() == 0 ? "" : graph.name(graph.nodes().get(memory.peakStep()));
    }

    private static long mean(LiveMemory memory) {
        double sum = 0;
        for (int step = 0; step < memory.size(); step++) {
            sum += memory.bytes(step);
        }
        return Math.round(sum / Math.max(1, memory.size()));
    }
}
