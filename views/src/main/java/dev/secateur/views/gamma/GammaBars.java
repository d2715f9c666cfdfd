package dev.secateur.views.gamma;

import java.util.List;

/// Scales counted in bins of equal width, by what becomes of their channels.
///
/// @param range where the bins end
/// @param counts `[bin][fate]`
record GammaBars(GammaScan.Range range, int[][] counts) {

    /// @param bins number of them; one more holds what is beyond an open range
    static GammaBars of(List<GammaRow> rows, GammaScan.Range range, int bins) {
        int[][] counts = new int[range.open() ? bins + 1 : bins][Fate.values().length];
        for (GammaRow row : rows) {
            for (int i = 0; i < row.sizes().length; i++) {
                int bin = (int) (row.sizes()[i] / range.top() * bins);
                counts[Math.clamp(bin, 0, counts.length - 1)][row.fates()[i].ordinal()]++;
            }
        }
        return new GammaBars(range, counts);
    }

    int bins() {
        return range.open() ? counts.length - 1 : counts.length;
    }

    int count(int bin) {
        int sum = 0;
        for (int part : counts[bin]) {
            sum += part;
        }
        return sum;
    }

    int most() {
        int most = 1;
        for (int i = 0; i < counts.length; i++) {
            most = Math.max(most, count(i));
        }
        return most;
    }

    int all() {
        int sum = 0;
        for (int i = 0; i < counts.length; i++) {
            sum += count(i);
        }
        return sum;
    }
}
