package dev.secateur.engine.compress;

import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.hardware.Forecast;
import dev.secateur.engine.hardware.LayerClock;
import dev.secateur.engine.hardware.LayerTable;
import dev.secateur.engine.hardware.TableStore;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.record.Machine;
import dev.secateur.engine.runtime.Bench;
import dev.secateur.engine.runtime.BenchPlan;
import dev.secateur.engine.runtime.OrtOptions;
import dev.secateur.engine.runtime.OrtSession;
import dev.secateur.engine.runtime.Pairing;
import dev.secateur.engine.runtime.SampleInputs;
import dev.secateur.engine.shape.Bindings;
import dev.secateur.engine.tensor.Tensor;

/// Foretells how long cuts of a network take on this machine, from layers that are timed when they are met, and measures
/// the one that is taken.
public final class CutTimes {

    /// Samples in a run.
    public static final int BATCH = 1;

    private final Graph original;
    private final Map<String, Tensor> inputs;
    private final Forecast forecast;
    private final double before;
    private final KeptCutTimes.Place place;
    private LayerTable table;

    private CutTimes(Graph original, Map<String, Tensor> inputs, Forecast forecast, LayerTable table,
            KeptCutTimes.Place place) {
        this.original = original;
        this.inputs = inputs;
        this.forecast = forecast;
        this.table = table;
        this.place = place;
        this.before = forecast.of(original, table).orElseThrow();
    }

    /// Times the layers of the network itself, those that were timed before excepted. A run that is gone on with takes the times of its
    /// beginning.
    ///
    /// @param learning whose checkpoints times are kept beside; null for a run that does not train
    public static CutTimes of(Graph original, int threads, @Nullable Learning learning, Progress progress)
            throws ProblemException {
        Map<String, Tensor> inputs = SampleInputs.normal(original, Bindings.batch(BATCH), BATCH, 1);
        KeptCutTimes.Place place = KeptCutTimes.Place.of(original, learning);
        KeptCutTimes kept = place.read(threads);
        if (kept != null && kept.forecast().of(original, kept.layers()).isPresent()) {
            return new CutTimes(original, inputs, kept.forecast(), kept.layers(), place);
        }
        LayerTable table = LayerClock.complete(TableStore.standard().load(Machine.present(threads).cpu(), threads),
                Forecast.layers(original, BATCH), progress.part(0, 0.8));
        Forecast forecast = Forecast.of(original, table, inputs, BATCH, progress.part(0.8, 1));
        place.write(forecast, table);
        return new CutTimes(original, inputs, forecast, table, place);
    }

    /// Milliseconds foretold for the network itself.
    public double before() {
        return before;
    }

    /// Milliseconds foretold for a cut; its layers that the table misses are timed.
    public double of(Graph cut, Progress progress) throws ProblemException {
        LayerTable complete = LayerClock.complete(table, Forecast.layers(cut, BATCH), progress);
        if (complete != table) {
            table = complete;
            place.write(forecast, table);
        }
        return forecast.of(cut, table).orElseThrow();
    }

    /// Runs a cut and the network itself in turns.
    public BudgetReport.TimeReport measure(Graph cut, Progress progress) throws ProblemException {
        double foretold = of(cut, Progress.none());
        TableStore.standard().save(table);
        OrtOptions options = OrtOptions.defaults().withThreads(Math.max(1, table.threads()));
        try (OrtSession first = OrtSession.open(cut, options); OrtSession second = OrtSession.open(original, options)) {
            Pairing pairing = Bench.against(first, second, inputs, BATCH, BenchPlan.defaults(), progress);
            return new BudgetReport.TimeReport(table.device(), BATCH, before, foretold, pairing.ratio().median(),
                    pairing.ratio().low(), pairing.ratio().high());
        }
    }
}
