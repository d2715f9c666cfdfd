package dev.secateur.engine.compress.dynamicslimming;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// Which part of each layer works where all layers together shall cost so much.
final class Profile {

    private static final int HALVINGS = 30;

    private Profile() {}

    private record Channel(int layer, int channel, double size) {}

    /// The channels that go where the smallest scales of all layers go first, until the multiply-accumulates are within the target.
    ///
    /// @param sizes absolute scales, layer by layer
    /// @param floor part of every layer that stays
    static boolean[][] gone(double[][] sizes, MacModel macs, double floor, double share) {
        boolean[][] gone = Arrays.stream(sizes).map(s -> new boolean[s.length]).toArray(boolean[][]::new);
        List<Channel> order = new ArrayList<>();
        for (int l = 0; l < sizes.length; l++) {
            int least = Thresholds.least(sizes[l].length, floor);
            int[] byScale = Permuted.order(sizes[l]);
            for (int i = least; i < byScale.length; i++) {
                order.add(new Channel(l, byScale[i], sizes[l][byScale[i]]));
            }
        }
        order.sort(Comparator.comparing(Channel::size));
        double[] kept = kept(gone);
        for (Channel next : order) {
            if (macs.share(kept) <= share) {
                break;
            }
            gone[next.layer()][next.channel()] = true;
            kept[next.layer()] -= 1.0 / sizes[next.layer()].length;
        }
        return gone;
    }

    /// Part of each layer that stays.
    static double[] kept(boolean[][] gone) {
        return Arrays.stream(gone).mapToDouble(
                g -> (double) IntStream.range(0, g.length).filter(c -> !g[c]).count() / g.length).toArray();
    }

    /// The same part of every layer, found by bisection.
    static double[] even(int layers, MacModel macs, double floor, double share) {
        double low = floor;
        double high = 1;
        double[] parts = new double[layers];
        for (int i = 0; i < HALVINGS; i++) {
            Arrays.fill(parts, (low + high) / 2);
            if (macs.share(parts) > share) {
                high = (low + high) / 2;
            } else {
                low = (low + high) / 2;
            }
        }
        return parts;
    }
}
