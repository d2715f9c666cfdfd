package dev.secateur.engine.compress.updp;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.GraphEditor;
import dev.secateur.engine.graph.Node;
import dev.secateur.engine.graph.Value;
import dev.secateur.engine.op.BatchNormalization;
import dev.secateur.engine.rewrite.Activation;
import dev.secateur.engine.rewrite.Stored;
import dev.secateur.engine.tensor.DType;

/// What follows a pruned block: an activation, unless the block ends with one, and a batch normalisation.
final class BlockEnd {

    private static final float EPSILON = 1e-5f;
    private static final float MOMENTUM = 0.9f;

    private BlockEnd() {}

    /// Puts both behind a block's exit; whatever used the exit uses the normalisation then.
    ///
    /// @param like what to copy as the activation; null if the block ends with one
    /// @return the normalisation, which is not calibrated yet
    static Node put(Graph graph, GraphEditor editor, Value exit, @Nullable Activation like, Channels channels) {
        List<Node> made = like == null
                ? List.of()
                : copy(graph, editor, new Step.Bend(like.input(), like.output(), like.nodes()), exit);
        Value end = made.isEmpty() ? exit : made.getLast().output();
        Node norm = norm(editor, end, channels);
        editor.replaceUses(exit, norm.output());
        for (Node node : made) {
            // They read the exit before its uses were moved, and shall read it still.
            editor.setInputs(node, node.inputs());
        }
        if (made.isEmpty()) {
            editor.setInput(norm, 0, exit);
        }
        return norm;
    }

    /// A copy of an activation behind another value.
    static List<Node> copy(Graph graph, GraphEditor editor, Step.Bend like, Value behind) {
        Map<Value, Value> stands = new HashMap<>(Map.of(like.input(), behind));
        List<Node> made = new ArrayList<>();
        for (Node node : like.nodes()) {
            Value[] operands = node.inputs().stream().map(v -> stands.getOrDefault(v, v)).toArray(Value[]::new);
            Node copy = editor.addNode(node.op(), graph.name(behind) + "/" + node.op().type(), operands);
            stands.put(node.output(), copy.output());
            made.add(copy);
        }
        return made;
    }

    /// Number and type of what is normalised.
    record Channels(int count, DType dtype) {}

    /// A batch normalisation behind a value, along the second axis.
    static Node norm(GraphEditor editor, Value behind, Channels channels) {
        double[] ones = new double[channels.count()];
        Arrays.fill(ones, 1);
        double[] zeros = new double[channels.count()];
        String name = editor.name(behind) + "/bn";
        return editor.addNode(new BatchNormalization(EPSILON, MOMENTUM, false), name, behind,
                constant(editor, name + ".weight", ones, channels), constant(editor, name + ".bias", zeros, channels),
                constant(editor, name + ".running_mean", zeros, channels),
                constant(editor, name + ".running_var", ones, channels));
    }

    private static Value constant(GraphEditor editor, String name, double[] values, Channels channels) {
        return editor.addConstant(name, Stored.of(values, channels.dtype(), values.length));
    }
}
