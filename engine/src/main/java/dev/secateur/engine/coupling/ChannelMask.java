package dev.secateur.engine.coupling;

import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.GraphEditor;
import dev.secateur.engine.graph.Node;
import dev.secateur.engine.graph.Value;
import dev.secateur.engine.op.BatchNormalization;
import dev.secateur.engine.op.Binary;
import dev.secateur.engine.op.Conv;
import dev.secateur.engine.op.ConvTranspose;
import dev.secateur.engine.op.Gemm;
import dev.secateur.engine.tensor.Tensor;

/// The same graph with channels silenced instead of taken out: every weight keeps its extents, and zeros stand where the
/// channels were. What {@link ChannelCut} gives computes the same as this.
public final class ChannelMask {

    private ChannelMask() {}

    /// The graph with these units silenced.
    ///
    /// @param removed units of `coupling`
    public static Graph apply(Coupling coupling, BitSet removed) {
        Graph graph = coupling.graph();
        GraphEditor editor = graph.edit();
        Map<Value, Tensor> masked = new HashMap<>();
        for (Slot slot : coupling.slots()) {
            BitSet kept = ChannelCut.kept(slot.labels(), removed);
            if (isSilenced(slot) && kept.cardinality() < slot.labels().units().length) {
                Value weight = slot.node().input(slot.input());
                masked.compute(weight, (v, t) -> Slices.zero(t == null ? Weight.of(graph, v).orElseThrow() : t,
                        slot.labels().axis(), kept));
            }
        }
        masked.forEach((value, tensor) -> replace(editor, coupling.slots(), value, tensor));
        editor.removeUnused();
        return editor.build();
    }

    private static void replace(GraphEditor editor, List<Slot> slots, Value value, Tensor tensor) {
        Value made = editor.addConstant(editor.name(value) + "_masked", tensor);
        for (Slot slot : slots) {
            Node node = editor.current(slot.node());
            if (node.input(slot.input()).equals(value)) {
                editor.setInput(node, slot.input(), made);
            }
        }
    }

    /// Weights and what is added; variances, divisors and slopes stay, for a zero there would not silence anything.
    private static boolean isSilenced(Slot slot) {
        return slot.role() != Role.CHANNEL || switch (slot.node().op()) {
            case Conv c -> true;
            case ConvTranspose c -> true;
            case Gemm g -> true;
            case BatchNormalization b -> slot.input() <= 2;
            case Binary(Binary.Kind kind) -> kind == Binary.Kind.ADD || kind == Binary.Kind.SUB
                    || kind == Binary.Kind.MUL;
            default -> false;
        };
    }
}
