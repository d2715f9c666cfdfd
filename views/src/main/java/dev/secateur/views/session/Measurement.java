package dev.secateur.views.session;

import java.util.Map;

import dev.secateur.views.text.Figures;

/// Times of one version, measured in ONNX Runtime on this machine.
///
/// @param nodeMs milliseconds by node id, for the nodes to which the runtime attributes time of their own
/// @param fusedInto nodes that ran within another node's kernel, and that node, by id
/// @param attributed the part of the runtime's kernel time that stands at nodes of the graph, 0 to 1
/// @param modelMs median of whole runs, milliseconds
/// @param how runs, threads and batch, for people: `60 runs, 1 thread, batch 1`
public record Measurement(Map<Integer, Double> nodeMs, Map<Integer, Integer> fusedInto, double attributed,
        double modelMs,
        String how) {

    /// Nothing was measured.
    public static final Measurement NONE = new Measurement(Map.of(), Map.of(), Double.NaN, Double.NaN, "");

    public Measurement {
        nodeMs = Map.copyOf(nodeMs);
        fusedInto = Map.copyOf(fusedInto);
    }

    /// Without anything fused.
    public Measurement(Map<Integer, Double> nodeMs, double modelMs, String how) {
        this(nodeMs, Map.of(), 1, modelMs, how);
    }

    /// What the status line says of the version with this name.
    Status status(String version) {
        return Status.good(version + " takes " + Figures.modelMs(modelMs) + " ms (" + how + "), "
                + Figures.percent(attributed) + " of its kernels' time at nodes");
    }

    /// True if single nodes have times.
    public boolean isPresent() {
        return !nodeMs.isEmpty();
    }
}
