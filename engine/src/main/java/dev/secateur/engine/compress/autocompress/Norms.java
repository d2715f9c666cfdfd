package dev.secateur.engine.compress.autocompress;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/// Counts columns by their energy.
final class Norms {

    private static final double LOW = -6;
    private static final double STEP = 0.2;
    private static final int BINS = 40;

    private Norms() {}

    static AutoCompressReport.Norms of(Projection before, Projection after) {
        return new AutoCompressReport.Norms(LOW, STEP, counts(before), counts(after));
    }

    private static List<Integer> counts(Projection projection) {
        int[] counts = new int[BINS];
        for (Layer layer : projection.anatomy().layers()) {
            if (!layer.isConvolution()) {
                continue;
            }
            float[] weights = Projection.of(projection.anatomy().numbers(), layer.weight());
            int[] live = layer.live(weights).stream().toArray();
            if (live.length == 0) {
                continue;
            }
            double[] energies = layer.energies(weights, live, new BitSet());
            double mean = Arrays.stream(energies).average().orElse(0);
            for (double energy : energies) {
                int bin = (int) Math.floor((Math.log10(energy / mean) - LOW) / STEP);
                counts[Math.clamp(bin, 0, BINS - 1)]++;
            }
        }
        List<Integer> result = new ArrayList<>();
        for (int count : counts) {
            result.add(count);
        }
        return result;
    }
}
