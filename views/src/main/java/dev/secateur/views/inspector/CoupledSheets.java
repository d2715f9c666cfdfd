package dev.secateur.views.inspector;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;

import dev.secateur.engine.coupling.ChannelGroup;
import dev.secateur.engine.coupling.Explanation;
import dev.secateur.engine.coupling.Hold;
import dev.secateur.engine.coupling.Member;
import dev.secateur.engine.coupling.Role;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.Node;
import dev.secateur.views.session.Coupled;
import dev.secateur.views.text.Figures;

/// Gathers what the inspector shows of a coupling group.
final class CoupledSheets {

    private static final int LISTED = 24;

    private CoupledSheets() {}

    static CoupledSheet of(Coupled.Chosen chosen) {
        Graph graph = chosen.coupling().graph();
        ChannelGroup group = chosen.group();
        List<CoupledSheet.Role> roles = new ArrayList<>();
        add(roles, graph, "Make the channels", group.producers());
        add(roles, graph, "One number for each", group.members().stream().filter(m -> m.role() == Role.CHANNEL)
                .map(Member::node).filter(n -> !group.producers().contains(n)).toList());
        add(roles, graph, "Sum over them", group.consumers());
        add(roles, graph, "Tie them", group.ties());
        add(roles, graph, "Hold them", group.holds().stream().flatMap(h -> h.reasons().stream()).map(Hold.Reason::node)
                .filter(Objects::nonNull).toList());
        boolean frozen = group.hold().strength() == Hold.Strength.FROZEN;
        String title = Figures.plural(group.channels(), "channel") + (frozen
                ? ", none can go"
                : ", " + (group.removable() == group.channels() ? "all" : Figures.count(group.removable()))
                        + " can go");
        return new CoupledSheet(title, frozen, Explanation.of(graph, group), roles);
    }

    private static void add(List<CoupledSheet.Role> roles, Graph graph, String title, Collection<Node> nodes) {
        List<Node> distinct = nodes.stream().distinct().toList();
        if (!distinct.isEmpty()) {
            roles.add(new CoupledSheet.Role(title, distinct.stream().limit(LISTED)
                    .map(n -> new NodeSheet.Link(n.id(), graph.name(n))).toList(),
                    Math.max(0, distinct.size() - LISTED)));
        }
    }
}
