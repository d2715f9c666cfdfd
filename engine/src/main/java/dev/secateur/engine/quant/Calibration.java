package dev.secateur.engine.quant;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.GraphEditor;
import dev.secateur.engine.graph.Value;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.kernel.Kernels;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.runtime.OrtOptions;
import dev.secateur.engine.runtime.OrtSession;
import dev.secateur.engine.shape.Bindings;
import dev.secateur.engine.shape.ShapeInference;
import dev.secateur.engine.shape.Shapes;
import dev.secateur.engine.tensor.Dim;
import dev.secateur.engine.tensor.Shape;
import dev.secateur.engine.tensor.Tensor;

/// Watches what flows through a network: it runs in ONNX Runtime with inner values as results, batch by batch, and of each value
/// a histogram is kept. Memory is that of one batch and of the histograms, however many samples there are.
public final class Calibration {

    private static final String WHAT = "cannot calibrate the activations";
    /// Bytes of watched values that one run may give.
    private static final long BATCH_BYTES = 64L << 20;
    private static final int LARGEST_BATCH = 64;

    private Calibration() {}

    /// What was seen of a value.
    ///
    /// @param histogram of all its numbers
    /// @param channelMeans mean of each index along axis 1; empty for values of rank 0 and 1
    public record Seen(Histogram histogram, double[] channelMeans) {}

    /// Samples in a run: as many as the model fixes, else so many that watched values stay small, 1 to 64.
    public static int batch(Graph graph, Collection<Value> watched) {
        for (Value input : graph.requiredInputs()) {
            Shape shape = graph.type(input).shape();
            if (shape != null && shape.rank() > 0 && shape.dim(0) instanceof Dim.Known(long size)) {
                return (int) Math.max(1, size);
            }
        }
        Shapes shapes = ShapeInference.infer(graph, Bindings.batch(1));
        long elements = 1;
        for (Value value : watched) {
            Shape shape = shapes.shape(value);
            elements += shape == null ? 0 : shape.elements().orElse(0);
        }
        return (int) Math.clamp(BATCH_BYTES / (elements * Float.BYTES), 1, LARGEST_BATCH);
    }

    /// Runs all data through a network.
    ///
    /// @param watched float32 values of the graph
    /// @param threads of ONNX Runtime
    /// @throws ProblemException if the network cannot run on the data, or if a number is not finite, naming where
    public static Map<Value, Seen> run(Graph graph, Collection<Value> watched, CalibrationData data, int threads,
            Progress progress) throws ProblemException {
        Kernels kernels = Kernels.current();
        Map<Value, Watch> seen = new LinkedHashMap<>();
        watched.forEach(v -> seen.put(v, new Watch(new Histogram(kernels))));
        List<Value> inner = seen.keySet().stream().filter(v -> !graph.inputs().contains(v)).toList();
        GraphEditor editor = graph.edit();
        editor.setOutputs(inner.isEmpty() ? graph.outputs() : inner);
        Graph observed = editor.build();
        try (OrtSession session = OrtSession.open(observed, OrtOptions.defaults().withThreads(threads))) {
            for (int i = 0; i < data.batches(); i++) {
                progress.report((double) i / data.batches(), "Calibrating on " + data.description());
                progress.check();
                Map<String, Tensor> inputs = data.batch(i);
                Map<String, Tensor> results = session.run(inputs, progress);
                for (Map.Entry<Value, Watch> entry : seen.entrySet()) {
                    String name = observed.name(entry.getKey());
                    Tensor tensor = results.containsKey(name) ? results.get(name) : inputs.get(name);
                    add(graph, entry.getKey(), entry.getValue(), Objects.requireNonNull(tensor, name));
                }
            }
        }
        Map<Value, Seen> result = new LinkedHashMap<>();
        seen.forEach((value, watch) -> result.put(value, new Seen(watch.histogram, watch.means())));
        return result;
    }

    /// Running sums over one value.
    private static final class Watch {
        private final Histogram histogram;
        private double[] sums = {};
        private long count;

        Watch(Histogram histogram) {
            this.histogram = histogram;
        }

        boolean add(Tensor tensor) {
            float[] values = tensor.toFloats();
            if (tensor.rank() > 1 && values.length > 0) {
                int channels = (int) tensor.dim(1);
                sums = sums.length == channels ? sums : new double[channels];
                int inner = (int) (values.length / tensor.dim(0) / channels);
                for (int i = 0; i < values.length; i++) {
                    sums[i / inner % channels] += values[i];
                }
                count += tensor.dim(0) * inner;
            }
            return histogram.add(values);
        }

        double[] means() {
            return java.util.Arrays.stream(sums).map(s -> s / count).toArray();
        }
    }

    private static void add(Graph graph, Value value, Watch watch, Tensor tensor) throws ProblemException {
        if (!watch.add(tensor)) {
            throw ProblemException.ofModel(WHAT, graph.producer(value).map(graph::name).orElse(graph.name(value)),
                    "a number there is not finite, so it has no range", "look at the data and at how pixels are taken");
        }
    }
}
