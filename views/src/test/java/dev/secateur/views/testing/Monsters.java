package dev.secateur.views.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.IntFunction;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.GraphEditor;
import dev.secateur.engine.graph.Header;
import dev.secateur.engine.graph.Value;
import dev.secateur.engine.onnx.OnnxReader;
import dev.secateur.engine.op.Binary;
import dev.secateur.engine.op.Concat;
import dev.secateur.engine.op.Op;
import dev.secateur.engine.op.Unary;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.tensor.DType;
import dev.secateur.engine.tensor.Shape;
import dev.secateur.engine.tensor.TensorType;

/// Graphs that are legal and that no one wishes for: very long, very wide, very tangled, very oddly named.
public final class Monsters {

    private static final Op RELU = new Unary(Unary.Kind.RELU);
    private static final Op ADD = new Binary(Binary.Kind.ADD);

    private final GraphEditor editor;
    private Value last;

    private Monsters() {
        this.editor = Graph.empty(new Header("monster", 8, Map.of("", 13L), null)).edit();
        this.last = editor.addInput("input", TensorType.of(DType.FLOAT, Shape.of(1, 8)));
    }

    /// Activations in a row, named by `name`, which gets the position.
    public static Graph chain(int length, IntFunction<String> name) {
        Monsters monster = new Monsters();
        for (int i = 0; i < length; i++) {
            monster.last = monster.node(RELU, name.apply(i), monster.last);
        }
        return monster.done();
    }

    /// One node that takes the results of `inputs` others.
    public static Graph star(int inputs) {
        Monsters monster = new Monsters();
        List<Value> points = new ArrayList<>();
        for (int i = 0; i < inputs; i++) {
            points.add(monster.node(RELU, "point" + i, monster.last));
        }
        monster.last = monster.node(new Concat(1), "middle", points.toArray(Value[]::new));
        return monster.done();
    }

    /// Sums of two values each, one of them mostly near, sometimes anywhere before; without any structure to be found.
    public static Graph tangle(int nodes, long seed) {
        Monsters monster = new Monsters();
        SplittableRandom random = new SplittableRandom(seed);
        List<Value> made = new ArrayList<>(List.of(monster.last));
        for (int i = 0; i < nodes; i++) {
            int near = Math.max(0, made.size() - 1 - random.nextInt(4));
            int far = random.nextInt(20) == 0 ? random.nextInt(made.size()) : Math.max(0, near - random.nextInt(6));
            made.add(monster.node(ADD, "n" + i, made.get(near), made.get(far)));
        }
        monster.last = made.getLast();
        return monster.done();
    }

    /// Names of 10,000 characters, of right-to-left and of emoji text, and of characters that break lines.
    public static Graph oddNames() {
        List<String> names = List.of("x".repeat(10_000), "طبقة الالتفاف ".repeat(20), "שכבה", "🧠🔥👩‍👩‍👧‍👦 layer",
                "a\nb\tc\u0007",
                "/a/" + "b/".repeat(2_000) + "Conv", "<b>&amp;\"'</b>");
        return chain(names.size(), names::get);
    }

    /// An `If` whose branches hold one another, this many levels deep; as read from a file.
    public static Graph nestedIfs(int levels) {
        TensorShapeProto shape = TensorShapeProto.newBuilder()
                .addDim(TensorShapeProto.Dimension.newBuilder().setDimValue(2)).build();
        GraphProto.Builder graph = GraphProto.newBuilder().setName("main")
                .addInput(info("x", 1, shape)).addInput(info("cond", 9, TensorShapeProto.getDefaultInstance()))
                .addOutput(info("y", 1, shape)).addNode(holder(levels, "y", shape));
        ModelProto model = ModelProto.newBuilder().setIrVersion(8).setGraph(graph)
                .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(13)).build();
        try {
            return OnnxReader.decode(model.toByteArray(), null);
        } catch (ProblemException e) {
            throw new IllegalStateException(e);
        }
    }

    private static NodeProto holder(int levels, String output, TensorShapeProto shape) {
        return NodeProto.newBuilder().setOpType("If").setName("if" + levels).addInput("cond").addOutput(output)
                .addAttribute(branch("then_branch", levels, shape)).addAttribute(branch("else_branch", 1, shape))
                .build();
    }

    private static AttributeProto branch(String name, int levels, TensorShapeProto shape) {
        String output = name + levels;
        NodeProto inside = levels <= 1
                ? NodeProto.newBuilder().setOpType("Abs").setName("leaf").addInput("x").addOutput(output).build()
                : holder(levels - 1, output, shape);
        return AttributeProto.newBuilder().setName(name).setType(AttributeProto.AttributeType.GRAPH)
                .setG(GraphProto.newBuilder().setName(output).addOutput(info(output, 1, shape)).addNode(inside))
                .build();
    }

    private static ValueInfoProto info(String name, int type, TensorShapeProto shape) {
        return ValueInfoProto.newBuilder().setName(name).setType(TypeProto.newBuilder()
                .setTensorType(TypeProto.Tensor.newBuilder().setElemType(type).setShape(shape))).build();
    }

    private Value node(Op op, String name, Value... operands) {
        return editor.addNode(op, name, operands).output();
    }

    private Graph done() {
        editor.setOutputs(List.of(last));
        return editor.build();
    }
}
