package dev.secateur.engine.compress.updp;

import java.util.Arrays;

import dev.secateur.engine.autograd.Mode;
import dev.secateur.engine.autograd.Parametrisation;
import dev.secateur.engine.autograd.Var;

/// Lets the outer taps of a kernel go: all but those in the middle are used times what is left of them, 1 to 0.
final class TapMask implements Parametrisation {

    private final int kept;
    private double left = 1;

    /// @param kept rows and columns in the middle that stay, odd
    TapMask(int kept) {
        this.kept = kept;
    }

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
        int columns = (int) extents[extents.length - 1];
        int rows = mask.length / columns;
        for (int i = 0; i < mask.length; i++) {
            boolean middle = Math.abs(i / columns - rows / 2) <= kept / 2
                    && Math.abs(i % columns - columns / 2) <= kept / 2;
            mask[i] = middle ? 1 : (float) left;
        }
        return raw.mul(Var.of(mask, extents));
    }
}
