package dev.secateur.engine.runtime;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Map;

import com.sun.management.OperatingSystemMXBean;

import dev.secateur.engine.job.Progress;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.tensor.Tensor;

/// Times networks in ONNX Runtime. The number of runs follows from a time budget.
///
/// Two networks are timed in turns (A B A B ...), so that whatever else the machine does meets both alike; the ratio is the
/// median over neighbouring runs. Only the runtime's own work is timed: inputs lie ready, results are not copied.
public final class Bench {

    private static final long WARM_UP_NS = 500_000_000L;
    private static final double NS_PER_MS = 1e6;

    private final BenchPlan plan;
    private final Progress progress;

    private Bench(BenchPlan plan, Progress progress) {
        this.plan = plan;
        this.progress = progress;
    }

    /// Times one network.
    ///
    /// @param inputs for one run
    /// @param batch samples in them
    public static Timing time(OrtSession session, Map<String, Tensor> inputs, int batch, BenchPlan plan,
            Progress progress) throws ProblemException {
        try (OrtSession.Feed feed = session.feed(inputs)) {
            Bench bench = new Bench(plan, progress);
            return feed.watched(progress, () -> {
                bench.warmUp(feed);
                return bench.run(feed).timing(session.options().threads(), batch);
            });
        }
    }

    /// Times two networks in turns.
    ///
    /// @param inputs for one run of either
    /// @param batch samples in them
    public static Pairing against(OrtSession first, OrtSession second, Map<String, Tensor> inputs, int batch,
            BenchPlan plan, Progress progress) throws ProblemException {
        try (OrtSession.Feed a = first.feed(inputs); OrtSession.Feed b = second.feed(inputs)) {
            Bench bench = new Bench(plan, progress);
            return a.watched(progress, () -> b.watched(progress, () -> {
                bench.warmUp(a);
                bench.warmUp(b);
                Laps[] laps = bench.run(a, b);
                return new Pairing(laps[0].timing(first.options().threads(), batch),
                        laps[1].timing(second.options().threads(), batch), laps[1].over(laps[0]));
            }));
        }
    }

    /// The machine's load: processes that ran or waited to run, mean of the last minute; negative where the system does not tell.
    public static double loadAverage() {
        return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    }

    private void warmUp(OrtSession.Feed feed) throws ProblemException {
        progress.report(0, "Warming up");
        long start = System.nanoTime();
        long wanted = Math.min(WARM_UP_NS, plan.budget().toNanos());
        for (int i = 0; i < plan.warmUp() || System.nanoTime() - start < wanted; i++) {
            progress.check();
            feed.time();
        }
    }

    private Laps run(OrtSession.Feed feed) throws ProblemException {
        return run(new OrtSession.Feed[]{feed})[0];
    }

    private Laps[] run(OrtSession.Feed... feeds) throws ProblemException {
        Laps[] laps = Arrays.stream(feeds).map(f -> new Laps(plan.maxRuns())).toArray(Laps[]::new);
        long start = System.nanoTime();
        long budget = Math.multiplyExact(plan.budget().toNanos(), feeds.length);
        for (int i = 0; i < plan.maxRuns(); i++) {
            long spent = System.nanoTime() - start;
            if (i >= plan.minRuns() && spent >= budget) {
                break;
            }
            progress.report(Math.min((double) spent / budget, 1), "Timing, run " + (i + 1));
            for (int f = 0; f < feeds.length; f++) {
                progress.check();
                laps[f].add(feeds[f]);
            }
        }
        return laps;
    }

    /// The timed runs of one network.
    private static final class Laps {
        private final long[] wall;
        private long processor;
        private int count;

        Laps(int most) {
            wall = new long[most];
        }

        void add(OrtSession.Feed feed) throws ProblemException {
            long before = processorTime();
            wall[count++] = feed.time();
            processor += processorTime() - before;
        }

        Timing timing(int threads, int batch) {
            double[] sorted = Arrays.stream(wall, 0, count).mapToDouble(ns -> ns / NS_PER_MS).sorted().toArray();
            return new Timing(Quantile.median(sorted), Quantile.nearestRank(sorted, 0.9),
                    processor / NS_PER_MS / count, count, threads, batch);
        }

        /// Times of these runs over those of `other`, pair by pair.
        Ratio over(Laps other) {
            double[] ratios = new double[count];
            for (int i = 0; i < count; i++) {
                ratios[i] = (double) wall[i] / other.wall[i];
            }
            Arrays.sort(ratios);
            return new Ratio(Quantile.median(ratios), Quantile.nearestRank(ratios, 0.05),
                    Quantile.nearestRank(ratios, 0.95));
        }

        private static long processorTime() {
            return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
                    ? Math.max(system.getProcessCpuTime(), 0)
                    : 0;
        }
    }
}
