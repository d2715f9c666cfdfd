package dev.secateur.engine.compress.proxylessnas;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/// Puts into words what a search finds.
///
/// @param costs of the operations
/// @param check how well costs foretell; null if that was not asked
/// @param elsewhere in what the table of times differs from one of this machine; empty if in nothing
record Telling(Supernetwork net, Costs costs, Pressure pressure, ProxylessReport.@Nullable TableCheck check,
        String elsewhere) {

    private static final double UNDECIDED = 0.05;
    /// Mean error of forecasts above which a reader is told.
    private static final double TOLERATED = 0.1;
    /// What costs this much more than was aimed at, as a part, missed it.
    private static final double MISSED = 0.05;

    Telling(Supernetwork net, Pressure pressure, Memory.Measured measured) {
        this(net, measured.costs(), pressure, measured.check(), measured.elsewhere());
    }

    /// What is known while the search runs.
    ProxylessReport soFar(Search search) {
        double[][] alphas = search.alphas().values();
        return new ProxylessReport(edges(alphas), search.points(), cost(search.alphas().best()), List.of(),
                new ProxylessReport.Passes(0, 0, 0), true, "the search runs; nothing is derived yet");
    }

    /// What was found in the end.
    ProxylessReport whole(Pipeline.Found found, List<ProxylessReport.TrialReport> trials, long retraining,
            String note) {
        ProxylessReport.Passes passes = found.passes();
        return new ProxylessReport(edges(found.alphas()), found.history(), cost(found.choice()), trials,
                new ProxylessReport.Passes(passes.weights(), passes.architecture(), retraining), false,
                foreign() + missed(found.choice()) + undecided(found.alphas()) + uncertain() + note);
    }

    private String foreign() {
        return elsewhere.isEmpty()
                ? ""
                : "The costs are not of this machine: the table was measured " + elsewhere + ". ";
    }

    /// The pressure of the published loss is weak, and an aim that was missed has to be seen.
    private String missed(int[] choice) {
        double given = costs.of(net.given());
        double cost = costs.of(choice);
        return pressure.config().loss() == CostLoss.NONE || cost <= (1 + MISSED) * pressure.target()
                ? ""
                : String.format(Locale.ROOT,
                        "What was derived costs %.0f %% of the given network, %.0f %% were aimed at: "
                                + "a higher cost.lambda with cost.loss=linear presses harder, with reinforce a higher cost.reward. ",
                        100 * cost / given, 100 * pressure.target() / given);
    }

    private String uncertain() {
        return check == null || check.meanError() <= TOLERATED
                ? ""
                : String.format(Locale.ROOT,
                        "The table of times was off by %.0f %% on average on %d drawn networks; remove it to measure again "
                                + "on a quiet machine. ",
                        100 * check.meanError(), check.networks());
    }

    private static String undecided(double[][] alphas) {
        long even = Arrays.stream(alphas).filter(a -> {
            double[] p = Softmax.of(a);
            return Arrays.stream(p).max().orElse(1) < 1.0 / p.length + UNDECIDED;
        }).count();
        return even == 0
                ? ""
                : "of " + alphas.length + " edges " + even
                        + " hardly prefer any operation; a longer search or a higher "
                        + "architecture learning rate decides more. ";
    }

    private ProxylessReport.CostReport cost(int[] choice) {
        return new ProxylessReport.CostReport(costs.kind() == CostKind.TIME ? "ms" : "MACs",
                costs.told(costs.of(net.given())), costs.told(pressure.target()), costs.told(costs.of(costs.least())),
                costs.told(costs.of(choice)), check);
    }

    private List<ProxylessReport.EdgeReport> edges(double[][] alphas) {
        List<ProxylessReport.EdgeReport> edges = new ArrayList<>();
        for (int e = 0; e < alphas.length; e++) {
            Edge edge = net.edges().get(e);
            double[] p = Softmax.of(alphas[e]);
            double[] own = costs.operations().get(e);
            double least = Arrays.stream(own).min().orElse(0);
            List<ProxylessReport.OperationReport> operations = new ArrayList<>();
            for (int i = 0; i < p.length; i++) {
                Operation operation = edge.operations().get(i);
                operations.add(new ProxylessReport.OperationReport(operation.label(), operation.macs(),
                        costs.told(own[i] - least), p[i]));
            }
            double[] sorted = Arrays.stream(alphas[e]).sorted().toArray();
            edges.add(new ProxylessReport.EdgeReport(edge.id(), operations, Softmax.largest(alphas[e]),
                    sorted[sorted.length - 1] - sorted[sorted.length - 2]));
        }
        return edges;
    }
}
