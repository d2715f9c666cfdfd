package dev.secateur.engine.hardware;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.GraphEditor;
import dev.secateur.engine.graph.Header;
import dev.secateur.engine.graph.Node;
import dev.secateur.engine.graph.Value;
import dev.secateur.engine.op.Conv;
import dev.secateur.engine.op.ConvTranspose;
import dev.secateur.engine.op.Gemm;
import dev.secateur.engine.op.MatMul;
import dev.secateur.engine.op.Op;
import dev.secateur.engine.op.Window;
import dev.secateur.engine.shape.Shapes;
import dev.secateur.engine.tensor.DType;
import dev.secateur.engine.tensor.Shape;
import dev.secateur.engine.tensor.Tensor;
import dev.secateur.engine.tensor.TensorType;

/// A layer by itself: what it computes and on which extents. Two layers with equal keys take the same time.
///
/// @param op a convolution or a matrix product
/// @param inputs static extents of its operands: the data, then weight and bias
/// @param constants how many operands from the end are weights
public record Layer(Op op, List<Shape> inputs, int constants) {

    private static final long OPSET = 13;
    private static final long IR_VERSION = 8;
    private static final long SEED = 1;

    public Layer {
        inputs = List.copyOf(inputs);
    }

    /// The layer that a node is; empty for other operators, open extents, and operands that are left out in the middle.
    ///
    /// @param shapes with the batch bound
    public static Optional<Layer> of(Graph graph, Shapes shapes, Node node) {
        if (!(node.op() instanceof Conv || node.op() instanceof ConvTranspose || node.op() instanceof Gemm
                || node.op() instanceof MatMul)) {
            return Optional.empty();
        }
        List<Shape> inputs = new ArrayList<>();
        int constants = 0;
        for (Value input : node.inputs()) {
            Shape shape = input.isPresent() ? shapes.shape(input) : null;
            if (shape == null || !shape.isStatic() || shapes.type(input).dtype() != DType.FLOAT) {
                return Optional.empty();
            }
            inputs.add(shape);
            constants = graph.constant(input).isPresent() ? constants + 1 : 0;
        }
        return Optional.of(new Layer(node.op(), inputs, constants));
    }

    /// Its name in tables: operator, what the operator is told, extents of all operands.
    ///
    /// `Conv stride 1 1 pad 1 1 1 1 dilation 1 1 group 1: 1x16x32x32 16x16x3x3 16`
    public String key() {
        return text() + ": " + inputs.stream().map(Layer::extents).collect(Collectors.joining(" "));
    }

    private String text() {
        return switch (op) {
            case Conv(Window window, int group) -> "Conv " + text(window) + " group " + group;
            case ConvTranspose c -> "ConvTranspose " + text(c.window()) + " group " + c.group() + " output pad "
                    + joined(c.outputPadding());
            case Gemm g -> "Gemm" + (g.transA() ? " A'" : "") + (g.transB() ? " B'" : "");
            default -> op.type();
        };
    }

    private static String text(Window window) {
        return "stride " + joined(window.strides()) + " pad "
                + (window.autoPad() == Window.AutoPad.NOTSET ? joined(window.pads()) : window.autoPad().name())
                + " dilation " + joined(window.dilations());
    }

    private static String joined(List<Integer> numbers) {
        return numbers.isEmpty() ? "-" : numbers.stream().map(String::valueOf).collect(Collectors.joining(" "));
    }

    private static String extents(Shape shape) {
        return shape.dims().stream().map(Object::toString).collect(Collectors.joining("x"));
    }

    /// A model of this layer alone, with drawn weights.
    public Graph graph() {
        GraphEditor editor = Graph.empty(new Header("layer", IR_VERSION, Map.of("", OPSET), null)).edit();
        SplittableRandom random = new SplittableRandom(SEED);
        Value[] operands = new Value[inputs.size()];
        for (int i = 0; i < operands.length; i++) {
            Shape shape = inputs.get(i);
            operands[i] = i < inputs.size() - constants
                    ? editor.addInput("x" + i, new TensorType(DType.FLOAT, shape))
                    : editor.addConstant("w" + i, drawn(shape, random));
        }
        editor.setOutputs(List.of(editor.addNode(op, "y", operands).output()));
        return editor.build();
    }

    private static Tensor drawn(Shape shape, SplittableRandom random) {
        float[] numbers = new float[Math.toIntExact(shape.elements().orElseThrow())];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = (float) (0.1 * random.nextGaussian());
        }
        return Tensor.of(numbers, shape.sizes());
    }
}
