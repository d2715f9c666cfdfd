package dev.secateur.engine.compress.proxylessnas;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.autograd.Update;
import dev.secateur.engine.autograd.Var;

/// How a search went, in a variable, so that checkpoints hold it. Holds native memory until closed.
final class History implements AutoCloseable {

    private static final int MOST = 60;
    private static final int FIXED = 4;

    private final int points;
    private final int columns;
    private final Alphas alphas;
    private final Var table;

    History(Alphas alphas, long steps) {
        this.points = (int) Math.min(MOST, steps);
        this.columns = FIXED + alphas.total();
        this.alphas = alphas;
        double[] empty = new double[points * columns];
        Arrays.fill(empty, Double.NaN);
        this.table = Var.of(empty, empty.length).keep();
    }

    Var table() {
        return table;
    }

    /// The point of this share of the training.
    int at(double fraction) {
        return Math.min(points - 1, (int) Math.floor(fraction * points));
    }

    /// Whether the point was noted.
    boolean has(int point) {
        return !Double.isNaN(table.toDoubles()[point * columns]);
    }

    /// Notes a point.
    ///
    /// @param accuracy of the network of the largest parameters; NaN where it was not looked at
    void note(int point, double epoch, double cost, double accuracy) {
        double[] all = table.toDoubles();
        double[][] probabilities = alphas.probabilities();
        int at = point * columns;
        all[at++] = epoch;
        all[at++] = cost;
        all[at++] = Arrays.stream(probabilities).mapToDouble(Softmax::entropy).average().orElse(0);
        all[at++] = accuracy;
        for (double[] edge : probabilities) {
            for (double p : edge) {
                all[at++] = p;
            }
        }
        try (Var source = Var.of(all, all.length)) {
            Update.assign(table, source);
        }
    }

    /// All points so far, in order.
    List<ProxylessReport.Point> points(Costs costs) {
        double[] all = table.toDoubles();
        List<ProxylessReport.Point> told = new ArrayList<>();
        for (int point = 0; point < points; point++) {
            int at = point * columns;
            if (Double.isNaN(all[at])) {
                continue;
            }
            List<List<Double>> probabilities = new ArrayList<>();
            int next = at + FIXED;
            for (double[] edge : alphas.values()) {
                probabilities.add(Arrays.stream(all, next, next + edge.length).boxed().toList());
                next += edge.length;
            }
            told.add(new ProxylessReport.Point(all[at], costs.told(all[at + 1]), all[at + 2], number(all[at + 3]),
                    probabilities));
        }
        return told;
    }

    private static @Nullable Double number(double value) {
        return Double.isNaN(value) ? null : Double.valueOf(value);
    }

    @Override
    public void close() {
        table.close();
    }
}
