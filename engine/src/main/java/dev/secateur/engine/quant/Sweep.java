package dev.secateur.engine.quant;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.GraphEditor;
import dev.secateur.engine.graph.Value;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.kernel.Kernels;
import dev.secateur.engine.kernel.RoundingErrors;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.quant.LayerSensitivity.Cell;
import dev.secateur.engine.tensor.Tensor;

/// Measures how sensitive each layer is: every layer at every width, weights and activations, one at a time.
public final class Sweep {

    /// 2 to 8 and 16.
    public static final List<Integer> WIDTHS = List.of(2, 3, 4, 5, 6, 7, 8, 16);

    private final Graph graph;
    private final Plan plan;
    private final Kernels kernels;

    private Sweep(Graph graph, Plan plan) {
        this.graph = graph;
        this.plan = plan;
        this.kernels = Kernels.current();
    }

    /// What to sweep.
    ///
    /// @param bits widths
    /// @param weights how weights are cut off
    /// @param activations how activations are cut off
    /// @param outputs true to run the network for every cell; false to look at the rounded numbers alone
    /// @param threads of ONNX Runtime
    public record Plan(List<Integer> bits, WeightGrids weights, RangeSearch activations, boolean outputs,
            int threads) {
        public Plan {
            bits = bits.stream().distinct().sorted().toList();
        }

        /// All widths, ranges by the least squared error, the network run.
        public static Plan defaults(int threads) {
            return new Plan(WIDTHS, new WeightGrids(Clipping.MSE, 100, true),
                    new RangeSearch(Clipping.MSE, 100, false), true, threads);
        }
    }

    /// Sweeps.
    ///
    /// @param graph with its batch normalisations folded
    /// @param data what to run on; null for the errors of weights alone
    /// @param found called with each layer when it is done, on the sweep's thread
    /// @throws ProblemException if there is nothing to sweep, or the network cannot run on the data
    public static Sensitivity run(Graph graph, Plan plan, @Nullable CalibrationData data,
            Consumer<LayerSensitivity> found, Progress progress) throws ProblemException {
        List<QuantLayer> layers = QuantLayer.of(graph);
        if (layers.isEmpty()) {
            throw ProblemException.ofModel("cannot measure sensitivity", null,
                    QuantLayer.isQuantised(graph)
                            ? "the model is quantised already"
                            : "it has no convolution or matrix product with constant float32 weights",
                    "use a float32 model");
        }
        return new Sweep(graph, plan).run(layers, data, found, progress);
    }

    private Sensitivity run(List<QuantLayer> layers, @Nullable CalibrationData data, Consumer<LayerSensitivity> found,
            Progress progress) throws ProblemException {
        List<LayerSensitivity> done = new ArrayList<>();
        Map<Value, Calibration.Seen> seen = data == null
                ? Map.of()
                : Calibration.run(graph, layers.stream().map(QuantLayer::data).distinct().toList(), data,
                        plan.threads(), progress.part(0, 0.1));
        OutputTrial trial = data == null || !plan.outputs()
                ? null
                : OutputTrial.of(graph, data, plan.threads(), progress.part(0.1, 0.15));
        for (int i = 0; i < layers.size(); i++) {
            Progress own = progress.part(0.15 + 0.85 * i / layers.size(), 0.15 + 0.85 * (i + 1) / layers.size());
            own.report(0, "Layer " + (i + 1) + " of " + layers.size() + ", " + layers.get(i).name());
            LayerSensitivity layer = layer(layers.get(i), seen.get(layers.get(i).data()), trial, own);
            done.add(layer);
            found.accept(layer);
        }
        return new Sensitivity(plan.bits(), done, trial == null ? null : trial.accuracy(),
                data == null ? "" : data.description());
    }

    private LayerSensitivity layer(QuantLayer layer, Calibration.@Nullable Seen seen, @Nullable OutputTrial trial,
            Progress progress) throws ProblemException {
        int[] bits = plan.bits().stream().mapToInt(Integer::intValue).toArray();
        float[] rows = layer.rows();
        int count = plan.weights().perChannel() ? layer.channels() : 1;
        float[][] limits = plan.weights().limits(rows, count, bits, kernels, progress);
        progress.check();
        RoundingErrors errors = kernels.roundingErrors(rows, WeightGrids.grids(limits, bits));
        List<Cell> weights = new ArrayList<>();
        List<Cell> activations = new ArrayList<>();
        String text = layer.name();
        for (int b = 0; b < bits.length; b++) {
            progress.report(0.5 * b / bits.length, text + ", weights at " + bits[b] + " bits");
            progress.check();
            LayerSensitivity.OutputLoss output = trial == null
                    ? null
                    : trial.loss(withWeights(layer, limits[b], bits[b]), progress);
            weights.add(new Cell(bits[b], new Loss(errors.meanSquare(b), errors.sqnr(b), errors.cosine(b)), output));
        }
        for (int b = 0; b < bits.length && seen != null; b++) {
            progress.report(0.5 + 0.5 * b / bits.length, text + ", activations at " + bits[b] + " bits");
            progress.check();
            Grid grid = plan.activations().grid(seen.histogram(), bits[b]);
            LayerSensitivity.OutputLoss output = trial == null
                    ? null
                    : trial.loss(withActivations(layer, grid), progress);
            activations.add(new Cell(bits[b], seen.histogram().loss(grid), output));
        }
        return new LayerSensitivity(layer.node().id(), layer.name(), layer.weights(), weights, activations);
    }

    private Graph withWeights(QuantLayer layer, float[] limits, int bits) {
        float[] restored = QuantisedWeight.of(layer, layer.weight().toFloats(), limits, bits).restored();
        GraphEditor editor = graph.edit();
        editor.setInput(layer.node(), 1, editor.addConstant(graph.name(layer.node().input(1)) + "_restored",
                Tensor.of(restored, layer.weight().dims())));
        editor.removeUnused();
        return editor.build();
    }

    private Graph withActivations(QuantLayer layer, Grid grid) {
        PlannedLayer planned = new PlannedLayer(layer, null, grid, null);
        Map<Value, List<Grid>> grids = new LinkedHashMap<>();
        grids.put(layer.data(), List.of(grid));
        return QuantisedGraph.simulated(graph, new QuantPlan(List.of(planned), grids, false, false));
    }
}
