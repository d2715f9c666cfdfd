package dev.secateur.engine.kernel;

/// Grids that values are rounded to: `count` variants, each with one grid for every row.
///
/// @param rows number of rows, 1 or more
/// @param steps `[count, rows]`: distance of two neighbours, finite, 0 or more
/// @param lows `[count, rows]`: lowest code, a whole number of at most 22 bits, 0 or less
/// @param highs `[count, rows]`: highest code, likewise, 0 or more
public record Grids(int rows, float[] steps, float[] lows, float[] highs) {

    public Grids {
        if (rows < 1 || steps.length % rows != 0 || lows.length != steps.length || highs.length != steps.length) {
            throw new IllegalArgumentException(
                    "no grids for " + rows + " rows: " + steps.length + ", " + lows.length + ", " + highs.length);
        }
        for (int i = 0; i < steps.length; i++) {
            if (!(steps[i] >= 0 && steps[i] < Float.POSITIVE_INFINITY && lows[i] <= 0 && highs[i] >= 0)) {
                throw new IllegalArgumentException("no grid: " + steps[i] + " from " + lows[i] + " to " + highs[i]);
            }
        }
        steps = steps.clone();
        lows = lows.clone();
        highs = highs.clone();
    }

    /// Number of variants.
    public int count() {
        return steps.length / rows;
    }

    @Override
    public float[] steps() {
        return steps.clone();
    }

    @Override
    public float[] lows() {
        return lows.clone();
    }

    @Override
    public float[] highs() {
        return highs.clone();
    }
}
