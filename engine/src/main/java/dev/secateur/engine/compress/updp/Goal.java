package dev.secateur.engine.compress.updp;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.IntUnaryOperator;

/// What a set of blocks has to come to: a number of blocks, or milliseconds saved.
///
/// @param blocks number of blocks to choose from
/// @param count how many are chosen; 0 if they are chosen by time
/// @param saved milliseconds that each block saves
/// @param needed milliseconds that all together have to save; 0 if they are chosen by number
record Goal(int blocks, int count, double[] saved, double needed) {

    /// So many blocks.
    static Goal ofCount(int blocks, int count) {
        return new Goal(blocks, count, new double[blocks], 0);
    }

    /// True if a set comes to it, and none of its blocks could stay.
    boolean isMet(BitSet set) {
        return count > 0 ? set.cardinality() == count : sum(set) >= needed && superfluous(set).isEmpty();
    }

    private double sum(BitSet set) {
        return set.stream().mapToDouble(i -> saved[i]).sum();
    }

    /// Blocks of a set without which it still comes to it.
    private List<Integer> superfluous(BitSet set) {
        double sum = sum(set);
        return set.stream().filter(i -> sum - saved[i] >= needed).boxed().toList();
    }

    /// The least change of a set that comes to it: blocks are added, then taken away.
    ///
    /// @param pick chooses one of so many possible ones
    BitSet repaired(BitSet set, IntUnaryOperator pick) {
        BitSet now = (BitSet) set.clone();
        while (count > 0 ? now.cardinality() < count : sum(now) < needed) {
            List<Integer> open = new ArrayList<>();
            for (int i = 0; i < blocks; i++) {
                if (!now.get(i) && (count > 0 || saved[i] > 0)) {
                    open.add(i);
                }
            }
            if (open.isEmpty()) {
                throw new IllegalStateException("a goal that cannot be reached");
            }
            now.set(open.get(pick.applyAsInt(open.size())));
        }
        while (!isMet(now)) {
            List<Integer> free = count > 0 ? now.stream().boxed().toList() : superfluous(now);
            now.clear(free.get(pick.applyAsInt(free.size())));
        }
        return now;
    }

    /// The blocks that come first in an order, without those that the goal does not need.
    BitSet greedy(List<Integer> order) {
        BitSet set = new BitSet();
        for (int i : order) {
            boolean open = count > 0 ? set.cardinality() < count : sum(set) < needed && saved[i] > 0;
            set.set(i, open);
        }
        for (int i : order.reversed()) {
            boolean needless = count == 0 && superfluous(set).contains(i);
            if (needless) {
                set.clear(i);
            }
        }
        return set;
    }

    /// All sets that come to it, or the first ones.
    ///
    /// @param most number of sets after which it stops
    List<BitSet> sets(int most) {
        List<BitSet> found = new ArrayList<>();
        collect(new BitSet(), 0, most, found);
        return found;
    }

    private void collect(BitSet set, int from, int most, List<BitSet> found) {
        if (found.size() >= most) {
            return;
        }
        if (isMet(set) && !set.isEmpty()) {
            found.add((BitSet) set.clone());
        }
        boolean more = count > 0 ? set.cardinality() < count : sum(set) < needed;
        for (int i = from; more && i < blocks; i++) {
            set.set(i);
            collect(set, i + 1, most, found);
            set.clear(i);
        }
    }
}
