package dev.secateur.views.canvas.layout;

import java.util.List;
import java.util.Map;

/// The boxes of one group and the edges between them, with the places where edges enter and leave the group as nodes of
/// their own. "Cross" is the direction across the flow, "along" the one with it.
///
/// @param nodes boxes in diagram order, with entries before and exits after them
/// @param edges between nodes, by index
record LocalGraph(List<LocalNode> nodes, List<LocalEdge> edges) {
    LocalGraph {
        nodes = List.copyOf(nodes);
        edges = List.copyOf(edges);
    }

    /// What a node of a local graph stands for.
    enum Role {
        /// The place where the edges of one outside box come in.
        ENTRY,
        BOX,
        /// The place where the edges of one inside box go out.
        EXIT
    }

    /// @param role     what it stands for
    /// @param id       the box, or for an entry or exit the visible box from which the edges come
    /// @param cross    size across the flow
    /// @param along    size with the flow
    /// @param inPorts  for open groups: offset across the flow where the edges of a source enter; empty means the middle
    /// @param outPorts for open groups: the same for edges of a source inside it that leave
    record LocalNode(
            Role role,
            long id,
            double cross,
            double along,
            Map<Long, Double> inPorts,
            Map<Long, Double> outPorts) {

        static LocalNode point(Role role, long source) {
            return new LocalNode(role, source, 0, 0, Map.of(), Map.of());
        }

        double inOffset(long source) {
            return inPorts.getOrDefault(source, cross / 2);
        }

        double outOffset(long source) {
            return outPorts.getOrDefault(source, cross / 2);
        }

        boolean hasOwnInPorts() {
            return !inPorts.isEmpty();
        }
    }

    /// @param from     index of a node
    /// @param to       index of a node
    /// @param source   the visible box whose tensor it is
    /// @param shortcut whether all links that run through it bypass the trunk
    record LocalEdge(int from, int to, long source, boolean shortcut) {}
}
