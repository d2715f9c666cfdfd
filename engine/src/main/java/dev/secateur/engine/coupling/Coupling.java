package dev.secateur.engine.coupling;

import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.Node;
import dev.secateur.engine.graph.Value;
import dev.secateur.engine.tensor.Tensor;

/// Which channels of a graph go together. Immutable, belongs to the one graph it was found in.
///
/// Units are numbered through the whole graph; a set of units to remove is a `BitSet` of these numbers.
public final class Coupling {

    private final Graph graph;
    private final List<ChannelGroup> groups;
    private final Map<Value, Layout> layouts;
    private final List<Slot> slots;
    private final List<Hold> holds;

    Coupling(Graph graph, List<ChannelGroup> groups, Map<Value, Layout> layouts, List<Slot> slots, List<Hold> holds) {
        this.graph = graph;
        this.groups = List.copyOf(groups);
        this.layouts = layouts;
        this.slots = List.copyOf(slots);
        this.holds = List.copyOf(holds);
    }

    /// Finds the channels of a graph. Extents that the model leaves open are taken as usual ones.
    public static Coupling of(Graph graph) {
        return new Walk(graph).run();
    }

    public Graph graph() {
        return graph;
    }

    /// All groups, by the place of their first layer.
    public List<ChannelGroup> groups() {
        return groups;
    }

    /// The group of the channels that this node makes.
    public Optional<ChannelGroup> groupOf(Node node) {
        return groups.stream().filter(g -> g.producers().stream().anyMatch(p -> p.id() == node.id())).findFirst();
    }

    /// The values along which channels of a group run, in no order.
    public Set<Value> values(ChannelGroup group) {
        Set<Value> values = new HashSet<>();
        layouts.forEach((value, layout) -> {
            if (layout.parts().stream().flatMapToInt(p -> Arrays.stream(p.units()))
                    .anyMatch(u -> Arrays.binarySearch(group.units(), u) >= 0)) {
                values.add(value);
            }
        });
        return values;
    }

    /// The weight that a member is an axis of.
    public Tensor weight(Member member) {
        return Weight.of(graph, member.node().input(member.input())).orElseThrow();
    }

    /// The group with this id.
    public Optional<ChannelGroup> group(String id) {
        return groups.stream().filter(g -> g.id().equals(id)).findFirst();
    }

    /// Number of units in the graph.
    public int units() {
        return holds.size();
    }

    /// What stands against removing a unit.
    public Hold hold(int unit) {
        return holds.get(unit);
    }

    /// All units that can go: with `mixed` those too whose going changes a statistic over the channels that stay.
    public BitSet removable(boolean mixed) {
        BitSet units = new BitSet(holds.size());
        for (int i = 0; i < holds.size(); i++) {
            Hold.Strength strength = holds.get(i).strength();
            units.set(i, strength == Hold.Strength.FREE || mixed && strength == Hold.Strength.MIXED);
        }
        return units;
    }

    Layout layout(Value value) {
        return layouts.getOrDefault(value, Layout.NONE);
    }

    Map<Value, Layout> layouts() {
        return layouts;
    }

    List<Slot> slots() {
        return slots;
    }
}
