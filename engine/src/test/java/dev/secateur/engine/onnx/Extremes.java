package dev.secateur.engine.onnx;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import com.google.protobuf.ByteString;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.GraphEditor;
import dev.secateur.engine.graph.Header;
import dev.secateur.engine.graph.Value;
import dev.secateur.engine.op.Binary;
import dev.secateur.engine.op.Concat;
import dev.secateur.engine.op.Identity;
import dev.secateur.engine.op.Op;
import dev.secateur.engine.op.Unary;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.tensor.DType;
import dev.secateur.engine.tensor.Dim;
import dev.secateur.engine.tensor.Shape;
import dev.secateur.engine.tensor.Tensor;
import dev.secateur.engine.tensor.TensorType;

/// Models that go to the ends of what the format allows, as bytes of files.
public final class Extremes {

    private static final Unary RELU = new Unary(Unary.Kind.RELU);
    private static final int LONG = 10_000;

    private Extremes() {}

    /// All of them by name, made when asked for.
    public static Map<String, Supplier<byte[]>> all() {
        Map<String, Supplier<byte[]>> all = new LinkedHashMap<>();
        all.put("nodes-100000", () -> encoded(wide(100_000)));
        all.put("chain-20000", () -> encoded(chain(20_000)));
        all.put("chain-20000-unsorted", () -> unsortedChain(20_000));
        all.put("diamonds-20000", () -> encoded(diamonds(20_000)));
        all.put("inputs-5000", () -> encoded(manyInputs(5_000)));
        all.put("outputs-5000", () -> encoded(manyOutputs(5_000)));
        all.put("names-10000", () -> encoded(named("n".repeat(LONG))));
        all.put("names-right-to-left", () -> encoded(named("שכבה/مرحلة\u202e")));
        all.put("names-emoji", () -> encoded(named("🧠✂️👩‍🔬/\u0000\n\t")));
        all.put("nested-50", () -> nested(50));
        all.put("nested-5000", () -> nested(5_000));
        for (DType type : List.of(DType.INT4, DType.UINT4, DType.FLOAT8E4M3FN, DType.FLOAT8E5M2, DType.DOUBLE,
                DType.UINT16, DType.FLOAT16, DType.BFLOAT16, DType.COMPLEX64)) {
            all.put("weights-" + type.name().toLowerCase(java.util.Locale.ROOT), () -> encoded(weighted(type)));
        }
        all.put("rank-1000", () -> encoded(ofRank(1_000)));
        return all;
    }

    private static byte[] encoded(Graph graph) {
        try {
            return OnnxWriter.encode(graph);
        } catch (ProblemException e) {
            throw new IllegalStateException(e);
        }
    }

    private static GraphEditor editor() {
        return Graph.empty(new Header("extreme", 10, Map.of("", 21L), null)).edit();
    }

    private static Value input(GraphEditor editor, String name) {
        return editor.addInput(name, TensorType.of(DType.FLOAT, new Shape(List.of(Dim.of("batch"), Dim.of(4)))));
    }

    private static Graph finish(GraphEditor editor, List<Value> outputs) {
        editor.setOutputs(outputs);
        return editor.build();
    }

    /// Chains of ten nodes side by side, joined in the end.
    static Graph wide(int nodes) {
        GraphEditor editor = editor();
        Value x = input(editor, "x");
        List<Value> ends = new ArrayList<>();
        for (int i = 0; i < nodes / 10; i++) {
            Value y = x;
            for (int k = 0; k < 10; k++) {
                y = editor.addNode(k % 2 == 0 ? RELU : new Unary(Unary.Kind.NEG), "n" + i + "." + k, y).output();
            }
            ends.add(y);
        }
        return finish(editor,
                List.of(editor.addNode(new Concat(0), "join", ends.toArray(Value[]::new)).output()));
    }

    static Graph chain(int nodes) {
        GraphEditor editor = editor();
        Value x = input(editor, "x");
        for (int i = 0; i < nodes; i++) {
            x = editor.addNode(RELU, "n" + i, x).output();
        }
        return finish(editor, List.of(x));
    }

    /// A chain whose nodes stand in the file from the last to the first.
    static byte[] unsortedChain(int nodes) {
        GraphProto.Builder graph = Models.graph(1, 4);
        graph.clearInput().clearOutput().addInput(Models.floats("v0", 1, 4))
                .addOutput(Models.floats("v" + nodes, 1, 4));
        for (int i = nodes; i > 0; i--) {
            graph.addNode(Models.node("Relu", "v" + (i - 1), "v" + i));
        }
        return Models.model(13, graph).build().toByteArray();
    }

    /// Sums of a value and its successor: as many paths as two to the power of the number of nodes.
    static Graph diamonds(int nodes) {
        GraphEditor editor = editor();
        Value x = input(editor, "x");
        for (int i = 0; i < nodes / 2; i++) {
            Value y = editor.addNode(RELU, "r" + i, x).output();
            x = editor.addNode(new Binary(Binary.Kind.ADD), "a" + i, x, y).output();
        }
        return finish(editor, List.of(x));
    }

    static Graph manyInputs(int count) {
        GraphEditor editor = editor();
        List<Value> inputs = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            inputs.add(input(editor, "x" + i));
        }
        return finish(editor,
                List.of(editor.addNode(new Concat(-1), "join", inputs.toArray(Value[]::new)).output()));
    }

    static Graph manyOutputs(int count) {
        GraphEditor editor = editor();
        Value x = input(editor, "x");
        List<Value> outputs = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            outputs.add(editor.addNode(new Identity(), "y" + i, x).output());
        }
        return finish(editor, outputs);
    }

    static Graph named(String name) {
        GraphEditor editor = editor();
        Value x = input(editor, name + ".in");
        Value w = editor.addConstant(name + ".weight", Tensor.of(new float[]{1, 2, 3, 4}, 4));
        Op mul = new Binary(Binary.Kind.MUL);
        Value y = editor.addNode(RELU, name, editor.addNode(mul, name + ".mul", x, w).output()).output();
        return finish(editor, List.of(y));
    }

    /// Branches within branches.
    static byte[] nested(int depth) {
        ByteString inner = branch(List.of(Models.node("Relu", "x", "leaf").build().toByteString()), "leaf");
        for (int i = 0; i < depth; i++) {
            inner = branch(List.of(conditional("y" + i, inner)), "y" + i);
        }
        GraphProto.Builder graph = Models.graph(1, 4);
        graph.clearInput().clearOutput().addInput(Models.floats("x", 1, 4)).addInput(Models.floats("unused", 1))
                .addInput(Models.floats("c", 1).toBuilder().setType(Models.floats("c").getType().toBuilder()
                        .setTensorType(Models.floats("c").getType().getTensorType().toBuilder().setElemType(9))))
                .addOutput(Models.floats("y", 1, 4));
        ByteString node = conditional("y", inner);
        ByteString body = graph.build().toByteString().concat(field(GraphProto.NODE_FIELD_NUMBER, node));
        return Models.model(17, GraphProto.newBuilder()).clearGraph().build().toByteString()
                .concat(field(ai.onnx.proto.OnnxMl.ModelProto.GRAPH_FIELD_NUMBER, body)).toByteArray();
    }

    /// An `If` on `c` with the same branch twice would double with every level, so the other branch is short.
    private static ByteString conditional(String output, ByteString branch) {
        ByteString plain = branch(List.of(Models.node("Neg", "x", output + "_else").build().toByteString()),
                output + "_else");
        ByteString head = NodeProto.newBuilder().setOpType("If").addInput("c").addOutput(output).build()
                .toByteString();
        return head.concat(field(NodeProto.ATTRIBUTE_FIELD_NUMBER, attribute("then_branch", branch)))
                .concat(field(NodeProto.ATTRIBUTE_FIELD_NUMBER, attribute("else_branch", plain)));
    }

    private static ByteString attribute(String name, ByteString graph) {
        return AttributeProto.newBuilder().setName(name).setType(AttributeProto.AttributeType.GRAPH).build()
                .toByteString().concat(field(AttributeProto.G_FIELD_NUMBER, graph));
    }

    private static ByteString branch(List<ByteString> nodes, String output) {
        ByteString graph = GraphProto.newBuilder().setName("b").addOutput(Models.floats(output, 1, 4)).build()
                .toByteString();
        for (ByteString node : nodes) {
            graph = graph.concat(field(GraphProto.NODE_FIELD_NUMBER, node));
        }
        return graph;
    }

    /// An encoded message as a field of another, without building it up again: nesting costs no stack here.
    private static ByteString field(int number, ByteString body) {
        ByteString.Output out = ByteString.newOutput();
        varint(out, number << 3 | 2);
        varint(out, body.size());
        return out.toByteString().concat(body);
    }

    private static void varint(ByteString.Output out, int value) {
        int rest = value;
        while (rest >= 0x80) {
            out.write(rest & 0x7f | 0x80);
            rest >>>= 7;
        }
        out.write(rest);
    }

    static Graph weighted(DType type) {
        GraphEditor editor = editor();
        long[] dims = {3, 5};
        Tensor weight = Tensor.of(type, dims, MemorySegment.ofArray(new byte[(int) type.bytes(15)]));
        Value w = editor.addConstant("w", weight);
        Value x = input(editor, "x");
        return finish(editor, List.of(editor.addNode(new Identity(), "kept", w).output(),
                editor.addNode(RELU, "y", x).output()));
    }

    static Graph ofRank(int rank) {
        GraphEditor editor = editor();
        List<Dim> dims = new ArrayList<>();
        for (int i = 0; i < rank; i++) {
            dims.add(Dim.of("d" + i));
        }
        Value x = editor.addInput("x", TensorType.of(DType.FLOAT, new Shape(dims)));
        return finish(editor, List.of(editor.addNode(RELU, "y", x).output()));
    }
}
