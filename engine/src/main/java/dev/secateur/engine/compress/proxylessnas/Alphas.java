package dev.secateur.engine.compress.proxylessnas;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

import dev.secateur.engine.autograd.Update;
import dev.secateur.engine.autograd.Var;

/// Architecture parameters and the Adam that moves them, its first mean keeping nothing and its second 0.999.
///
/// All that changes lies in variables, so that checkpoints hold it and a step that is given up leaves no trace. Holds native memory
/// until closed.
final class Alphas implements AutoCloseable {

    private static final double DEVIATION = 1e-3;
    private static final double SECOND = 0.999;
    private static final double EPSILON = 1e-8;
    /// Farther below the largest one a probability would round to 0, and two different operations could not be drawn any more.
    private static final double DEPTH = 20;

    private final int[] first;
    private final Var values;
    private final Var squares;
    private final Var steps = Var.of(new double[1], 1).keep();
    private final Var baseline = Var.of(new double[2], 2).keep();

    /// @param sizes operations of each edge
    Alphas(List<Integer> sizes, long seed) {
        first = new int[sizes.size() + 1];
        for (int i = 0; i < sizes.size(); i++) {
            first[i + 1] = first[i] + sizes.get(i);
        }
        SplittableRandom random = new SplittableRandom(seed);
        double[] start = new double[first[sizes.size()]];
        Arrays.setAll(start, i -> DEVIATION * random.nextGaussian());
        values = Var.of(start, start.length).keep();
        squares = Var.of(new double[start.length], start.length).keep();
    }

    int edges() {
        return first.length - 1;
    }

    /// Number of operations of all edges.
    int total() {
        return first[edges()];
    }

    /// The parameters of each edge.
    double[][] values() {
        double[] all = values.toDoubles();
        double[][] edges = new double[edges()][];
        Arrays.setAll(edges, e -> Arrays.copyOfRange(all, first[e], first[e + 1]));
        return edges;
    }

    /// For each edge the probability of each operation.
    double[][] probabilities() {
        return Arrays.stream(values()).map(Softmax::of).toArray(double[][]::new);
    }

    /// For each edge the operation of the largest parameter.
    int[] best() {
        return Arrays.stream(values()).mapToInt(Softmax::largest).toArray();
    }

    /// One step of Adam downhill.
    ///
    /// @param gradients for each edge; 0 leaves a parameter where it is
    void step(double[][] gradients, double lr) {
        double[] now = values.toDoubles();
        double[] square = squares.toDoubles();
        double count = steps.toDoubles()[0] + 1;
        double correction = 1 - Math.pow(SECOND, count);
        for (int e = 0; e < edges(); e++) {
            for (int i = 0; i < gradients[e].length; i++) {
                int at = first[e] + i;
                double g = gradients[e][i];
                square[at] = SECOND * square[at] + (1 - SECOND) * g * g;
                now[at] -= lr * g / (Math.sqrt(square[at] / correction) + EPSILON);
            }
        }
        set(squares, square);
        set(steps, new double[]{count});
        assign(now);
    }

    /// Sets all parameters; those far below the largest of their edge are lifted.
    void assign(double[][] edges) {
        assign(Arrays.stream(edges).flatMapToDouble(Arrays::stream).toArray());
    }

    private void assign(double[] all) {
        for (int e = 0; e < edges(); e++) {
            double most = Arrays.stream(all, first[e], first[e + 1]).max().orElse(0);
            for (int i = first[e]; i < first[e + 1]; i++) {
                all[i] = Math.max(all[i], most - DEPTH);
            }
        }
        set(values, all);
    }

    /// What rewards are held against: a moving average, its first value being the first mean.
    double baseline(double mean, double keep) {
        double[] old = baseline.toDoubles();
        double now = old[1] == 0 ? mean : keep * old[0] + (1 - keep) * mean;
        set(baseline, new double[]{now, 1});
        return old[1] == 0 ? mean : old[0];
    }

    private static void set(Var target, double[] numbers) {
        try (Var source = Var.of(numbers, numbers.length)) {
            Update.assign(target, source);
        }
    }

    /// Everything that changes, by name.
    Map<String, Var> state() {
        Map<String, Var> state = new LinkedHashMap<>();
        state.put("alphas", values);
        state.put("squares", squares);
        state.put("steps", steps);
        state.put("baseline", baseline);
        return state;
    }

    @Override
    public void close() {
        state().values().forEach(Var::close);
    }
}
