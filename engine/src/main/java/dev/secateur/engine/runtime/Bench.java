package dev.secateur.engine.runtime;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import com.sun.management.OperatingSystemMXBean;

import dev.secateur.engine.job.Progress;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.tensor.Tensor;

/// Times networks in ONNX Runtime. The number of runs follows from a time budget.
///
/// Two networks are timed in turns (A B A B ...), so that whatever else the machine does meets both alike. A turn is one run, or
/// as many as take ten milliseconds: a shorter turn would mostly measure how the other network left the caches. Each turn counts
/// with its median, each pair of neighbouring turns with its ratio, and the result is the median over the pairs. Only the
/// runtime's own work is timed: inputs lie ready, results are not copied.
public final class Bench {

    private static final long WARM_UP_NS = 500_000_000L;
    private static final double TURN_NS = 10_000_000;
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
                bench.warmUp(feed::time);
                return bench.run(1, feed::time)[0].timing(session.options().threads(), batch);
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
                double run = Math.min(bench.warmUp(a::time), bench.warmUp(b::time));
                int turn = (int) Math.clamp(Math.ceil(TURN_NS / Math.max(run, 1)), 1, plan.minRuns());
                Laps[] laps = bench.run(turn, a::time, b::time);
                return new Pairing(laps[0].timing(first.options().threads(), batch),
                        laps[1].timing(second.options().threads(), batch), laps[1].over(laps[0], turn));
            }));
        }
    }

    /// Times two networks in turns over the same pictures: what a run takes may differ from input to input. A run is one input, and a turn
    /// takes all inputs once.
    ///
    /// @param inputs each for one run of either
    /// @param batch samples in one of them
    public static Pairing overAll(OrtSession first, OrtSession second, List<Map<String, Tensor>> inputs, int batch,
            BenchPlan plan, Progress progress) throws ProblemException {
        List<OrtSession.Feed> feeds = new ArrayList<>();
        try {
            Bench bench = new Bench(plan, progress);
            Timed a = bench.all(first, inputs, feeds);
            Timed b = bench.all(second, inputs, feeds);
            bench.warmUp(a);
            bench.warmUp(b);
            Laps[] laps = bench.run(1, a, b);
            return new Pairing(laps[0].timing(first.options().threads(), batch),
                    laps[1].timing(second.options().threads(), batch), laps[1].over(laps[0], 1));
        } finally {
            feeds.forEach(OrtSession.Feed::close);
        }
    }

    /// @param feeds gets what has to be closed
    private Timed all(OrtSession session, List<Map<String, Tensor>> inputs, List<OrtSession.Feed> feeds)
            throws ProblemException {
        List<OrtSession.Feed> own = new ArrayList<>();
        for (Map<String, Tensor> input : inputs) {
            OrtSession.Feed feed = session.feed(input);
            feeds.add(feed);
            own.add(feed);
        }
        return () -> {
            long sum = 0;
            for (OrtSession.Feed feed : own) {
                progress.check();
                sum += feed.time();
            }
            return sum / own.size();
        };
    }

    /// Something that is run and timed.
    @FunctionalInterface
    private interface Timed {

        /// @return nanoseconds of one run
        long time() throws ProblemException;
    }

    /// The machine's load: processes that ran or waited to run, mean of the last minute; negative where the system does not tell.
    public static double loadAverage() {
        return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    }

    /// Runs without timing.
    ///
    /// @return the shortest run, nanoseconds
    private double warmUp(Timed feed) throws ProblemException {
        progress.report(0, "Warming up");
        long start = System.nanoTime();
        long wanted = Math.min(WARM_UP_NS, plan.budget().toNanos());
        double shortest = Double.POSITIVE_INFINITY;
        for (int i = 0; i < plan.warmUp() || System.nanoTime() - start < wanted; i++) {
            progress.check();
            shortest = Math.min(shortest, feed.time());
        }
        return Double.isInfinite(shortest) ? 0 : shortest;
    }

    /// Times networks in turns of a number of runs each.
    private Laps[] run(int turn, Timed... feeds) throws ProblemException {
        Laps[] laps = Arrays.stream(feeds).map(f -> new Laps(plan.maxRuns() + turn)).toArray(Laps[]::new);
        long start = System.nanoTime();
        long budget = Math.multiplyExact(plan.budget().toNanos(), feeds.length);
        for (int done = 0; done < plan.maxRuns(); done += turn) {
            long spent = System.nanoTime() - start;
            if (done >= plan.minRuns() && spent >= budget) {
                break;
            }
            progress.report(Math.min((double) spent / budget, 1), "Timing, run " + (done + 1));
            for (int f = 0; f < feeds.length; f++) {
                laps[f].add(feeds[f], turn, progress);
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

        void add(Timed feed, int runs, Progress progress) throws ProblemException {
            long before = processorTime();
            for (int i = 0; i < runs; i++) {
                progress.check();
                wall[count++] = feed.time();
            }
            processor += processorTime() - before;
        }

        Timing timing(int threads, int batch) {
            double[] sorted = Arrays.stream(wall, 0, count).mapToDouble(ns -> ns / NS_PER_MS).sorted().toArray();
            return new Timing(Quantile.median(sorted), Quantile.nearestRank(sorted, 0.9),
                    processor / NS_PER_MS / count, count, threads, batch);
        }

        /// Times of these runs over those of `other`, pair of turns by pair of turns.
        Ratio over(Laps other, int turn) {
            double[] ratios = new double[count / turn];
            for (int i = 0; i < ratios.length; i++) {
                ratios[i] = median(i * turn, turn) / other.median(i * turn, turn);
            }
            return Ratio.of(ratios);
        }

        private double median(int from, int length) {
            return Quantile.median(
                    Arrays.stream(wall, from, from + length).asDoubleStream().sorted().toArray());
        }

        private static long processorTime() {
            return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
                    ? Math.max(system.getProcessCpuTime(), 0)
                    : 0;
        }
    }
}
