package dev.secateur.engine.hardware.bits;

import java.util.List;
import java.util.OptionalDouble;

import dev.secateur.engine.problem.ProblemException;

/// What every layer of a network costs at every pair of widths, checked: more bits never cost less, or a sweep that takes bits
/// away would not come to its end.
public final class BitCosts {

    /// Fewest bits.
    public static final int LEAST = 2;
    /// Most bits.
    public static final int MOST = 8;

    private final HardwareModel model;
    private final Quantity quantity;
    private final double[][][] costs;

    private BitCosts(HardwareModel model, Quantity quantity, double[][][] costs) {
        this.model = model;
        this.quantity = quantity;
        this.costs = costs;
    }

    /// Asks a model for all layers at 2 to 8 bits.
    ///
    /// @throws ProblemException if the model does not tell the quantity of a layer, if a number is none, or if fewer bits cost more
    ///     somewhere; the layer and the widths are named
    public static BitCosts of(HardwareModel model, Quantity quantity, List<BitLayer> layers) throws ProblemException {
        double[][][] costs = new double[layers.size()][MOST - LEAST + 1][MOST - LEAST + 1];
        for (int l = 0; l < costs.length; l++) {
            for (int w = LEAST; w <= MOST; w++) {
                for (int a = LEAST; a <= MOST; a++) {
                    costs[l][w - LEAST][a - LEAST] = told(model, quantity, layers.get(l), w, a);
                }
            }
            check(model, layers.get(l), costs[l]);
        }
        return new BitCosts(model, quantity, costs);
    }

    private static double told(HardwareModel model, Quantity quantity, BitLayer layer, int weights, int activations)
            throws ProblemException {
        OptionalDouble cost = model.cost(quantity, layer, weights, activations);
        if (cost.isEmpty()) {
            throw ProblemException.ofSetting("the hardware model does not tell this cost", model.id(),
                    "it knows no " + quantity + " of " + layer.name() + " (" + layer.key() + ")",
                    "choose another cost or another model");
        }
        double value = cost.getAsDouble();
        if (!(value >= 0) || Double.isInfinite(value)) {
            throw unusable(model, layer, "costs " + value + " at " + weights + "/" + activations + " bits");
        }
        return value;
    }

    private static void check(HardwareModel model, BitLayer layer, double[][] own) throws ProblemException {
        for (int w = 0; w < own.length; w++) {
            for (int a = 0; a < own.length; a++) {
                boolean falls = w > 0 && own[w][a] < own[w - 1][a] || a > 0 && own[w][a] < own[w][a - 1];
                if (falls) {
                    throw unusable(model, layer,
                            "costs less at " + (w + LEAST) + "/" + (a + LEAST) + " bits than with a bit fewer");
                }
            }
        }
    }

    private static ProblemException unusable(HardwareModel model, BitLayer layer, String why) {
        return ProblemException.ofSetting("the costs cannot be used", model.id(),
                layer.name() + " (" + layer.key() + ") " + why, "mend the table, or choose another hardware model");
    }

    /// What the costs were asked of.
    public HardwareModel model() {
        return model;
    }

    /// What is spent.
    public Quantity quantity() {
        return quantity;
    }

    /// Number of layers.
    public int layers() {
        return costs.length;
    }

    /// The cost of one layer.
    ///
    /// @param weights bits, 2 to 8
    /// @param activations bits, 2 to 8
    public double of(int layer, int weights, int activations) {
        return costs[layer][weights - LEAST][activations - LEAST];
    }

    /// The cost of all layers at the same widths.
    public double uniform(int weights, int activations) {
        double sum = 0;
        for (int l = 0; l < costs.length; l++) {
            sum += of(l, weights, activations);
        }
        return sum;
    }
}
