package dev.secateur.engine.compress.jointrd;

import java.util.Arrays;
import java.util.List;

import dev.secateur.engine.autograd.Mode;
import dev.secateur.engine.autograd.Parameter;
import dev.secateur.engine.autograd.ParameterKind;
import dev.secateur.engine.autograd.Parametrisation;
import dev.secateur.engine.autograd.Var;
import dev.secateur.engine.tensor.Tensor;

/// Dirac-weighted kernels (Zagoruyko and Komodakis 2017, without their normalisation, as the released code of JointRD has it): the effective
/// kernel of channel o is `alpha[o] * delta[o] + beta[o] * W[o]`, delta being the kernel that passes channel o on.
///
/// So a layer begins as almost the identity, and a deep network without shortcuts can be trained. Where a layer has more outputs than
/// inputs only the first outputs get a delta, where it has a stride the delta takes every other pixel.
final class DiracWeight implements Parametrisation, AutoCloseable {

    /// Where all alpha begin.
    static final float ALPHA = 1;
    /// Where all beta begin.
    static final float BETA = 0.1f;

    private final Parameter alpha;
    private final Parameter beta;
    private final Var delta;

    /// @param weight kernels `[O, I / groups, h, w]` that are wrapped
    DiracWeight(String name, Tensor weight, int groups) {
        this.alpha = Parameter.of("alpha/" + name, ParameterKind.EXTRA, perChannel(ALPHA, weight));
        this.beta = Parameter.of("beta/" + name, ParameterKind.EXTRA, perChannel(BETA, weight));
        this.delta = Var.of(delta(weight.dims(), groups)).keep();
    }

    /// The same number for every output channel of kernels, `[O, 1, ...]`.
    static Tensor perChannel(float start, Tensor weight) {
        long[] dims = new long[weight.rank()];
        Arrays.fill(dims, 1);
        dims[0] = weight.dim(0);
        float[] values = new float[Math.toIntExact(dims[0])];
        Arrays.fill(values, start);
        return Tensor.of(values, dims);
    }

    /// The kernels `[O, I / groups, ...]` that pass channels on: 1 at the centre of kernel o for its channel o, where there is one.
    static Tensor delta(long[] dims, int groups) {
        int inputs = Math.toIntExact(dims[1]);
        int outputs = Math.toIntExact(dims[0] / groups);
        int taps = 1;
        int centre = 0;
        for (int axis = 2; axis < dims.length; axis++) {
            taps *= Math.toIntExact(dims[axis]);
            centre = centre * Math.toIntExact(dims[axis]) + Math.toIntExact(dims[axis] / 2);
        }
        float[] values = new float[Math.toIntExact(dims[0]) * inputs * taps];
        for (int group = 0; group < groups; group++) {
            for (int o = 0; o < Math.min(outputs, inputs); o++) {
                values[((group * outputs + o) * inputs + o) * taps + centre] = 1;
            }
        }
        return Tensor.of(values, dims);
    }

    /// The effective kernels of drawn weights before any training.
    static Tensor untrained(Tensor weight, int groups) {
        float[] effective = weight.toFloats();
        float[] passed = delta(weight.dims(), groups).toFloats();
        for (int i = 0; i < effective.length; i++) {
            effective[i] = ALPHA * passed[i] + BETA * effective[i];
        }
        return Tensor.of(effective, weight.dims());
    }

    @Override
    public Var effective(Var raw, Mode mode) {
        return delta.mul(alpha.value()).add(raw.mul(beta.value()));
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(alpha, beta);
    }

    @Override
    public void close() {
        alpha.close();
        beta.close();
        delta.close();
    }
}
