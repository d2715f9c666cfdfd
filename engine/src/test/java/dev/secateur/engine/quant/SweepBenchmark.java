package dev.secateur.engine.quant;

import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Locale;

import com.sun.management.OperatingSystemMXBean;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.network.Networks;
import dev.secateur.engine.rewrite.Rewriter;
import dev.secateur.engine.rewrite.rules.FoldBatchNorm;

/// How long the weight errors of a whole ResNet-50 take: all layers at eight widths, with ranges by the largest size and with the search for
/// the least squared error. The first round is what a cold process needs. Run as a main class on the test class path.
public final class SweepBenchmark {

    private static final int ROUNDS = 5;
    private static final double NANOS = 1e9;

    private SweepBenchmark() {}

    public static void main(String[] arguments) throws Exception {
        PrintStream out = System.out;
        Graph folded = Rewriter.everywhere(Networks.imageNetResNet(50), new FoldBatchNorm(), Progress.none());
        long weights = QuantLayer.of(folded).stream().mapToLong(QuantLayer::weights).sum();
        out.printf(Locale.ROOT, "%d layers, %,d weights, %s bits, %d processors%n", QuantLayer.of(folded).size(),
                weights,
                Sweep.WIDTHS, Runtime.getRuntime().availableProcessors());
        for (Clipping clipping : List.of(Clipping.MINMAX, Clipping.MSE)) {
            Sweep.Plan plan = new Sweep.Plan(Sweep.WIDTHS, new WeightGrids(clipping, 100, true),
                    new RangeSearch(clipping, 100, false), false, 1);
            for (int round = 1; round <= ROUNDS; round++) {
                long start = System.nanoTime();
                long used = cpu();
                Sensitivity found = Sweep.run(folded, plan, null, l -> {}, Progress.none());
                out.printf(Locale.ROOT, "%-8s round %d: %.2f s, %.2f s of processors (%d layers)%n", clipping, round,
                        (System.nanoTime() - start) / NANOS, (cpu() - used) / NANOS, found.layers().size());
            }
        }
    }

    private static long cpu() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }
}
