package dev.secateur.views.session;

import java.util.Map;

/// Times of one version, measured in ONNX Runtime on this machine.
///
/// @param nodeMs milliseconds by node id, for the nodes to which the runtime attributes time of their own
/// @param modelMs median of whole runs, milliseconds
/// @param how runs, threads and batch, for people: `60 runs, 1 thread, batch 1`
public record Measurement(Map<Integer, Double> nodeMs, double modelMs, String how) {

    /// Nothing was measured.
    public static final Measurement NONE = new Measurement(Map.of(), Double.NaN, "");

    public Measurement {
        nodeMs = Map.copyOf(nodeMs);
    }

    /// True if single nodes have times.
    public boolean isPresent() {
        return !nodeMs.isEmpty();
    }
}
