package dev.secateur.engine.hardware;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.GraphEditor;
import dev.secateur.engine.graph.Node;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.op.Conv;
import dev.secateur.engine.op.MaxPool;
import dev.secateur.engine.op.Window;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.runtime.OrtOptions;
import dev.secateur.engine.runtime.Profile;
import dev.secateur.engine.runtime.SampleInputs;
import dev.secateur.engine.shape.Bindings;
import dev.secateur.engine.tensor.Shape;
import dev.secateur.engine.tensor.Tensor;

/// Times single layers in ONNX Runtime, by the runtime's own profile: what it takes to hand data in and out, or to change its
/// memory layout for a layer that stands alone, is not the layer's.
public final class LayerClock {

    /// The least of several medians: whatever else the machine does makes a layer slower and never faster.
    private static final int ROUNDS = 3;
    private static final int RUNS = 30;

    private LayerClock() {}

    /// Milliseconds of one run.
    public static double time(Layer layer, int threads, Progress progress) throws ProblemException {
        Graph graph = settled(layer.graph());
        Node timed = graph.nodes().stream().filter(n -> n.op().equals(layer.op())).findFirst().orElseThrow();
        Map<String, Tensor> inputs = SampleInputs.normal(graph, Bindings.none(), 1, 1);
        double least = Double.POSITIVE_INFINITY;
        for (int round = 0; round < ROUNDS; round++) {
            Profile profile = Profile.of(graph, OrtOptions.defaults().withThreads(threads), inputs, RUNS,
                    progress.part((double) round / ROUNDS, (round + 1.0) / ROUNDS));
            least = Math.min(least, profile.nodeMs().getOrDefault(timed.id(), Double.POSITIVE_INFINITY));
        }
        if (Double.isInfinite(least)) {
            throw ProblemException.ofModel("cannot time the layer", layer.key(), "ONNX Runtime tells no time for it",
                    "leave fast widths off");
        }
        return least;
    }

    /// Two-dimensional convolutions between poolings over single pixels: within a network the runtime keeps data in blocks of
    /// channels, and the change to blocks and back is asked for by the poolings here.
    private static Graph settled(Graph graph) {
        Node node = graph.nodes().getFirst();
        Shape shape = graph.type(node.input(0)).shape();
        if (!(node.op() instanceof Conv) || shape == null || shape.rank() != 4) {
            return graph;
        }
        GraphEditor editor = graph.edit();
        MaxPool pixel = new MaxPool(Window.square(1, 1, 0), false, 0);
        editor.setInput(node, 0, editor.addNode(pixel, "before", node.input(0)).output());
        editor.setOutputs(List.of(editor.addNode(pixel, "after", node.output()).output()));
        return editor.build();
    }

    /// The table with all these layers in it; only those that are missing are timed.
    public static LayerTable complete(LayerTable table, Collection<Layer> layers, Progress progress)
            throws ProblemException {
        Map<String, Layer> missing = new LinkedHashMap<>();
        layers.stream().filter(l -> table.of(l).isEmpty()).forEach(l -> missing.put(l.key(), l));
        if (missing.isEmpty()) {
            return table;
        }
        List<Layer> order = new ArrayList<>(missing.values());
        Map<String, Double> times = new LinkedHashMap<>();
        for (int i = 0; i < order.size(); i++) {
            progress.report((double) i / order.size(), "Timing layer " + (i + 1) + " of " + order.size());
            progress.check();
            times.put(order.get(i).key(), time(order.get(i), Math.max(1, table.threads()), Progress.none()));
        }
        return table.with(times);
    }
}
