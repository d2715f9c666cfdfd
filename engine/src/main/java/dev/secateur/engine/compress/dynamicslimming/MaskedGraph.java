package dev.secateur.engine.compress.dynamicslimming;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

import dev.secateur.engine.coupling.Coupling;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.GraphEditor;
import dev.secateur.engine.graph.Node;
import dev.secateur.engine.graph.Value;
import dev.secateur.engine.op.ArgReduce;
import dev.secateur.engine.op.AveragePool;
import dev.secateur.engine.op.Binary;
import dev.secateur.engine.op.Cast;
import dev.secateur.engine.op.Conv;
import dev.secateur.engine.op.Flatten;
import dev.secateur.engine.op.Gather;
import dev.secateur.engine.op.Gemm;
import dev.secateur.engine.op.GlobalPool;
import dev.secateur.engine.op.Op;
import dev.secateur.engine.op.Reshape;
import dev.secateur.engine.op.Unary;
import dev.secateur.engine.op.Window;
import dev.secateur.engine.shape.Bindings;
import dev.secateur.engine.shape.ShapeInference;
import dev.secateur.engine.shape.Shapes;
import dev.secateur.engine.tensor.DType;
import dev.secateur.engine.tensor.Tensor;

/// Writes gates into a graph as operators of ONNX, and reads them back: the predictor, a comparison for each layer, and a product behind
/// each of its normalisations. What is written bears names that begin with `dynamic`, by which it is found again.
final class MaskedGraph {

    private static final String PLACE = "/dynamic/";
    private static final String NUMBERS = "dynamic.";
    private static final int FLAT = 2;
    private static final String DENSE = "secateur.dynamic.dense-macs";

    private final GraphEditor editor;

    MaskedGraph(GraphEditor editor) {
        this.editor = editor;
    }

    /// The network with its gates.
    ///
    /// @param dense multiply-accumulates of the network as it was given, which the model's metadata keep
    static Graph of(GatedNetwork network, double dense) {
        MaskedGraph made = new MaskedGraph(network.graph().edit());
        Shapes shapes = ShapeInference.infer(network.graph(), Bindings.batch(1));
        made.editor.setHeader(
                network.graph().header().withMetadata(Map.of(DENSE, Long.toString(Math.round(dense)))));
        Value parts = made.predictor(network.graph().requiredInputs().getFirst(), network.predictor());
        Grades grades = network.grades();
        if (grades != null) {
            parts = made.add("grades/Gather", new Gather(0),
                    made.number("grades", table(grades.parts())), made.nearest(parts, grades.centres()));
        }
        for (int l = 0; l < network.layers().size(); l++) {
            made.gate(network, l, shapes, parts);
        }
        return made.editor.build();
    }

    /// The predictor behind a picture; gives the part of the highest threshold for each layer, `[N, layers]`.
    Value predictor(Value pictures, Predictor.Weights weights) {
        Value x = weights.pool() > 1
                ? add("pool/AveragePool", new AveragePool(Window.square(weights.pool(), weights.pool(), 0), false,
                        false), pictures)
                : pictures;
        x = add("first/Conv", new Conv(Window.square(3, 1, 1), 1), x, number("first", weights.first()));
        x = add("first/Relu", new Unary(Unary.Kind.RELU), x);
        x = add("second/Conv", new Conv(Window.square(3, 2, 1), 1), x, number("second", weights.second()));
        x = add("second/Relu", new Unary(Unary.Kind.RELU), x);
        x = add("mean/GlobalAveragePool", new GlobalPool(GlobalPool.Kind.AVERAGE), x);
        x = add("mean/Flatten", new Flatten(1), x);
        x = add("linear/Gemm", new Gemm(1, 1, false, true), x, number("linear", weights.linear()),
                number("bias", weights.bias()));
        return add("parts/Sigmoid", new Unary(Unary.Kind.SIGMOID), x);
    }

    /// The centre that lies nearest to the parts, `[N]`.
    Value nearest(Value parts, double[][] centres) {
        int layers = centres[0].length;
        float[] weights = new float[centres.length * layers];
        float[] bias = new float[centres.length];
        for (int k = 0; k < centres.length; k++) {
            for (int l = 0; l < layers; l++) {
                double centre = centres[k][l];
                weights[k * layers + l] = (float) (2 * centre);
                bias[k] -= (float) (centre * centre);
            }
        }
        Value near = add("router/Gemm", new Gemm(1, 1, false, true), parts,
                number("centres", Tensor.of(weights, centres.length, layers)),
                number("distances", Tensor.of(bias, centres.length)));
        return add("router/ArgMax", new ArgReduce(ArgReduce.Kind.MAX, 1, false, false), near);
    }

    private static Tensor table(double[][] rows) {
        double[] numbers = Arrays.stream(rows).flatMapToDouble(Arrays::stream).toArray();
        return Tensor.of(Floats.of(numbers), rows.length, rows[0].length);
    }

    private static double[][] rows(Tensor table, double factor) {
        double[] numbers = Arrays.stream(table.toDoubles()).map(n -> n * factor).toArray();
        int width = Math.toIntExact(table.dim(1));
        return IntStream.range(0, Math.toIntExact(table.dim(0)))
                .mapToObj(k -> Arrays.copyOfRange(numbers, k * width, (k + 1) * width)).toArray(double[][]::new);
    }

    private void gate(GatedNetwork network, int layer, Shapes shapes, Value parts) {
        String gate = "gate" + layer + "/";
        int channels = network.sizes()[layer].length;
        Value part = add(gate + "Gather", new Gather(1), parts, number("layer" + layer, Tensor.vector(layer)));
        Value threshold = add(gate + "threshold/Mul", new Binary(Binary.Kind.MUL), part,
                number("highest" + layer, Tensor.scalar((float) network.highest()[layer])));
        Value below = add(gate + "Less", new Binary(Binary.Kind.LESS),
                number("size" + layer, Tensor.of(Floats.of(network.sizes()[layer]), 1, channels)), threshold);
        Value open = add(gate + "Not", new Unary(Unary.Kind.NOT), below);
        Value factors = add(gate + "Cast", new Cast(DType.FLOAT, true), open);
        multiply(network.layers().get(layer), layer, shapes, factors);
    }

    /// Puts a product with the factors `[N, C]` behind every normalisation of a layer, in the rank of that one's result.
    private void multiply(GatedLayer layer, int index, Shapes shapes, Value factors) {
        String gate = "gate" + index + "/";
        Map<Integer, Value> shaped = new HashMap<>(Map.of(FLAT, factors));
        for (int i = 0; i < layer.norms().size(); i++) {
            Value result = layer.norms().get(i).output();
            Value of = shaped.computeIfAbsent(GatedLayer.rank(shapes, result),
                    rank -> shaped(gate, "shape" + index, layer.channels(), rank, factors));
            Node product = editor.addNode(new Binary(Binary.Kind.MUL), PLACE + gate + "norm" + i + "/Mul", result, of);
            editor.replaceUses(result, product.output());
        }
    }

    private Value shaped(String gate, String number, int channels, int rank, Value factors) {
        long[] extents = new long[rank];
        Arrays.fill(extents, 1);
        extents[0] = -1;
        extents[1] = channels;
        return add(gate + "Reshape", new Reshape(null, false), factors, number(number, Tensor.vector(extents)));
    }

    Value add(String name, Op op, Value... operands) {
        return editor.addNode(op, PLACE + name, operands).output();
    }

    Value number(String name, Tensor tensor) {
        return editor.addConstant(NUMBERS + name, tensor);
    }

    /// Takes gates out of a graph that {@link #of} gave.
    ///
    /// @return empty if it has none
    static Optional<GatedNetwork> read(Graph graph) {
        Map<String, Tensor> numbers = new HashMap<>();
        graph.constants().forEach((value, tensor) -> {
            if (graph.name(value).startsWith(NUMBERS)) {
                numbers.put(graph.name(value).substring(NUMBERS.length()), tensor);
            }
        });
        Tensor first = numbers.get("first");
        Tensor second = numbers.get("second");
        Tensor linear = numbers.get("linear");
        Tensor bias = numbers.get("bias");
        if (first == null || second == null || linear == null || bias == null) {
            return Optional.empty();
        }
        int pool = graph.nodeNamed(PLACE + "pool/AveragePool").map(Node::op).map(o -> (AveragePool) o)
                .map(p -> p.window().kernel().getFirst()).orElse(1);
        Predictor.Weights weights = new Predictor.Weights(pool, first, second, linear, bias);
        double[] highest = new double[weights.layers()];
        double[][] sizes = new double[highest.length][];
        for (int l = 0; l < highest.length; l++) {
            Tensor of = numbers.get("highest" + l);
            Tensor compared = numbers.get("size" + l);
            if (of == null || compared == null) {
                return Optional.empty();
            }
            highest[l] = of.doubleAt(0);
            sizes[l] = compared.toDoubles();
        }
        Tensor centres = numbers.get("centres");
        Tensor parts = numbers.get("grades");
        Grades grades = centres == null || parts == null ? null : new Grades(rows(centres, 0.5), rows(parts, 1));
        return layers(graph, highest.length)
                .map(found -> new GatedNetwork(found.graph(), found.layers(), highest, sizes, weights, grades));
    }

    /// Multiply-accumulates of the network that a graph with gates was made from; empty if the graph does not say it.
    static OptionalDouble dense(Graph graph) {
        String told = graph.header().metadata().get(DENSE);
        return told != null && told.matches("[1-9][0-9]{0,17}")
                ? OptionalDouble.of(Long.parseLong(told))
                : OptionalDouble.empty();
    }

    /// A network without its gates.
    private record Bare(Graph graph, List<GatedLayer> layers) {}

    private static Optional<Bare> layers(Graph graph, int count) {
        GraphEditor editor = graph.edit();
        int[][] norms = new int[count][];
        for (int l = 0; l < count; l++) {
            String gate = PLACE + "gate" + l + "/norm";
            List<Node> products = graph.nodes().stream().filter(n -> graph.name(n).startsWith(gate)).toList();
            norms[l] = products.stream().mapToInt(p -> graph.producer(p.input(0)).orElseThrow().id()).toArray();
            products.forEach(p -> editor.replaceUses(p.output(), p.input(0)));
        }
        editor.removeUnused();
        Graph plain = editor.build();
        Coupling coupling = Coupling.of(plain);
        List<GatedLayer> layers = new java.util.ArrayList<>();
        for (int[] of : norms) {
            List<Node> nodes = java.util.Arrays.stream(of).mapToObj(id -> plain.node(id).orElseThrow()).toList();
            Optional<GatedLayer> layer = coupling.groups().stream()
                    .filter(g -> g.members().stream().anyMatch(m -> m.node().equals(nodes.getFirst())))
                    .map(g -> new GatedLayer(g, g.producers().getFirst(), nodes)).findFirst();
            if (layer.isEmpty()) {
                return Optional.empty();
            }
            layers.add(layer.get());
        }
        return Optional.of(new Bare(plain, layers));
    }
}
