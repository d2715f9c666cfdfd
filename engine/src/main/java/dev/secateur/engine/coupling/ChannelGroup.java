package dev.secateur.engine.coupling;

import java.util.List;

import dev.secateur.engine.graph.Node;

/// Channels that the same layers make. Each channel goes or stays as a whole: at every position, in every weight, that it has.
///
/// @param id name of the first layer that makes these channels
/// @param units the numbers of the channels, ascending; channel i of the group is `units[i]`
/// @param members all weights' axes that hold these channels, in the order of the graph
/// @param ties the nodes because of which channels of several layers, or several positions of one layer, are the same; in node order
/// @param holds for every channel what stands against removing it
public record ChannelGroup(String id, int[] units, List<Member> members, List<Node> ties, List<Hold> holds) {

    public ChannelGroup {
        members = List.copyOf(members);
        ties = List.copyOf(ties);
        holds = List.copyOf(holds);
    }

    /// Number of channels, those that cannot go included.
    public int channels() {
        return units.length;
    }

    /// Number of channels that can go.
    public int removable() {
        return (int) holds.stream().filter(h -> h.strength() != Hold.Strength.FROZEN).count();
    }

    /// What stands against cutting the group: nothing if one channel is free, else the least of what its channels have.
    public Hold hold() {
        return holds.stream().min((a, b) -> a.strength().compareTo(b.strength())).orElse(Hold.NONE);
    }

    /// The layers that make these channels.
    public List<Node> producers() {
        return nodes(Role.PRODUCER);
    }

    /// The layers that sum over these channels.
    public List<Node> consumers() {
        return nodes(Role.CONSUMER);
    }

    private List<Node> nodes(Role role) {
        return members.stream().filter(m -> m.role() == role).map(Member::node).distinct().toList();
    }
}
