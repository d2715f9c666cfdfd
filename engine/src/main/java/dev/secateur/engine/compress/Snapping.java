package dev.secateur.engine.compress;

import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

import dev.secateur.engine.coupling.ChannelCut;
import dev.secateur.engine.coupling.ChannelGroup;
import dev.secateur.engine.coupling.Coupling;
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
import dev.secateur.engine.runtime.Ratio;
import dev.secateur.engine.runtime.SampleInputs;
import dev.secateur.engine.shape.Bindings;
import dev.secateur.engine.tensor.Tensor;

/// Snaps a cut to fast widths, and takes the result only if it measures no slower than the cut it came from.
///
/// @param removed units that go
record Snapping(BitSet removed, WidthReport report) {

    private static final int BATCH = 1;

    /// Snaps.
    ///
    /// @param asked units that would go without snapping
    static Snapping of(Coupling coupling, double[] scores, ChannelConfig config, BitSet asked, int threads,
            Progress progress) throws ProblemException {
        Graph original = coupling.graph();
        TableStore store = TableStore.standard();
        String device = Machine.present(threads).cpu();
        LayerTable table = LayerClock.complete(store.load(device, threads), Forecast.layers(original, BATCH),
                progress.part(0, 0.2));
        Map<String, Tensor> inputs = SampleInputs.normal(original, Bindings.batch(BATCH), BATCH, 1);
        Forecast forecast = Forecast.of(original, table, inputs, BATCH, progress.part(0.2, 0.25));
        FastWidths widths = new FastWidths(coupling, scores, config, forecast, table);
        Graph cut = ChannelCut.apply(coupling, asked);
        double before = widths.milliseconds(original, Progress.none());
        double unsnapped = widths.milliseconds(cut, progress.part(0.25, 0.35));
        BitSet snapped = widths.snap(asked, progress.part(0.35, 0.8));
        Graph fast = ChannelCut.apply(coupling, snapped);
        double after = widths.milliseconds(fast, Progress.none());
        List<WidthReport.SlowWidth> slower = widths.slower(asked, progress.part(0.8, 0.85));
        store.save(widths.table());
        Ratio ratio = pairing(fast, cut, inputs, threads, progress.part(0.85, 0.92)).ratio();
        boolean taken = ratio.median() >= 1;
        Ratio gain = pairing(taken ? fast : cut, original, inputs, threads, progress.part(0.92, 1)).ratio();
        return new Snapping(taken ? snapped : asked, new WidthReport(device, BATCH, before, unsnapped, after,
                ratio.median(), ratio.low(), ratio.high(), taken, gain.median(), slower,
                note(coupling, asked, snapped, taken), warning(gain)));
    }

    private static String warning(Ratio gain) {
        return gain.high() < 1
                ? String.format(Locale.ROOT,
                        "the cut network measures slower here than the one it was cut from: %.2f times as fast (%.2f to %.2f)",
                        gain.median(), gain.low(), gain.high())
                : "";
    }

    private static Pairing pairing(Graph fast, Graph cut, Map<String, Tensor> inputs, int threads, Progress progress)
            throws ProblemException {
        OrtOptions options = OrtOptions.defaults().withThreads(threads);
        try (OrtSession first = OrtSession.open(fast, options); OrtSession second = OrtSession.open(cut, options)) {
            return Bench.against(first, second, inputs, BATCH, BenchPlan.defaults(), progress);
        }
    }

    private static String note(Coupling coupling, BitSet asked, BitSet snapped, boolean taken) {
        if (!taken) {
            return "the snapped widths measured slower here, so the cut was left as it was";
        }
        return coupling.groups().stream().filter(g -> width(g, asked) != width(g, snapped))
                .max(Comparator.comparingInt(g -> g.members().size()))
                .map(g -> "%s: %d channels in place of %d".formatted(g.id(), width(g, snapped), width(g, asked)))
                .orElse("the widths asked for are fast here already");
    }

    private static int width(ChannelGroup group, BitSet removed) {
        return (int) IntStream.of(group.units()).filter(u -> !removed.get(u)).count();
    }
}
