package dev.secateur.engine.compress.scop;

import java.util.Arrays;
import java.util.List;

import dev.secateur.engine.autograd.Functions;
import dev.secateur.engine.autograd.Interceptor;
import dev.secateur.engine.autograd.Mode;
import dev.secateur.engine.autograd.Parameter;
import dev.secateur.engine.autograd.ParameterKind;
import dev.secateur.engine.autograd.Var;
import dev.secateur.engine.tensor.Tensor;

/// Mixes the feature maps of the first half of a batch with those of the second half, the knockoffs: `beta * real + (1 - beta) * knockoff`
/// by channel. The knockoffs' own pass unchanged.
final class KnockoffMix implements Interceptor, AutoCloseable {

    private static final float START = 0.5f;

    private final Parameter beta;

    KnockoffMix(String name, int channels) {
        float[] start = new float[channels];
        Arrays.fill(start, START);
        this.beta = Parameter.of(name, ParameterKind.EXTRA, Tensor.of(start, 1, channels, 1, 1));
    }

    Parameter beta() {
        return beta;
    }

    @Override
    public Var intercept(Var value, Mode mode) {
        long half = value.dim(0) / 2;
        Var real = value.slice(0, 0, half);
        Var knockoff = value.slice(0, half, 2 * half);
        Var mixed = knockoff.add(real.sub(knockoff).mul(beta.value()));
        return Functions.concat(0, List.of(mixed, knockoff));
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(beta);
    }

    @Override
    public void close() {
        beta.close();
    }
}
