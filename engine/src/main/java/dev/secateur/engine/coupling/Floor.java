package dev.secateur.engine.coupling;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.function.IntToDoubleFunction;

/// Keeps layers from losing all their channels.
public final class Floor {

    /// A tenth of 30 is 3, though the product of the two binary numbers is a little more.
    private static final double SLACK = 1e-9;

    private Floor() {}

    /// The set less as many units as it takes to leave every layer `least` channels, or all if it has fewer; what matters most stays.
    ///
    /// @param removed units that were to go; not changed
    /// @param least 1 or more
    /// @param importance of a unit: of those that go, the highest are kept first
    public static BitSet apply(Coupling coupling, BitSet removed, int least, IntToDoubleFunction importance) {
        return apply(coupling, removed, least, 0, importance);
    }

    /// The same with a share beside the number: the greater of the two counts.
    ///
    /// @param share part of a layer's channels that stays at least, 0..1
    public static BitSet apply(Coupling coupling, BitSet removed, int least, double share,
            IntToDoubleFunction importance) {
        if (least < 1) {
            throw new IllegalArgumentException("a layer cannot be left without channels: " + least);
        }
        BitSet result = (BitSet) removed.clone();
        for (Slot slot : coupling.slots()) {
            int[] units = slot.labels().units();
            BitSet seen = new BitSet();
            int left = 0;
            int all = 0;
            for (int unit : units) {
                boolean isNew = unit == Labels.FIXED ? !seen.get(0) : !seen.get(unit + 1);
                seen.set(unit + 1);
                all += isNew ? 1 : 0;
                left += isNew && (unit == Labels.FIXED || !result.get(unit)) ? 1 : 0;
            }
            int missing = Math.max(least, (int) Math.ceil(share * all - SLACK)) - left;
            if (missing > 0) {
                Arrays.stream(units).distinct().filter(u -> u != Labels.FIXED && result.get(u)).boxed()
                        .sorted(Comparator.comparing(importance::applyAsDouble, Comparator.reverseOrder()))
                        .limit(missing).forEach(result::clear);
            }
        }
        return result;
    }
}
