package dev.secateur.engine.quant;

import java.util.Arrays;
import java.util.List;

import dev.secateur.engine.autograd.Functions;
import dev.secateur.engine.autograd.Mode;
import dev.secateur.engine.autograd.Parameter;
import dev.secateur.engine.autograd.ParameterKind;
import dev.secateur.engine.autograd.Parametrisation;
import dev.secateur.engine.autograd.Scope;
import dev.secateur.engine.autograd.Section;
import dev.secateur.engine.autograd.Torch;
import dev.secateur.engine.autograd.Update;
import dev.secateur.engine.autograd.Var;
import dev.secateur.engine.tensor.Tensor;

/// Rounds weights to codes of a step that is learned with them, as in LSQ (Esser et al., "Learned Step Size Quantization", ICLR 2020):
/// `q = s round(clamp(w / s, -h, h))`, straight through the rounding, and the step's gradient scaled by `1 / sqrt(n h)`, n being the
/// weights that share it.
public final class LearnedStep implements Parametrisation, AutoCloseable {

    private static final double SMALLEST_PART = 1e-3;

    private final int high;
    private final double share;
    private final Parameter step;
    private final Var least;

    /// @param start weights of the layer as codes and steps, where it begins
    public LearnedStep(String name, QuantisedWeight start) {
        QuantLayer layer = start.layer();
        float[] steps = start.steps();
        long[] dims = new long[layer.weight().rank()];
        Arrays.fill(dims, 1);
        dims[layer.axis()] = steps.length;
        this.high = Grid.highest(start.bits());
        this.share = 1 / Math.sqrt((double) layer.weights() / steps.length * high);
        this.step = Parameter.of("step/" + name, ParameterKind.EXTRA, Tensor.of(steps, dims));
        float[] limits = steps.clone();
        for (int i = 0; i < limits.length; i++) {
            limits[i] = Math.max(Float.MIN_NORMAL, (float) (limits[i] * SMALLEST_PART));
        }
        this.least = Var.of(limits, dims).keep();
    }

    /// Keeps steps above zero; to be called after each step of the optimiser.
    public void keep() {
        try (Scope scope = Scope.open()) {
            Update.assign(step.value(), step.value().detach().maximum(least));
        }
    }

    @Override
    public Var effective(Var raw, Mode mode) {
        if (mode == Mode.EVAL) {
            return raw.div(step.value()).clamp(-high, high).round().mul(step.value());
        }
        Var own = Functions.straightThrough(step.value(), step.value().mul(share));
        Var parts = raw.div(own).clamp(-high, high);
        return Functions.straightThrough(parts.round(), parts).mul(own);
    }

    /// Codes of weights that lie on the grid, in their layout.
    public short[] codes(Tensor weights) {
        try (Section off = Torch.withoutGradients(); Scope scope = Scope.open()) {
            float[] parts = Var.of(weights).div(step.value()).round().toFloats();
            short[] codes = new short[parts.length];
            for (int i = 0; i < codes.length; i++) {
                codes[i] = (short) parts[i];
            }
            return codes;
        }
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(step);
    }

    @Override
    public void close() {
        step.close();
        least.close();
    }
}
