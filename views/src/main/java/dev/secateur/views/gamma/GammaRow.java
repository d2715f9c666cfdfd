package dev.secateur.views.gamma;

/// A normalisation at the present threshold.
///
/// @param index in the order of the network
/// @param name for people
/// @param group the group of coupled channels that its threshold is shared with
/// @param sizes absolute scales
/// @param fates what becomes of each channel
/// @param threshold that holds here
/// @param own true if the threshold is this group's own
/// @param decided who decided: `threshold`, `kept by floor`
record GammaRow(int index, String name, String group, double[] sizes, Fate[] fates, double threshold, boolean own,
        String decided) {

    int channels() {
        return sizes.length;
    }

    int count(Fate fate) {
        int count = 0;
        for (Fate own : fates) {
            count += own == fate ? 1 : 0;
        }
        return count;
    }

    /// Channels whose scale is below the threshold, whatever becomes of them.
    int below() {
        int count = 0;
        for (double size : sizes) {
            count += size < threshold ? 1 : 0;
        }
        return count;
    }

    int kept() {
        return channels() - count(Fate.GOES);
    }

    boolean isLocked() {
        return count(Fate.LOCKED) == channels();
    }

    double smallest() {
        return java.util.Arrays.stream(sizes).min().orElse(0);
    }

    double median() {
        double[] sorted = java.util.Arrays.stream(sizes).sorted().toArray();
        return sorted.length == 0 ? 0 : sorted[sorted.length / 2];
    }
}
