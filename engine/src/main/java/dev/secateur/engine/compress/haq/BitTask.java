package dev.secateur.engine.compress.haq;

import java.util.List;
import java.util.Locale;

import dev.secateur.engine.hardware.bits.BitCosts;
import dev.secateur.engine.hardware.bits.BitLayer;
import dev.secateur.engine.hardware.bits.Quantity;
import dev.secateur.engine.problem.ProblemException;

/// What has to be chosen within what: layers, their costs, and the budget. A policy is `{weights, activations}` bits for each layer.
final class BitTask {

    static final int LEAST = BitCosts.LEAST;
    static final int MOST = BitCosts.MOST;
    private static final double TOLERANCE = 1e-9;

    private final List<BitLayer> layers;
    private final BitCosts costs;
    private final boolean weightsOnly;
    private final double reference;
    private final double budget;

    private BitTask(List<BitLayer> layers, BitCosts costs, boolean weightsOnly, double reference, double budget) {
        this.layers = layers;
        this.costs = costs;
        this.weightsOnly = weightsOnly;
        this.reference = reference;
        this.budget = budget;
    }

    /// @param weightsOnly true if activations stay float32; then no layer is fixed and the reference are 32 bits
    /// @throws ProblemException if the fewest bits cost more than the budget; the least part is named
    static BitTask of(List<BitLayer> layers, BitCosts costs, boolean weightsOnly, Goal goal) throws ProblemException {
        double reference = weightsOnly ? costs.uniform(MOST, MOST) * 32 / MOST : costs.uniform(MOST, MOST);
        BitTask task = limited(layers, costs, weightsOnly, reference, goal);
        double least = task.cost(task.uniform(LEAST));
        if (!task.fits(least)) {
            throw ProblemException.ofSetting("the budget cannot be reached", "goal.ratio",
                    String.format(Locale.ROOT,
                            "%d bits for every layer that is free still take %.4f of the %s of %d bits",
                            LEAST, least / reference, costs.quantity(), weightsOnly ? 32 : MOST),
                    String.format(Locale.ROOT, "ask for at least %.3f", Math.ceil(1000 * least / reference) / 1000));
        }
        return task;
    }

    /// The same with a budget that the fewest bits meet at least.
    static BitTask reachable(List<BitLayer> layers, BitCosts costs, Goal goal) {
        BitTask task = limited(layers, costs, false, costs.uniform(MOST, MOST), goal);
        double least = task.cost(task.uniform(LEAST)) * (1 + TOLERANCE);
        return task.fits(least) ? task : new BitTask(layers, costs, false, task.reference, least);
    }

    private static BitTask limited(List<BitLayer> layers, BitCosts costs, boolean weightsOnly, double reference,
            Goal goal) {
        BitTask open = new BitTask(layers, costs, weightsOnly, reference, Double.POSITIVE_INFINITY);
        double budget = goal.uniform() > 0 ? open.cost(open.uniform(goal.uniform())) : goal.ratio() * reference;
        return new BitTask(layers, costs, weightsOnly, reference, budget * (1 + TOLERANCE));
    }

    List<BitLayer> layers() {
        return layers;
    }

    BitCosts costs() {
        return costs;
    }

    boolean weightsOnly() {
        return weightsOnly;
    }

    /// What is decided of each layer: 1 for weights alone, where activations cost nothing, else 2.
    int parts() {
        return weightsOnly || costs.quantity() == Quantity.SIZE ? 1 : 2;
    }

    double reference() {
        return reference;
    }

    double budget() {
        return budget;
    }

    int size() {
        return layers.size();
    }

    /// True for the first and the last layer, which keep 8 bits: the first reads 8-bit pixels, the last loses most.
    boolean isFixed(int layer) {
        return !weightsOnly && (layer == 0 || layer == layers.size() - 1);
    }

    /// All free layers at the same bits.
    int[][] uniform(int bits) {
        int[][] policy = new int[size()][];
        for (int l = 0; l < policy.length; l++) {
            int own = isFixed(l) ? MOST : bits;
            policy[l] = new int[]{own, parts() == 1 ? MOST : own};
        }
        return policy;
    }

    double cost(int[][] policy) {
        double sum = 0;
        for (int l = 0; l < policy.length; l++) {
            sum += costs.of(l, policy[l][0], policy[l][1]);
        }
        return sum;
    }

    boolean fits(double cost) {
        return cost <= budget;
    }

    /// Brings a policy within the budget: again and again from the last layer to the first, activations a bit down, then weights,
    /// until it fits.
    int[][] within(int[][] policy) {
        int[][] now = copy(policy);
        double cost = cost(now);
        boolean lowered = true;
        while (!fits(cost) && lowered) {
            lowered = false;
            for (int l = now.length - 1; l >= 0 && !fits(cost); l--) {
                for (int part = parts() - 1; part >= 0 && !fits(cost); part--) {
                    if (!isFixed(l) && now[l][part] > LEAST) {
                        cost -= costs.of(l, now[l][0], now[l][1]);
                        now[l][part]--;
                        cost += costs.of(l, now[l][0], now[l][1]);
                        lowered = true;
                    }
                }
            }
        }
        return now;
    }

    static int[][] copy(int[][] policy) {
        int[][] copy = new int[policy.length][];
        for (int l = 0; l < copy.length; l++) {
            copy[l] = policy[l].clone();
        }
        return copy;
    }
}
