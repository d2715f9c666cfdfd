package dev.secateur.engine.compress.updp;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

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
        List<Node> made = like == null ? List.of() : activation(graph, editor, like, exit);
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

    /// Number and type of what is normalised.
    record Channels(int count, DType dtype) {}

    private static List<Node> activation(Graph graph, GraphEditor editor, Activation like, Value behind) {
        List<Node> made = new ArrayList<>();
        for (Node node : like.nodes()) {
            Value[] operands = node.inputs().toArray(Value[]::new);
            for (int i = 0; i < operands.length; i++) {
                if (operands[i].equals(like.input())) {
                    operands[i] = behind;
                } else if (!made.isEmpty() && operands[i].equals(like.nodes().getFirst().output())) {
                    operands[i] = made.getFirst().output();
                }
            }
            made.add(editor.addNode(node.op(), graph.name(behind) + "/" + node.op().type(), operands));
        }
        return made;
    }

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
