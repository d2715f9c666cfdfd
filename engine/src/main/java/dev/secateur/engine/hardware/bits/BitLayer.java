package dev.secateur.engine.hardware.bits;

import java.util.List;
import java.util.Optional;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.Node;
import dev.secateur.engine.op.Conv;
import dev.secateur.engine.op.ConvTranspose;
import dev.secateur.engine.op.Gemm;
import dev.secateur.engine.op.MatMul;
import dev.secateur.engine.op.Window;
import dev.secateur.engine.shape.Bindings;
import dev.secateur.engine.shape.ShapeInference;
import dev.secateur.engine.shape.Shapes;
import dev.secateur.engine.tensor.Shape;

/// What the cost of a layer's bits depends on. A matrix product is a layer whose kernel is 1 and whose pixels are the rows of its data.
///
/// @param name of the node
/// @param inputs channels of what flows in, all groups together
/// @param outputs channels of what flows out
/// @param group 1, or the number of parts that do not know each other
/// @param kernel taps of a kernel: 9 for 3x3
/// @param stride of the first spatial axis, 1 or more
/// @param inPixels places of what flows in, one sample
/// @param outPixels places of what flows out, one sample
public record BitLayer(String name, int inputs, int outputs, int group, int kernel, int stride, long inPixels,
        long outPixels) {

    public BitLayer {
        if (inputs < 1 || outputs < 1 || group < 1 || kernel < 1 || stride < 1 || inPixels < 1 || outPixels < 1) {
            throw new IllegalArgumentException("no layer: " + name);
        }
    }

    /// The layer that a node is; empty for other operators, computed weights and open extents.
    ///
    /// @param shapes with a batch of 1 bound
    public static Optional<BitLayer> of(Graph graph, Shapes shapes, Node node) {
        return isLayer(node) && graph.constant(node.input(1)).isPresent()
                ? shaped(graph, shapes, node)
                : Optional.empty();
    }

    /// True for convolutions and matrix products.
    static boolean isLayer(Node node) {
        return node.op() instanceof Conv || node.op() instanceof ConvTranspose || node.op() instanceof Gemm
                || node.op() instanceof MatMul;
    }

    /// The layer that a node is whose weights are known, as they are or by their codes; empty for open extents.
    static Optional<BitLayer> shaped(Graph graph, Shapes shapes, Node node) {
        Shape data = shapes.shape(node.input(0));
        Shape weight = shapes.shape(node.input(1));
        Shape result = shapes.shape(node.output());
        if (data == null || weight == null || result == null || !data.isStatic() || !result.isStatic()
                || weight.rank() < 2) {
            return Optional.empty();
        }
        String name = graph.name(node);
        return Optional.of(switch (node.op()) {
            case Conv(Window window, int group) -> windowed(name, window, group, new Extents(data, weight, result));
            case ConvTranspose c -> windowed(name, c.window(), c.group(), new Extents(data, weight, result));
            case Gemm g when g.transB() -> product(name, extent(weight, 1), extent(weight, 0), data);
            default -> product(name, extent(weight, weight.rank() - 2), extent(weight, weight.rank() - 1), data);
        });
    }

    /// All layers of a network, in order.
    public static List<BitLayer> of(Graph graph) {
        Shapes shapes = ShapeInference.infer(graph, Bindings.batch(1));
        return graph.nodes().stream().map(n -> of(graph, shapes, n)).flatMap(Optional::stream).toList();
    }

    private record Extents(Shape data, Shape weight, Shape result) {}

    private static BitLayer windowed(String name, Window window, int group, Extents extents) {
        int stride = window.strides().isEmpty() ? 1 : window.strides().getFirst();
        return new BitLayer(name, extent(extents.data(), 1), extent(extents.result(), 1), group,
                Math.toIntExact(places(extents.weight())), stride, places(extents.data()),
                places(extents.result()));
    }

    private static BitLayer product(String name, int inputs, int outputs, Shape data) {
        long rows = Math.max(1, data.elements().orElse(inputs) / inputs);
        return new BitLayer(name, inputs, outputs, 1, 1, 1, rows, rows);
    }

    private static int extent(Shape shape, int axis) {
        return Math.toIntExact(shape.dim(axis).sizeOrMinusOne());
    }

    /// Product of all extents after the second.
    private static long places(Shape shape) {
        long places = 1;
        for (int i = 2; i < shape.rank(); i++) {
            places *= shape.dim(i).sizeOrMinusOne();
        }
        return places;
    }

    /// Number of weights.
    public long weights() {
        return (long) outputs * (inputs / group) * kernel;
    }

    /// Multiply-accumulates of one sample.
    public long macs() {
        return weights() * outPixels;
    }

    /// True if every channel is convolved by itself.
    public boolean isDepthwise() {
        return group > 1 && group == inputs;
    }

    /// Its name in tables, the same for layers of equal shape: `16-32 kernel 9 stride 2 group 1 at 1024`, the last being the places
    /// of what flows in.
    public String key() {
        return inputs + "-" + outputs + " kernel " + kernel + " stride " + stride + " group " + group + " at "
                + inPixels;
    }
}
