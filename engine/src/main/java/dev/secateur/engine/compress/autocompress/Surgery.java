package dev.secateur.engine.compress.autocompress;

import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.Map;

import dev.secateur.engine.compress.ChannelPruning;
import dev.secateur.engine.coupling.ChannelCut;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.GraphEditor;
import dev.secateur.engine.graph.Value;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.runtime.Difference;
import dev.secateur.engine.runtime.Parity;
import dev.secateur.engine.runtime.Samples;
import dev.secateur.engine.tensor.Tensor;

/// Takes out what goes: zeros for columns and weights, and filters with all that is theirs.
///
/// @param graph what is left
/// @param parity between it and the network with zeros in their place
record Surgery(Graph graph, Difference parity) {

    /// Cuts, and compares the two forms in ONNX Runtime.
    ///
    /// @throws ProblemException if they do not compute the same
    static Surgery of(Anatomy anatomy, Cut cut, Samples samples, Progress progress) throws ProblemException {
        Graph masked = masked(anatomy, cut.masks());
        Graph slim = slim(masked, cut.removed());
        Difference parity = Parity.compare(slim, masked, samples, progress);
        if (parity.maxRel() > ChannelPruning.TOLERANCE) {
            throw ProblemException.ofModel("the cut network differs from the masked one by " + parity.maxRel(), null,
                    "that is more than rounding, so the coupling of the channels was not understood",
                    "report this model; it was not changed");
        }
        return new Surgery(slim, parity);
    }

    /// The graph with zeros where something goes.
    static Graph masked(Anatomy anatomy, Map<Value, float[]> masks) {
        Graph graph = anatomy.graph();
        GraphEditor editor = graph.edit();
        Map<Value, Value> heirs = new LinkedHashMap<>();
        masks.forEach((value, mask) -> {
            Tensor before = graph.constant(value).orElseThrow();
            float[] numbers = before.toFloats();
            boolean any = false;
            for (int i = 0; i < mask.length; i++) {
                any |= mask[i] == 0 && numbers[i] != 0;
                numbers[i] = mask[i] == 0 ? 0 : numbers[i];
            }
            if (any) {
                Value made = editor.addConstant(graph.name(value), Tensor.of(numbers, before.dims()));
                editor.replaceUses(value, made);
                heirs.put(value, made);
            }
        });
        heirs.forEach(editor::inheritName);
        editor.removeUnused();
        return editor.build();
    }

    private static Graph slim(Graph masked, BitSet removed) throws ProblemException {
        return removed.isEmpty() ? masked : ChannelCut.apply(Anatomy.of(masked).coupling(), removed);
    }
}
