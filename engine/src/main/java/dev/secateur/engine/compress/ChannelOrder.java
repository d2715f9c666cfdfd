package dev.secateur.engine.compress;

import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

import dev.secateur.engine.coupling.ChannelGroup;
import dev.secateur.engine.coupling.Coupling;
import dev.secateur.engine.coupling.Floor;

/// The order in which channels go, and what is kept of it.
///
/// @param scores importance of every unit of the coupling, higher is more important; who is taken back first when too many would go
/// @param units those that may go, first to go first
/// @param wanted how many of them go unless a budget says otherwise
public record ChannelOrder(double[] scores, int[] units, int wanted) {

    public ChannelOrder {
        if (wanted < 0 || wanted > units.length) {
            throw new IllegalArgumentException(wanted + " of " + units.length + " channels cannot go");
        }
    }

    /// What stays of every layer.
    ///
    /// @param round what stays of a group is rounded up to a multiple of this
    /// @param least channels of every layer
    /// @param share part of every layer's channels, 0..1
    public record Kept(int round, int least, double share) {}

    /// The first `count` units, whatever is kept.
    public BitSet first(int count) {
        BitSet first = new BitSet(scores.length);
        IntStream.of(units).limit(count).forEach(first::set);
        return first;
    }

    /// The first `count` units, less those that rounding and floors keep: in each layer the most important ones stay.
    public BitSet removed(Coupling coupling, int count, Kept kept) {
        BitSet removed = first(count);
        coupling.groups().forEach(g -> round(g, removed, kept.round()));
        return Floor.apply(coupling, removed, kept.least(), kept.share(), unit -> scores[unit]);
    }

    /// Takes the most important ones back until what stays is a multiple.
    private void round(ChannelGroup group, BitSet removed, int multiple) {
        List<Integer> gone = IntStream.of(group.units()).filter(removed::get).boxed()
                .sorted(Comparator.comparingDouble((Integer unit) -> scores[unit]).reversed()).toList();
        int left = group.channels() - gone.size();
        if (!gone.isEmpty()) {
            gone.stream().limit(Math.floorMod(-left, multiple)).forEach(removed::clear);
        }
    }
}
