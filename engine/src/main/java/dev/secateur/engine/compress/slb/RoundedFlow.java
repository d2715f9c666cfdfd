package dev.secateur.engine.compress.slb;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.secateur.engine.compress.MethodInput;
import dev.secateur.engine.data.Dataset;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.Value;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.quant.Calibration;
import dev.secateur.engine.quant.CalibrationData;
import dev.secateur.engine.quant.Clipping;
import dev.secateur.engine.quant.Grid;
import dev.secateur.engine.quant.LayerBits;
import dev.secateur.engine.quant.Learned;
import dev.secateur.engine.quant.PlannedLayer;
import dev.secateur.engine.quant.QuantPlan;
import dev.secateur.engine.quant.Quantisation;
import dev.secateur.engine.quant.RangeSearch;
import dev.secateur.engine.quant.Taps;
import dev.secateur.engine.quant.WeightGrids;
import dev.secateur.engine.train.TrainInput;

/// Rounding of what flows into searched layers: where it begins, and the plan by which the file rounds.
///
/// @param pictures to look at what flows on
record RoundedFlow(MethodInput<SlbConfig> input, LayerPlan layers, TrainInput.Pictures pictures) {

    private static final RangeSearch RANGES = new RangeSearch(Clipping.MSE, 100, false);

    /// Where to begin. With 1 bit, what has no negative numbers is rounded to zero or one other number, all else to its sign.
    FirstRounding first(Graph graph, Taps taps, Progress progress) throws ProblemException {
        Map<Value, Grid> grids = new LinkedHashMap<>();
        Map<Value, Double> signs = new LinkedHashMap<>();
        List<Value> watched = taps.layers().values().stream().map(Taps.Tap::source).distinct().toList();
        Map<Value, Calibration.Seen> seen = seen(graph, watched, progress);
        for (Map.Entry<Value, Taps.Tap> entry : taps.layers().entrySet()) {
            Taps.Tap tap = entry.getValue();
            Calibration.Seen own = seen.get(tap.source());
            if (own == null) {
                throw new IllegalStateException("a value that is rounded was not watched");
            }
            if (tap.bits() == 1 && own.histogram().min() < 0) {
                signs.put(entry.getKey(), LearnedSign.first(own.histogram()));
            } else {
                grids.put(entry.getKey(), RANGES.grid(own.histogram(), tap.bits()));
            }
        }
        return new FirstRounding(grids, signs);
    }

    private Map<Value, Calibration.Seen> seen(Graph graph, List<Value> watched, Progress progress)
            throws ProblemException {
        if (watched.isEmpty()) {
            return Map.of();
        }
        Dataset data = pictures.training();
        return Calibration.run(graph, watched,
                CalibrationData.of(data, pictures.normalisation(), graph.name(graph.requiredInputs().getFirst()),
                        input.config().calibration(), Calibration.batch(graph, watched)),
                input.threads(), progress);
    }

    /// How the file rounds.
    ///
    /// @param learned grids by the name of the layer
    QuantPlan plan(FoundWeights found, Map<String, Grid> learned, Progress progress) throws ProblemException {
        boolean integer = input.config().storage() == Storage.INT8;
        Map<Integer, LayerBits> bits = new HashMap<>();
        Map<String, Learned> made = new LinkedHashMap<>();
        Map<String, short[]> odds = found.odds();
        for (FoundWeights.Found layer : found.layers()) {
            Grid grid = learned.get(layer.layer().name());
            int wanted = grid == null ? PlannedLayer.FLOAT_BITS : Math.max(Grid.LEAST_BITS, grid.bits());
            if (grid != null || integer) {
                bits.put(layer.layer().node().id(),
                        new LayerBits(integer ? Byte.SIZE : PlannedLayer.FLOAT_BITS, wanted));
                made.put(layer.layer().name(),
                        new Learned(integer ? odds.get(layer.layer().name()) : null, Byte.SIZE, grid));
            }
        }
        Quantisation quantisation = new Quantisation(found.folded(), bits,
                new Quantisation.Style(new WeightGrids(Clipping.MINMAX, 100, true), RANGES, integer, false, false));
        return Learned.into(quantisation.plan(seen(found.folded(), quantisation.watched(), progress), progress), made);
    }
}
