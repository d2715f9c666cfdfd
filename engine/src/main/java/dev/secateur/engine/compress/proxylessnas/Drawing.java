package dev.secateur.engine.compress.proxylessnas;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.problem.ProblemException;

/// Finds networks of a space that what is derived can be held against.
///
/// @param derived its choice
record Drawing(Supernetwork net, Costs costs, ControlConfig config, int[] derived, int threads) {

    private static final int DRAWS = 200_000;
    /// Drawn networks that are timed for each one that is wanted.
    private static final int TIMED = 4;

    /// What is derived first, then the controls.
    ///
    /// @param given the network to time what is derived against
    List<Memory.Control> all(Graph given, long seed, Progress progress) throws ProblemException {
        List<Memory.Control> all = new ArrayList<>();
        boolean timed = costs.kind() == CostKind.TIME;
        Graph own = net.network(derived);
        Double ms = timed ? milliseconds(given, own, progress.part(0, 0.1)) : null;
        all.add(control("derived", derived, ms));
        List<int[]> drawn = drawn(seed);
        if (ms == null) {
            drawn.stream().limit(config.random()).forEach(c -> all.add(control("drawn " + all.size(), c, null)));
        } else {
            try (Stopwatch watch = Stopwatch.against(own, threads)) {
                equal(watch, drawn, ms, all, progress.part(0.1, 0.8));
            }
        }
        if (config.ends()) {
            all.add(end("largest", costs.most(), given, progress.part(0.8, 0.9)));
            all.add(end("smallest", costs.least(), given, progress.part(0.9, 1)));
        }
        return all;
    }

    /// Keeps those that measure the same.
    private void equal(Stopwatch watch, List<int[]> drawn, double ms, List<Memory.Control> all, Progress progress)
            throws ProblemException {
        for (int n = 0; n < drawn.size() && all.size() <= config.random(); n++) {
            Progress part = progress.part((double) n / drawn.size(), (n + 1.0) / drawn.size());
            part.report(0, "Timing drawn network " + (n + 1) + ", " + (all.size() - 1) + " of " + config.random()
                    + " are equal so far");
            double ratio = watch.time(net.network(drawn.get(n)), part).ratio();
            if (Math.abs(ratio - 1) <= config.tolerance()) {
                all.add(control("drawn " + all.size(), drawn.get(n), ratio * ms));
            }
        }
    }

    private Memory.Control end(String name, int[] choice, Graph given, Progress progress) throws ProblemException {
        progress.report(0, "Timing the " + name + " network");
        return control(name, choice,
                costs.kind() == CostKind.TIME ? milliseconds(given, net.network(choice), progress) : null);
    }

    private Double milliseconds(Graph given, Graph network, Progress progress) throws ProblemException {
        try (Stopwatch watch = Stopwatch.against(given, threads)) {
            Stopwatch.Lap lap = watch.time(network, progress);
            return lap.ratio() * lap.reference();
        }
    }

    private static Memory.Control control(String name, int[] choice, @Nullable Double ms) {
        return new Memory.Control(name, Arrays.stream(choice).boxed().toList(), ms);
    }

    /// Different networks, drawn evenly among all, that cost the same by the table.
    private List<int[]> drawn(long seed) {
        SplittableRandom random = new SplittableRandom(seed + 1);
        List<int[]> drawn = new ArrayList<>();
        double wanted = costs.of(derived);
        int most = config.random() * (costs.kind() == CostKind.TIME ? TIMED : 1);
        for (int n = 0; n < DRAWS && drawn.size() < most; n++) {
            int[] choice = net.edges().stream().mapToInt(e -> random.nextInt(e.size())).toArray();
            boolean equal = Math.abs(costs.of(choice) / wanted - 1) <= config.tolerance();
            if (equal && !Arrays.equals(choice, derived) && drawn.stream().noneMatch(d -> Arrays.equals(d, choice))) {
                drawn.add(choice);
            }
        }
        return drawn;
    }
}
