package dev.secateur.engine.hardware.bits;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.Node;
import dev.secateur.engine.hardware.Layer;
import dev.secateur.engine.hardware.LayerClock;
import dev.secateur.engine.hardware.LayerTable;
import dev.secateur.engine.hardware.TableStore;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.shape.Bindings;
import dev.secateur.engine.shape.ShapeInference;
import dev.secateur.engine.shape.Shapes;

/// ONNX Runtime on this machine, layer by layer: whatever has at most 8 bits on both sides takes the time of its integer kernel, all
/// else that of float32. Below 8 bits nothing gets faster, and that is what it says.
///
/// @param device what was measured on
/// @param milliseconds `{float32, integers}` of each shape of layer; equal where there is no integer kernel
public record MeasuredInteger(String device, Map<String, double[]> milliseconds) implements HardwareModel {

    /// Its name in configurations.
    public static final String ID = "onnxruntime";

    private static final String INTEGER = " int8";

    public MeasuredInteger {
        milliseconds = Map.copyOf(milliseconds);
    }

    /// Times the layers of a network that a table does not know yet, one picture a run.
    ///
    /// @param known float32 times by {@link Layer#key}, times of integers with ` int8` behind
    /// @return the model, and the table with all that was timed
    public static Timed of(Graph graph, LayerTable known, Progress progress) throws ProblemException {
        Shapes shapes = ShapeInference.infer(graph, Bindings.batch(1));
        Map<String, Layer> layers = new LinkedHashMap<>();
        for (Node node : graph.nodes()) {
            Optional<BitLayer> shape = BitLayer.of(graph, shapes, node);
            Optional<Layer> layer = Layer.of(graph, shapes, node);
            if (shape.isPresent() && layer.isPresent()) {
                layers.putIfAbsent(shape.get().key(), layer.get());
            }
        }
        LayerTable table = LayerClock.complete(known, layers.values(), progress.part(0, 0.5));
        Map<String, double[]> times = new LinkedHashMap<>();
        int done = 0;
        for (Map.Entry<String, Layer> entry : layers.entrySet()) {
            progress.report(0.5 + 0.5 * done++ / layers.size(), "Timing layers in integers");
            progress.check();
            Layer layer = entry.getValue();
            double plain = table.of(layer).orElseThrow();
            Double whole = table.milliseconds().get(layer.key() + INTEGER);
            if (whole == null) {
                whole = IntegerLayer.time(layer, Math.max(1, table.threads()), Progress.none()).orElse(plain);
                table = table.with(Map.of(layer.key() + INTEGER, whole));
            }
            times.put(entry.getKey(), new double[]{plain, whole});
        }
        return new Timed(new MeasuredInteger(table.device(), times), table);
    }

    /// The model of this machine, from the kept table and what is missing in it, which is timed and kept.
    ///
    /// @param cpu name of the processor
    /// @param threads of ONNX Runtime, 1 or more
    public static MeasuredInteger here(Graph graph, String cpu, int threads, Progress progress)
            throws ProblemException {
        TableStore store = TableStore.standard();
        Timed timed = of(graph, store.load(cpu, threads), progress);
        store.save(timed.table());
        return timed.model();
    }

    /// What timing gave.
    public record Timed(MeasuredInteger model, LayerTable table) {}

    @Override
    public String id() {
        return ID;
    }

    @Override
    public String title() {
        return "ONNX Runtime here";
    }

    @Override
    public OptionalDouble cost(Quantity quantity, BitLayer layer, int weights, int activations) {
        double[] known = milliseconds.get(layer.key());
        if (quantity != Quantity.LATENCY || known == null) {
            return OptionalDouble.empty();
        }
        return OptionalDouble.of(known[weights <= Byte.SIZE && activations <= Byte.SIZE ? 1 : 0]);
    }
}
