package dev.secateur.engine.compress;

import java.util.BitSet;
import java.util.List;

import dev.secateur.engine.coupling.Coupling;
import dev.secateur.engine.hardware.Forecast;
import dev.secateur.engine.hardware.LayerClock;
import dev.secateur.engine.hardware.LayerTable;
import dev.secateur.engine.hardware.TableStore;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.record.Machine;
import dev.secateur.engine.runtime.SampleInputs;
import dev.secateur.engine.shape.Bindings;

/// Looks whether a cut leaves widths that are slower on this machine than wider ones, before anything is cut.
public final class WidthCheck {

    private static final int BATCH = 1;

    private WidthCheck() {}

    /// Widths that take longer than the next multiple of 8, all else as it is, by layers timed one by one; times go into the table of this
    /// machine.
    ///
    /// @param removed units that would go
    /// @param scores of the units; those with the highest would come back first
    /// @param threads of ONNX Runtime
    public static List<WidthReport.SlowWidth> of(Coupling coupling, BitSet removed, double[] scores, int threads,
            Progress progress) throws ProblemException {
        TableStore store = TableStore.standard();
        LayerTable table = LayerClock.complete(store.load(Machine.present(threads).cpu(), threads),
                Forecast.layers(coupling.graph(), BATCH), progress.part(0, 0.3));
        Forecast forecast = Forecast.of(coupling.graph(), table,
                SampleInputs.normal(coupling.graph(), Bindings.batch(BATCH), BATCH, 1), BATCH, progress.part(0.3, 0.4));
        FastWidths widths = new FastWidths(coupling, scores, ChannelConfig.of(0), forecast, table);
        List<WidthReport.SlowWidth> slower = widths.slower(removed, progress.part(0.4, 1));
        store.save(widths.table());
        return slower;
    }
}
