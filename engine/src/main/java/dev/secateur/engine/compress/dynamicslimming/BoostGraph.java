package dev.secateur.engine.compress.dynamicslimming;

import java.util.List;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.GraphEditor;
import dev.secateur.engine.graph.Node;
import dev.secateur.engine.graph.Value;
import dev.secateur.engine.op.Binary;
import dev.secateur.engine.op.Cast;
import dev.secateur.engine.op.Flatten;
import dev.secateur.engine.op.Gather;
import dev.secateur.engine.op.Gemm;
import dev.secateur.engine.op.GlobalPool;
import dev.secateur.engine.op.MatMul;
import dev.secateur.engine.op.Op;
import dev.secateur.engine.op.Reshape;
import dev.secateur.engine.op.TopK;
import dev.secateur.engine.op.Unary;
import dev.secateur.engine.shape.Bindings;
import dev.secateur.engine.shape.ShapeInference;
import dev.secateur.engine.shape.Shapes;
import dev.secateur.engine.tensor.DType;
import dev.secateur.engine.tensor.Tensor;

/// Writes feature boosting and suppression into a graph as operators of ONNX.
final class BoostGraph {

    private static final int COUNT_BY_INPUT = 10;
    private static final int FLAT = 2;

    private final GraphEditor editor;
    private final Graph graph;
    private final Shapes shapes;

    private BoostGraph(Graph graph) {
        this.graph = graph;
        this.editor = graph.edit();
        this.shapes = ShapeInference.infer(graph, Bindings.batch(1));
    }

    /// Channels that a layer gets.
    static int inputs(Graph graph, GatedLayer layer) {
        Tensor weight = graph.constant(layer.producer().input(1)).orElseThrow();
        return Math.toIntExact(weight.dim(switch (layer.producer().op()) {
            case Gemm gemm -> gemm.transB() ? 1 : 0;
            case MatMul product -> 0;
            default -> 1;
        }));
    }

    static Graph of(Graph graph, List<GatedLayer> layers, List<BoostTraining.Saliency> saliencies, double density) {
        BoostGraph made = new BoostGraph(graph);
        for (int l = 0; l < layers.size(); l++) {
            made.layer(l, layers.get(l), saliencies.get(l), density);
        }
        return made.editor.build();
    }

    private void layer(int index, GatedLayer layer, BoostTraining.Saliency saliency, double density) {
        int channels = layer.channels();
        int stay = BoostTraining.stay(channels, density);
        String name = "boost" + index + "/";
        // The layer before may stand right in front: then its gates are between, and what they leave is looked at.
        Value sizes = add(name + "Abs", new Unary(Unary.Kind.ABS), editor.current(layer.producer()).input(0));
        Value seen = GatedLayer.rank(shapes, layer.producer().input(0)) == FLAT
                ? sizes
                : add(name + "Flatten", new Flatten(1),
                        add(name + "GlobalAveragePool", new GlobalPool(GlobalPool.Kind.AVERAGE), sizes));
        Value said = add(name + "Relu", new Unary(Unary.Kind.RELU), add(name + "Gemm", new Gemm(1, 1, false, true),
                seen, number(name + "phi", saliency.phi()), number(name + "rho", saliency.rho())));
        Value last = add(name + "Gather", new Gather(1), largest(name, said, stay),
                number(name + "last", Tensor.vector(stay - 1L)));
        Value kept = add(name + "Cast", new Cast(DType.FLOAT, true), add(name + "Not", new Unary(Unary.Kind.NOT),
                add(name + "Less", new Binary(Binary.Kind.LESS), said, last)));
        Value factors = add(name + "Mul", new Binary(Binary.Kind.MUL), said, kept);
        for (int i = 0; i < layer.norms().size(); i++) {
            Value result = layer.norms().get(i).output();
            Value shaped = GatedLayer.rank(shapes, result) == FLAT
                    ? i == 0 ? factors : kept
                    : add(name + "norm" + i + "/Reshape", new Reshape(null, false), i == 0 ? factors : kept,
                            number(name + "norm" + i + "/shape", Tensor.vector(-1, channels, 1, 1)));
            Node product = editor.addNode(new Binary(Binary.Kind.MUL), "/dynamic/" + name + "norm" + i + "/Mul",
                    result, shaped);
            editor.replaceUses(result, product.output());
        }
    }

    /// The largest numbers of each row, in order.
    private Value largest(String name, Value said, int stay) {
        boolean byInput = graph.header().opset() >= COUNT_BY_INPUT;
        TopK op = new TopK(1, byInput ? null : (long) stay, true, true);
        Value values = editor.addValue("/dynamic/" + name + "TopK");
        Value indices = editor.addValue("/dynamic/" + name + "TopK_indices");
        List<Value> operands = byInput ? List.of(said, number(name + "count", Tensor.vector(stay))) : List.of(said);
        editor.addNode("/dynamic/" + name + "TopK", new Node(-1, op, operands, List.of(values, indices), List.of(),
                null));
        return values;
    }

    private Value add(String name, Op op, Value... operands) {
        return editor.addNode(op, "/dynamic/" + name, operands).output();
    }

    private Value number(String name, Tensor tensor) {
        return editor.addConstant("dynamic." + name.replace('/', '.'), tensor);
    }
}
