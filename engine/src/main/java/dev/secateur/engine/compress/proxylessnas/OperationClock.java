package dev.secateur.engine.compress.proxylessnas;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

import dev.secateur.engine.graph.Subgraph;
import dev.secateur.engine.hardware.ForecastFit;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.problem.ProblemException;

/// Times operations where they stand: a network with the operation against the same network with another one on that edge, in turns.
///
/// A layer alone would be charged for its own run, for laying its data out, and for what it cannot be fused with. Two networks are
/// taken around each operation, a wide and a narrow one, and the mean of both differences counts.
///
/// @param net whose operations are timed
record OperationClock(Supernetwork net, int threads) {

    /// Differences on one edge around one network.
    ///
    /// @param reference milliseconds of that network; median
    /// @param ratios of each edge's operations, 1 for the network's own
    private record Around(int[] choice, double reference, double[][] ratios) {

        /// Microseconds by which operations of an edge differ from their mean.
        double[] centred(int edge) {
            double mean = Arrays.stream(ratios[edge]).average().orElse(0);
            return Arrays.stream(ratios[edge]).map(r -> 1000 * reference * (r - mean)).toArray();
        }
    }

    /// Measures all operations.
    Costs measure(Progress progress) throws ProblemException {
        List<Around> around = List.of(around(net.given(), "wide", progress.part(0, 0.5)),
                around(narrow(), "narrow", progress.part(0.5, 1)));
        List<double[]> operations = new ArrayList<>();
        for (int e = 0; e < net.edges().size(); e++) {
            int edge = e;
            double[] mean = new double[net.edges().get(e).size()];
            Arrays.setAll(mean, i -> around.stream().mapToDouble(a -> a.centred(edge)[i]).average().orElse(0));
            double least = Arrays.stream(mean).min().orElse(0);
            operations.add(Arrays.stream(mean).map(m -> m - least).toArray());
        }
        Costs without = new Costs(CostKind.TIME, 0, operations);
        double base = around.stream().mapToDouble(a -> 1000 * a.reference() - without.of(a.choice())).average()
                .orElse(0);
        return new Costs(CostKind.TIME, base, operations);
    }

    /// The operations of fewest multiply-accumulates that leave no edge out.
    private int[] narrow() {
        return net.edges().stream().mapToInt(e -> IntStream.range(0, e.size()).filter(i -> !e.operations().get(i).isSkip())
                .reduce((a, b) -> e.operations().get(b).macs() < e.operations().get(a).macs() ? b : a).orElse(0))
                .toArray();
    }

    private Around around(int[] choice, String name, Progress progress) throws ProblemException {
        int total = net.edges().stream().mapToInt(e -> e.size() - 1).sum();
        double[][] ratios = net.edges().stream().map(e -> new double[e.size()]).toArray(double[][]::new);
        // Edges of the same kind, one behind the other, need to be timed once.
        Map<String, Double> known = new HashMap<>();
        List<Double> references = new ArrayList<>();
        int done = 0;
        try (Stopwatch watch = Stopwatch.against(net.network(choice), threads)) {
            for (int e = 0; e < choice.length; e++) {
                for (int i = 0; i < ratios[e].length; i++) {
                    if (i == choice[e]) {
                        ratios[e][i] = 1;
                        continue;
                    }
                    Progress part = progress.part((double) done / total, (done + 1.0) / total);
                    done++;
                    String key = key(e, choice[e]) + " became " + key(e, i);
                    Double before = known.get(key);
                    if (before == null) {
                        part.report(0, "Timing " + net.edges().get(e).operations().get(i).label() + " of "
                                + net.edges().get(e).id() + " in a " + name + " network");
                        Stopwatch.Lap lap = watch.time(net.network(with(choice, e, i)), part);
                        references.add(lap.reference());
                        before = lap.ratio();
                        known.put(key, before);
                    }
                    ratios[e][i] = before;
                }
            }
        }
        return new Around(choice, median(references), ratios);
    }

    private static int[] with(int[] choice, int edge, int operation) {
        int[] changed = choice.clone();
        changed[edge] = operation;
        return changed;
    }

    private String key(int edge, int index) {
        Operation operation = net.edges().get(edge).operations().get(index);
        return operation.isSkip()
                ? Operation.SKIP
                : TimeTable.structure(Subgraph.between(net.store(), operation.entry(), operation.exit(),
                        net.store().type(operation.entry())));
    }

    private static double median(List<Double> values) {
        double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        int half = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }

    /// Holds the table against drawn networks.
    ///
    /// @param count of networks, 2 or more
    ForecastFit check(Costs costs, int count, long seed, Progress progress) throws ProblemException {
        SplittableRandom random = new SplittableRandom(seed);
        List<Stopwatch.Lap> laps = new ArrayList<>();
        List<int[]> drawn = new ArrayList<>();
        try (Stopwatch watch = Stopwatch.against(net.network(net.given()), threads)) {
            for (int n = 0; n < count; n++) {
                Progress part = progress.part((double) n / count, (n + 1.0) / count);
                part.report(0, "Timing drawn network " + (n + 1) + " of " + count);
                int[] choice = net.edges().stream().mapToInt(e -> random.nextInt(e.size())).toArray();
                drawn.add(choice);
                laps.add(watch.time(net.network(choice), part));
            }
        }
        double reference = median(laps.stream().map(Stopwatch.Lap::reference).toList());
        return ForecastFit.of(IntStream.range(0, count).mapToObj(n -> new ForecastFit.Pair(
                costs.told(costs.of(drawn.get(n))), laps.get(n).ratio() * reference)).toList());
    }
}
