package dev.secateur.engine.compress.dynamicslimming;

import dev.secateur.engine.autograd.Functions;
import dev.secateur.engine.autograd.Mode;
import dev.secateur.engine.autograd.Var;
import dev.secateur.engine.tensor.DType;

/// The gates of one layer in one run.
///
/// @param factors of the channels, `[N, C]`: ones and zeros, in training with the slope of the soft gates
/// @param soft part of the channels that works by the soft gates, `[N]`
/// @param hard part of the channels that works, `[N]`
record LayerGate(Var factors, Var soft, Var hard) {

    /// The temperature of a soft gate in parts of the mean scale.
    private static final double SOFTNESS = 0.1;

    /// Gates of scales that are held against thresholds.
    ///
    /// @param sizes absolute scales `[C]`
    /// @param thresholds `[N, 1]`
    /// @param mean of the absolute scales
    static LayerGate of(Var sizes, Var thresholds, double mean, Mode mode) {
        Var hard = sizes.detach().greaterOrEqual(thresholds.detach()).to(DType.FLOAT);
        if (mode == Mode.EVAL) {
            Var kept = hard.mean(false, 1);
            return new LayerGate(hard, kept, kept);
        }
        Var soft = sizes.sub(thresholds).div(Math.max(SOFTNESS * mean, 1e-12)).sigmoid();
        return new LayerGate(Functions.straightThrough(hard, soft), soft.mean(false, 1), hard.mean(false, 1));
    }

    /// Channels of a layer's result times their factors.
    Var on(Var value) {
        long[] dims = new long[value.rank()];
        java.util.Arrays.fill(dims, 1);
        dims[0] = value.dim(0);
        dims[1] = value.dim(1);
        return value.mul(factors.reshape(dims));
    }
}
