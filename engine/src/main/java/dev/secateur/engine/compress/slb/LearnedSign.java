package dev.secateur.engine.compress.slb;

import java.util.List;

import dev.secateur.engine.autograd.Functions;
import dev.secateur.engine.autograd.Interceptor;
import dev.secateur.engine.autograd.Mode;
import dev.secateur.engine.autograd.Parameter;
import dev.secateur.engine.autograd.ParameterKind;
import dev.secateur.engine.autograd.Update;
import dev.secateur.engine.autograd.Var;
import dev.secateur.engine.quant.Histogram;
import dev.secateur.engine.tensor.Tensor;

/// Rounds what flows to its sign times a size that is learned, for 1 bit where numbers of both signs flow; zero counts as positive.
///
/// The gradient passes straight through numbers up to 1.25 of the size, which is one deviation of normal numbers (BinaryNet, Courbariaux
/// et al. 2016, lets through sizes up to 1 behind a normalisation). The size begins at the mean of sizes, where the squared error is least
/// (XNOR-Net, Rastegari et al. 2016).
final class LearnedSign implements Interceptor, AutoCloseable {

    /// Deviation of normal numbers as a part of the mean of their sizes.
    private static final double THROUGH = Math.sqrt(Math.PI / 2);
    private static final double SMALLEST_PART = 1e-3;

    private final double start;
    private final Parameter size;

    /// @param start the size to begin with, above 0
    LearnedSign(String name, double start) {
        this.start = start;
        this.size = Parameter.of("sign/" + name, ParameterKind.EXTRA, Tensor.scalar((float) start));
    }

    /// The size with the least squared error; 1 where nothing but zeros was seen.
    static double first(Histogram seen) {
        double sum = 0;
        for (int bin = 0; bin < Histogram.BINS; bin++) {
            sum += seen.inBin(bin) * Math.abs(seen.centre(bin));
        }
        double mean = sum / Math.max(1, seen.count());
        return mean >= Float.MIN_NORMAL ? mean : 1;
    }

    /// The size as learned so far.
    float size() {
        return (float) size.value().detach().item();
    }

    /// Keeps the size above zero; to be called after each step.
    void keep() {
        double least = SMALLEST_PART * start;
        if (size() < least) {
            try (Var limit = Var.scalar(least)) {
                Update.assign(size.value(), limit);
            }
        }
    }

    @Override
    public Var intercept(Var value, Mode mode) {
        Var hard = Functions.where(value.less(0), Var.scalar(-1), Var.scalar(1));
        if (mode == Mode.EVAL) {
            return hard.mul(size.value());
        }
        Var soft = value.div(size.value().detach()).clamp(-THROUGH, THROUGH);
        return Functions.straightThrough(hard, soft).mul(size.value());
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(size);
    }

    @Override
    public void close() {
        size.close();
    }
}
