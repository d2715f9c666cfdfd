package dev.secateur.engine.compress.updp;

import java.util.List;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.GraphEditor;
import dev.secateur.engine.graph.Node;
import dev.secateur.engine.graph.Value;
import dev.secateur.engine.op.Binary;
import dev.secateur.engine.op.Transpose;
import dev.secateur.engine.rewrite.Normalisation;
import dev.secateur.engine.rewrite.Stored;
import dev.secateur.engine.tensor.DType;
import dev.secateur.engine.tensor.Tensor;

/// Batch normalisation over features: along the second axis as the operator has it, or along the last one, between two turns of the
/// axes, which go once it is merged.
final class FeatureNorm {

    private FeatureNorm() {}

    /// A normalisation that was put in.
    ///
    /// @param node the normalisation itself
    /// @param reader the node that reads the data, the normalisation or a turn before it
    /// @param turned true if it stands between two turns
    record Put(int node, Node reader, Value output, boolean turned) {}

    /// Along the second axis.
    static Put first(GraphEditor editor, Value data, int width) {
        Node norm = BlockEnd.norm(editor, data, new BlockEnd.Channels(width, DType.FLOAT));
        return new Put(norm.id(), norm, norm.output(), false);
    }

    /// Along the last axis of data of this rank.
    static Put last(GraphEditor editor, Value data, int rank, int width) {
        String name = editor.name(data) + "/bn";
        Node turn = editor.addNode(new Transpose(order(rank, true)), name + "/Transpose", data);
        Node norm = BlockEnd.norm(editor, turn.output(), new BlockEnd.Channels(width, DType.FLOAT));
        Node back = editor.addNode(new Transpose(order(rank, false)), name + "/Transpose", norm.output());
        return new Put(norm.id(), turn, back.output(), true);
    }

    /// Along the last axis, with these scales and shifts.
    static Put put(GraphEditor editor, Value data, int rank, Tensor scale, Tensor shift) {
        int width = (int) scale.elements();
        Put put = last(editor, data, rank, width);
        Node norm = editor.build().node(put.node()).orElseThrow();
        Value weight = editor.addConstant(editor.name(norm.input(1)), Stored.of(scale.toDoubles(), DType.FLOAT, width));
        Value bias = editor.addConstant(editor.name(norm.input(2)), Stored.of(shift.toDoubles(), DType.FLOAT, width));
        editor.setInput(norm, 1, weight);
        editor.setInput(norm, 2, bias);
        return put;
    }

    /// `0, 3, 1, 2` to bring the last axis of four to the second place, `0, 2, 3, 1` to bring it back.
    private static List<Integer> order(int rank, boolean there) {
        return switch (rank) {
            case 3 -> List.of(0, 2, 1);
            case 4 -> there ? List.of(0, 3, 1, 2) : List.of(0, 2, 3, 1);
            default -> throw new IllegalArgumentException("features over " + rank + " axes");
        };
    }

    /// The network with a factor and a summand for each feature in the place of a normalisation between two turns.
    static Graph unfolded(Graph graph, Put put) {
        Node norm = graph.node(put.node()).orElseThrow();
        Normalisation values = Normalisation.read(graph, norm);
        double[] factor = new double[values.channels()];
        double[] offset = new double[values.channels()];
        for (int c = 0; c < factor.length; c++) {
            factor[c] = values.factor(c);
            offset[c] = values.offset(c);
        }
        GraphEditor editor = graph.edit();
        String name = graph.name(put.output());
        Value data = graph.producer(norm.input(0)).orElseThrow().input(0);
        Node product = editor.addNode(new Binary(Binary.Kind.MUL), name + "/Mul", data,
                editor.addConstant(name + "/scale", Stored.of(factor, DType.FLOAT, factor.length)));
        Node sum = editor.addNode(new Binary(Binary.Kind.ADD), name + "/Add", product.output(),
                editor.addConstant(name + "/shift", Stored.of(offset, DType.FLOAT, offset.length)));
        editor.replaceUses(put.output(), sum.output());
        editor.removeUnused();
        return editor.build();
    }
}
