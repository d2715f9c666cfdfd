package dev.secateur.engine.compress.proxylessnas;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import dev.secateur.engine.cost.CostRules;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.shape.Bindings;
import dev.secateur.engine.shape.ShapeInference;

/// What networks of a space cost: a part that all share and one for each choice.
///
/// @param kind in what
/// @param base what all share, microseconds or multiply-accumulates
/// @param operations for each edge what each of its operations adds
record Costs(CostKind kind, double base, List<double[]> operations) {

    Costs {
        operations = List.copyOf(operations);
    }

    /// Multiply-accumulates for one picture.
    static Costs macs(Supernetwork net) {
        List<double[]> all = new ArrayList<>();
        net.edges().forEach(
                e -> all.add(e.operations().stream().mapToDouble(o -> (double) o.macs()).toArray()));
        Graph given = net.network(net.given());
        double whole = CostRules.count(given, ShapeInference.infer(given, Bindings.batch(1))).macs();
        return new Costs(CostKind.MACS, whole - all.stream().mapToDouble(o -> o[0]).sum(), all);
    }

    /// Of one network.
    double of(int[] choice) {
        double sum = base;
        for (int e = 0; e < choice.length; e++) {
            sum += operations.get(e)[choice[e]];
        }
        return sum;
    }

    /// The mean over networks drawn by probabilities.
    double expected(double[][] probabilities) {
        double sum = base;
        for (int e = 0; e < probabilities.length; e++) {
            for (int i = 0; i < probabilities[e].length; i++) {
                sum += probabilities[e][i] * operations.get(e)[i];
            }
        }
        return sum;
    }

    /// The cheapest network.
    int[] least() {
        return operations.stream().mapToInt(o -> Softmax.largest(Arrays.stream(o).map(x -> -x).toArray())).toArray();
    }

    /// The dearest network.
    int[] most() {
        return operations.stream().mapToInt(Softmax::largest).toArray();
    }

    /// As it is told: milliseconds, or multiply-accumulates.
    double told(double cost) {
        return kind == CostKind.TIME ? cost / 1000 : cost;
    }
}
