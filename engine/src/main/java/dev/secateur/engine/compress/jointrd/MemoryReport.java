package dev.secateur.engine.compress.jointrd;

import dev.secateur.engine.cost.LiveMemory;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.shape.Bindings;
import dev.secateur.engine.shape.ShapeInference;

/// Feature maps that are alive at once, before and after, for one picture: calculated from the graphs in the order of their nodes, inputs
/// and results included, weights not, nothing in place.
///
/// @param peakBytesBefore largest sum
/// @param peakBytesAfter likewise of the plain network
/// @param saved part of the peak that is gone, 0..1; negative if it grew
/// @param ratio peak before over peak after
/// @param peakAtBefore the node at which the peak is
/// @param peakAtAfter likewise
/// @param meanBytesBefore mean over the nodes of what is alive while each runs
/// @param meanBytesAfter likewise
public record MemoryReport(long peakBytesBefore, long peakBytesAfter, double saved, double ratio, String peakAtBefore,
        String peakAtAfter, long meanBytesBefore, long meanBytesAfter) {

    /// What a run takes on this machine.
    ///
    /// @param bytesBefore growth of the largest resident memory by running, least of several runs; weights and session not included
    /// @param bytesAfter likewise of the plain network
    /// @param ratio before over after
    /// @param how how it was measured, or why it was not; then the numbers are 0
    public record Measured(long bytesBefore, long bytesAfter, double ratio, String how) {}

    static MemoryReport of(Graph before, Graph after) {
        LiveMemory old = lives(before);
        LiveMemory now = lives(after);
        return new MemoryReport(old.peak(), now.peak(), 1 - (double) now.peak() / Math.max(1, old.peak()),
                (double) old.peak() / Math.max(1, now.peak()), at(before, old), at(after, now), mean(old), mean(now));
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
