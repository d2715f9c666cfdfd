package dev.secateur.engine.compress.updp;

import java.util.Arrays;

import dev.secateur.engine.autograd.Mode;
import dev.secateur.engine.autograd.Parametrisation;
import dev.secateur.engine.autograd.Var;

/// Lets the outer taps of a kernel go: all but the middle one are used times what is left of them, 1 to 0.
final class TapMask implements Parametrisation {

    private double left = 1;

    void setLeft(double share) {
        left = share;
    }

    /// What is left of the outer taps.
    double left() {
        return left;
    }

    @Override
    public Var effective(Var raw, Mode mode) {
        if (left == 1) {
            return raw;
        }
        long[] extents = raw.dims();
        Arrays.fill(extents, 0, 2, 1);
        float[] mask = new float[(int) Arrays.stream(extents).reduce(1, (a, b) -> a * b)];
        Arrays.fill(mask, (float) left);
        // With odd extents the middle of all is the middle of each.
        mask[mask.length / 2] = 1;
        return raw.mul(Var.of(mask, extents));
    }
}
