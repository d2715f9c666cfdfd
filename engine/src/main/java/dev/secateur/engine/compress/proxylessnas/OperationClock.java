package dev.secateur.engine.compress.proxylessnas;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

import dev.secateur.engine.graph.Subgraph;
import dev.secateur.engine.hardware.ForecastFit;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.problem.ProblemException;

/// Times operations where they stand: whole networks of the space, each in turns with the given one, from which follows what each
/// operation adds.
///
/// A layer alone would be charged for its own run, for laying its data out, and for what it cannot be fused with. A network with the
/// operation against one without it tells better, and networks that differ everywhere tell of all edges at once (a factorial design; Fisher
/// 1935): with as many runs each operation is met several times as often, among neighbours of all kinds.
///
/// @param net whose operations are timed
record OperationClock(Supernetwork net, int threads) {

    private static final int LEAST = 20;
    private static final int FOR_EACH = 2;

    /// Networks that were timed.
    ///
    /// @param microseconds of each, for one picture
    private record Timed(List<int[]> choices, double[] microseconds) {}

    /// Measures all operations.
    Costs measure(long seed, Progress progress) throws ProblemException {
        // Edges of the same kind, one behind the other, share what their operations add.
        Map<String, Integer> first = new LinkedHashMap<>();
        int unknowns = 1;
        for (int e = 0; e < net.edges().size(); e++) {
            String key = key(e);
            if (!first.containsKey(key)) {
                first.put(key, unknowns);
                unknowns += net.edges().get(e).size() - 1;
            }
        }
        int[] columns = IntStream.range(0, net.edges().size()).map(e -> first.getOrDefault(key(e), 0)).toArray();
        Timed timed = time(balanced(LEAST + FOR_EACH * unknowns, seed), progress);
        double[] fitted = fit(timed, columns, unknowns);
        List<double[]> operations = new ArrayList<>();
        double base = fitted[0];
        for (int e = 0; e < columns.length; e++) {
            double[] own = new double[net.edges().get(e).size()];
            System.arraycopy(fitted, columns[e], own, 1, own.length - 1);
            double least = Arrays.stream(own).min().orElse(0);
            operations.add(Arrays.stream(own).map(o -> o - least).toArray());
            base += least;
        }
        return new Costs(CostKind.TIME, base, operations);
    }

    /// By relative errors: a microsecond counts for more in a fast network.
    private static double[] fit(Timed timed, int[] columns, int unknowns) {
        double[][] rows = new double[timed.choices().size()][unknowns];
        double[] ones = new double[rows.length];
        Arrays.fill(ones, 1);
        double mean = Arrays.stream(timed.microseconds()).average().orElse(1);
        for (int n = 0; n < rows.length; n++) {
            double weight = mean / timed.microseconds()[n];
            rows[n][0] = weight;
            int[] choice = timed.choices().get(n);
            for (int e = 0; e < choice.length; e++) {
                if (choice[e] > 0) {
                    rows[n][columns[e] + choice[e] - 1] += weight;
                }
            }
        }
        return Arrays.stream(LeastSquares.fit(rows, ones)).map(x -> x * mean).toArray();
    }

    /// Networks in which each operation of an edge stands as often as the others, and the two ends of the space.
    private List<int[]> balanced(int count, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<int[]> choices = new ArrayList<>();
        choices.add(net.given());
        choices.add(Costs.macs(net).least());
        int[][] drawn = new int[count][net.edges().size()];
        for (int e = 0; e < net.edges().size(); e++) {
            int[] order = new int[count];
            for (int n = 0; n < count; n++) {
                int other = random.nextInt(n + 1);
                order[n] = order[other];
                order[other] = n % net.edges().get(e).size();
            }
            for (int n = 0; n < count; n++) {
                drawn[n][e] = order[n];
            }
        }
        choices.addAll(List.of(drawn));
        return choices;
    }

    private Timed time(List<int[]> choices, Progress progress) throws ProblemException {
        List<Stopwatch.Lap> laps = new ArrayList<>();
        try (Stopwatch watch = Stopwatch.against(net.network(net.given()), threads)) {
            for (int[] choice : choices) {
                int done = laps.size();
                Progress part = progress.part((double) done / choices.size(), (done + 1.0) / choices.size());
                part.report(0, "Timing network " + (done + 1) + " of " + choices.size());
                laps.add(watch.time(net.network(choice), part));
            }
        }
        double[] references = laps.stream().mapToDouble(Stopwatch.Lap::reference).sorted().toArray();
        double reference = references[references.length / 2];
        return new Timed(choices, laps.stream().mapToDouble(l -> 1000 * l.ratio() * reference).toArray());
    }

    /// What tells edges of one kind from others: the operators and extents of all their operations.
    private String key(int edge) {
        StringBuilder key = new StringBuilder();
        for (Operation operation : net.edges().get(edge).operations()) {
            key.append(operation.isSkip()
                    ? Operation.SKIP
                    : TimeTable.structure(Subgraph.between(net.store(), operation.entry(), operation.exit(),
                            net.store().type(operation.entry()))));
        }
        return key.toString();
    }

    /// Holds the table against other drawn networks.
    ///
    /// @param count of networks, 2 or more
    ForecastFit check(Costs costs, int count, long seed, Progress progress) throws ProblemException {
        SplittableRandom random = new SplittableRandom(seed + 1);
        List<int[]> drawn = new ArrayList<>();
        for (int n = 0; n < count; n++) {
            drawn.add(net.edges().stream().mapToInt(e -> random.nextInt(e.size())).toArray());
        }
        Timed timed = time(drawn, progress);
        return ForecastFit.of(IntStream.range(0, count).mapToObj(n -> new ForecastFit.Pair(
                costs.told(costs.of(drawn.get(n))), costs.told(timed.microseconds()[n]))).toList());
    }
}
