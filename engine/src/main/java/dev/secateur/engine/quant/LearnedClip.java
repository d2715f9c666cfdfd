package dev.secateur.engine.quant;

import java.util.List;

import dev.secateur.engine.autograd.Functions;
import dev.secateur.engine.autograd.Interceptor;
import dev.secateur.engine.autograd.Mode;
import dev.secateur.engine.autograd.Parameter;
import dev.secateur.engine.autograd.ParameterKind;
import dev.secateur.engine.autograd.Update;
import dev.secateur.engine.autograd.Var;
import dev.secateur.engine.tensor.Tensor;

/// Rounds what flows to a grid whose end is learned, as in PACT (Choi et al., "PACT: Parameterized Clipping Activation for Quantized
/// Neural Networks", 2018): numbers within pass their gradient straight through, numbers beyond an end move that end.
///
/// PACT knows the range from 0 to the end alone. Where there are negative numbers the zero point stays as it was, so both ends grow and
/// shrink together.
public final class LearnedClip implements Interceptor, AutoCloseable {

    private static final double SMALLEST_PART = 1e-3;

    private final Grid start;
    private final Parameter end;

    /// @param start where it begins
    public LearnedClip(String name, Grid start) {
        this.start = start;
        this.end = Parameter.of("clip/" + name, ParameterKind.EXTRA, Tensor.scalar(reach() * start.scale()));
    }

    /// Codes between zero and the end that is learned.
    private int reach() {
        return Math.max(start.high() - start.zeroPoint(), start.zeroPoint() - start.low());
    }

    /// The grid as learned so far.
    public Grid grid() {
        float scale = (float) (end.value().detach().item() / reach());
        return new Grid(scale, start.zeroPoint(), start.low(), start.high(), start.bits());
    }

    /// Keeps the end above zero; to be called after each step.
    public void keep() {
        double least = SMALLEST_PART * reach() * start.scale();
        if (end.value().detach().item() < least) {
            try (Var limit = Var.scalar(least)) {
                Update.assign(end.value(), limit);
            }
        }
    }

    @Override
    public Var intercept(Var value, Mode mode) {
        Grid grid = grid();
        Var hard = Functions.rounded(value, grid.scale(), grid.zeroPoint(), grid.low(), grid.high());
        if (mode == Mode.EVAL) {
            return hard;
        }
        Var clipped = value.minimum(end.value().mul((double) (start.high() - start.zeroPoint()) / reach()));
        if (start.zeroPoint() > start.low()) {
            clipped = clipped.maximum(end.value().mul((double) (start.low() - start.zeroPoint()) / reach()));
        }
        return Functions.straightThrough(hard, clipped);
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(end);
    }

    @Override
    public void close() {
        end.close();
    }
}
