package dev.secateur.views.gamma;

import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import dev.secateur.engine.compress.Budget;
import dev.secateur.engine.compress.Finetune;
import dev.secateur.engine.compress.slimming.Coupled;
import dev.secateur.engine.compress.slimming.Gammas;
import dev.secateur.engine.compress.slimming.Selection;
import dev.secateur.engine.compress.slimming.SlimmingConfig;
import dev.secateur.engine.compress.slimming.Sparsity;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.hardware.TableStore;
import dev.secateur.engine.hardware.WidthForecast;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.onnx.OnnxReader;
import dev.secateur.views.session.Analysis;

/// How long one move of the threshold takes to count: `java dev.secateur.views.gamma.GammaBenchmark MODEL [time]`. With `time`,
/// layers are timed first and times are foretold with each move.
public final class GammaBenchmark {

    private static final PrintStream OUT = System.out;
    private static final int MOVES = 60;
    private static final int WARM = 10;

    private GammaBenchmark() {}

    public static void main(String[] args) throws Exception {
        Graph graph = OnnxReader.read(Path.of(args[0]));
        long start = System.nanoTime();
        GammaScan scan = GammaScan.of(new Analysis(graph));
        double scanMs = (System.nanoTime() - start) / 1e6;
        TableStore store = TableStore.standard();
        WidthForecast forecast = args.length > 1
                ? WidthForecast.of(graph, 1, store.load("benchmark", 1), store, Progress.none())
                : null;
        Gammas gammas = scan.gammas(Coupled.LARGEST);
        double[] sizes = gammas.candidates().stream().mapToDouble(gammas::score).sorted().toArray();
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        List<Double> times = new ArrayList<>();
        List<Double> computed = new ArrayList<>();
        long going = 0;
        for (int i = 0; i < MOVES + WARM; i++) {
            double threshold = sizes[(int) ((long) i * (sizes.length - 1) / (MOVES + WARM))];
            long from = System.nanoTime();
            long fromCpu = threads.getCurrentThreadCpuTime();
            going += GammaCut.of(scan, config(threshold), forecast).going();
            if (i >= WARM) {
                times.add((System.nanoTime() - from) / 1e6);
                computed.add((threads.getCurrentThreadCpuTime() - fromCpu) / 1e6);
            }
        }
        times.sort(null);
        computed.sort(null);
        OUT.printf(Locale.ROOT,
                "%d layers, %d channels that can go, read in %.0f ms; a move: median %.1f ms, p90 %.1f ms, most %.1f ms;"
                        + " of processor time median %.1f ms, p90 %.1f ms (%d)%n",
                gammas.layers().size(), sizes.length, scanMs, times.get(times.size() / 2),
                times.get(times.size() * 9 / 10), times.getLast(),
                computed.get(computed.size() / 2), computed.get(computed.size() * 9 / 10), going);
    }

    private static SlimmingConfig config(double threshold) {
        return new SlimmingConfig(Selection.VALUE, 0, threshold, List.of(), Coupled.LARGEST, Budget.none(), 1, 8, 0.25,
                false, false, Sparsity.none(), Finetune.none());
    }
}
