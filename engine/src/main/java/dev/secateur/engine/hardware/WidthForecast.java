package dev.secateur.engine.hardware;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.Node;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.op.Conv;
import dev.secateur.engine.op.Window;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.runtime.SampleInputs;
import dev.secateur.engine.shape.Bindings;
import dev.secateur.engine.shape.ShapeInference;
import dev.secateur.engine.shape.Shapes;
import dev.secateur.engine.tensor.Dim;
import dev.secateur.engine.tensor.Shape;

/// Tells at once about how long a network takes with any widths, from its layers at full and at half width.
///
/// Between the two, the time of a layer is taken as bilinear in its input and output channels, below half as proportional. A
/// runtime's steps at multiples of 8 are not in it: {@link Forecast} with the very layers timed tells better and slower.
public final class WidthForecast {

    private final Graph graph;
    private final Forecast forecast;
    private final Shapes full;
    private final Map<Integer, Timed> layers;

    /// A layer's times.
    ///
    /// @param in input channels that can change, or 0
    /// @param out output channels
    /// @param ms milliseconds at `[half, full]` input and `[half, full]` output channels
    private record Timed(int in, int out, double[][] ms) {

        double at(int inputs, int outputs) {
            double across = in == 0 ? 1 : place(inputs, in);
            double up = place(outputs, out);
            double a = Math.max(0, across);
            double b = Math.max(0, up);
            double between = (1 - a) * ((1 - b) * ms[0][0] + b * ms[0][1]) + a * ((1 - b) * ms[1][0] + b * ms[1][1]);
            return between * below(inputs, in) * below(outputs, out);
        }

        /// 0 at half width, 1 at full width.
        private static double place(int channels, int full) {
            int half = half(full);
            return half == full ? 1 : (double) (channels - half) / (full - half);
        }

        private static double below(int channels, int full) {
            return full == 0 || channels >= half(full) ? 1 : (double) channels / half(full);
        }
    }

    private WidthForecast(Graph graph, Shapes full, Forecast forecast, Map<Integer, Timed> layers) {
        this.graph = graph;
        this.full = full;
        this.forecast = forecast;
        this.layers = layers;
    }

    private static int half(int full) {
        return Math.max(1, full / 2);
    }

    /// Times what the table misses of the network's layers at full and half width, and the network itself.
    ///
    /// @param table of the device at hand; what is timed here goes into the store
    public static WidthForecast of(Graph graph, int batch, LayerTable table, TableStore store, Progress progress)
            throws ProblemException {
        Shapes shapes = ShapeInference.infer(graph, Bindings.batch(batch));
        List<Layer> wanted = new ArrayList<>();
        for (Node node : graph.nodes()) {
            Layer.of(graph, shapes, node).ifPresent(layer -> wanted.addAll(widths(layer)));
        }
        LayerTable complete = LayerClock.complete(table, wanted, progress.part(0, 0.85));
        store.save(complete);
        Forecast forecast = Forecast.of(graph, complete, SampleInputs.normal(graph, Bindings.batch(batch), batch, 1),
                batch, progress.part(0.85, 1));
        Map<Integer, Timed> layers = new HashMap<>();
        for (Node node : graph.nodes()) {
            Layer.of(graph, shapes, node).ifPresent(layer -> layers.put(node.id(), timed(layer, complete)));
        }
        return new WidthForecast(graph, shapes, forecast, layers);
    }

    /// The layer at half and full widths; input channels outside, output channels inside.
    private static List<Layer> widths(Layer layer) {
        if (!(layer.op() instanceof Conv(Window window, int group)) || layer.constants() == 0) {
            return List.of(layer);
        }
        Shape data = layer.inputs().getFirst();
        Shape weight = layer.inputs().get(1);
        int out = extent(weight, 0);
        int in = extent(data, 1);
        List<Layer> all = new ArrayList<>();
        if (isDepthwise(layer)) {
            for (int channels : new int[]{half(in), in}) {
                all.add(resized(new Layer(new Conv(window, channels), layer.inputs(), layer.constants()), channels,
                        channels, 1));
            }
        } else if (group == 1) {
            for (int inputs : new int[]{half(in), in}) {
                for (int outputs : new int[]{half(out), out}) {
                    all.add(resized(layer, inputs, outputs, inputs));
                }
            }
        } else {
            all.add(layer);
        }
        return all;
    }

    private static boolean isDepthwise(Layer layer) {
        return layer.op() instanceof Conv(Window window, int group) && group > 1
                && group == extent(layer.inputs().getFirst(), 1) && group == extent(layer.inputs().get(1), 0);
    }

    private static int extent(Shape shape, int axis) {
        return (int) shape.dim(axis).sizeOrMinusOne();
    }

    private static Layer resized(Layer layer, int in, int out, int perGroup) {
        List<Shape> inputs = new ArrayList<>(layer.inputs());
        inputs.set(0, inputs.getFirst().with(1, Dim.of(in)));
        inputs.set(1, inputs.get(1).with(0, Dim.of(out)).with(1, Dim.of(perGroup)));
        if (inputs.size() > 2) {
            inputs.set(2, inputs.get(2).with(0, Dim.of(out)));
        }
        return new Layer(layer.op(), inputs, layer.constants());
    }

    private static Timed timed(Layer layer, LayerTable table) {
        double[] ms = widths(layer).stream().mapToDouble(l -> table.of(l).orElseThrow()).toArray();
        return switch (ms.length) {
            case 4 -> new Timed(extent(layer.inputs().getFirst(), 1), extent(layer.inputs().get(1), 0),
                    new double[][]{{ms[0], ms[1]}, {ms[2], ms[3]}});
            case 2 ->
                new Timed(0, extent(layer.inputs().getFirst(), 1), new double[][]{{ms[0], ms[1]}, {ms[0], ms[1]}});
            default -> new Timed(0, 0, new double[][]{{ms[0], ms[0]}, {ms[0], ms[0]}});
        };
    }

    /// Milliseconds with other widths.
    ///
    /// @param shapes of the network's values with the widths in question; empty where an extent is open
    public OptionalDouble of(Shapes shapes) {
        double alone = 0;
        double elements = 0;
        for (Node node : graph.nodes()) {
            Timed timed = layers.get(node.id());
            if (timed == null) {
                Shape shape = shapes.shape(node.output());
                elements += shape == null ? 0 : shape.elements().orElse(0);
                continue;
            }
            Optional<Layer> layer = Layer.of(graph, shapes, node);
            if (layer.isEmpty()) {
                return OptionalDouble.empty();
            }
            alone += forecast.layer(
                    timed.out() == 0 ? timed.ms()[1][1] * work(node, shapes) : at(timed, layer.get()));
        }
        return OptionalDouble.of(alone + forecast.perElement() * elements);
    }

    private static double at(Timed timed, Layer layer) {
        return timed.at(extent(layer.inputs().getFirst(), 1),
                timed.in() == 0 ? extent(layer.inputs().getFirst(), 1) : extent(layer.inputs().get(1), 0));
    }

    /// The part of the work that is left, for matrices and groups, which are timed at full width only: of the elements of the
    /// weight, or of the data where both operands are computed.
    private double work(Node node, Shapes shapes) {
        int operand = graph.constant(node.input(1)).isPresent() ? 1 : 0;
        Shape before = full.shape(node.input(operand));
        Shape after = shapes.shape(node.input(operand));
        return before == null || after == null
                ? 1
                : (double) after.elements().orElse(1) / before.elements().orElse(1);
    }
}
