package dev.secateur.engine.compress.updp;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

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
        // Blocks that cost time only lead away from the goal.
        IntStream.range(0, blocks).filter(i -> count == 0 && saved[i] <= 0).forEach(now::clear);
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
        collect(new Order(), new BitSet(), 0, most, found);
        return found;
    }

    /// The blocks in the order in which sets are put together. By time those that save most come first: then what is added last saves
    /// least, and no set that comes to the goal holds a block that could stay.
    private final class Order {

        private final int[] blocksInOrder = IntStream.range(0, blocks).filter(i -> count > 0 || saved[i] > 0).boxed()
                .sorted(Comparator.comparingDouble(i -> -saved[i])).mapToInt(Integer::intValue).toArray();

        /// True if the blocks from a position on can complete a set.
        boolean completes(BitSet set, int from) {
            if (count > 0) {
                return set.cardinality() + blocksInOrder.length - from >= count;
            }
            double rest = 0;
            for (int i = from; i < blocksInOrder.length; i++) {
                rest += saved[blocksInOrder[i]];
            }
            return sum(set) + rest >= needed;
        }
    }

    private void collect(Order order, BitSet set, int from, int most, List<BitSet> found) {
        if (isMet(set) && !set.isEmpty()) {
            found.add((BitSet) set.clone());
        }
        boolean more = count > 0 ? set.cardinality() < count : sum(set) < needed;
        for (int i = from; more && found.size() < most && order.completes(set, i)
                && i < order.blocksInOrder.length; i++) {
            set.set(order.blocksInOrder[i]);
            collect(order, set, i + 1, most, found);
            set.clear(order.blocksInOrder[i]);
        }
    }
}
