package dev.secateur.engine.kernel;

import java.util.Arrays;

/// Rounds in a loop that the compiler makes vector instructions of.
final class PlainRounding extends RoundingBlock {

    /// Values, and behind them three sums for each lane. They share one array because the compiler makes vector instructions only of
    /// loops whose array accesses it can tell apart, which it can by constant distances.
    private final float[] work = new float[4 * LANES];
    private final float[] sums = new float[3 * FOLDED];

    PlainRounding(float[] values, Grid grid) {
        super(values, grid);
    }

    @Override
    float[] round(float[] values, int start, int count, Step grid) {
        Arrays.fill(work, LANES, 4 * LANES, 0);
        for (int done = 0; done < count; done += LANES) {
            int part = Math.min(LANES, count - done);
            System.arraycopy(values, start + done, work, 0, part);
            Arrays.fill(work, part, LANES, 0);
            roundLanes(work, grid.divisor(), grid.step(), grid.low(), grid.high());
        }
        fold(work, sums);
        return sums;
    }

    private static void roundLanes(float[] w, float divisor, float step, float low, float high) {
        for (int i = 0; i < LANES; i++) {
            float x = w[i];
            float q = (Math.min(Math.max(x / divisor, low), high) + ROUNDER - ROUNDER) * step;
            w[i + LANES] += (q - x) * (q - x);
            w[i + 2 * LANES] += q * x;
            w[i + 3 * LANES] += q * q;
        }
    }

    private static void fold(float[] w, float[] sums) {
        Arrays.fill(sums, 0);
        for (int i = 0; i < LANES; i += FOLDED) {
            for (int j = 0; j < FOLDED; j++) {
                sums[j] += w[LANES + i + j];
                sums[FOLDED + j] += w[2 * LANES + i + j];
                sums[2 * FOLDED + j] += w[3 * LANES + i + j];
            }
        }
    }
}
