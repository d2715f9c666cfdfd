package dev.secateur.app.cli;

import java.util.List;
import java.util.Locale;
import java.util.Map;

import dev.secateur.engine.coupling.ChannelGroup;
import dev.secateur.engine.coupling.Coupling;
import dev.secateur.engine.coupling.Explanation;
import dev.secateur.engine.coupling.Hold;
import dev.secateur.engine.coupling.Member;
import dev.secateur.engine.graph.Graph;

/// Groups of coupled channels as the command line tells them.
final class GroupReport {

    private GroupReport() {}

    static List<Map<String, Object>> json(Coupling coupling) {
        return coupling.groups().stream().map(g -> json(coupling.graph(), g)).toList();
    }

    private static Map<String, Object> json(Graph graph, ChannelGroup group) {
        Hold hold = group.hold();
        return Json.object("id", group.id(), "channels", group.channels(), "removable", group.removable(), "members",
                group.members().stream().map(m -> member(graph, m)).toList(), "frozen",
                hold.strength() == Hold.Strength.FROZEN, "needsTraining", hold.strength() == Hold.Strength.MIXED,
                "reason", hold.reasons().isEmpty() ? null : hold.reasons().getFirst().text(), "explanation",
                String.join(" ", Explanation.of(graph, group)));
    }

    private static Map<String, Object> member(Graph graph, Member member) {
        return Json.object("node", graph.name(member.node()), "weight",
                graph.name(member.node().input(member.input())), "axis", member.axis(), "role",
                member.role().name().toLowerCase(Locale.ROOT), "positions", member.positions());
    }

    /// `11, with 400 of 410 channels that can go`.
    static String summary(Coupling coupling) {
        int free = coupling.removable(false).cardinality();
        int mixed = coupling.removable(true).cardinality() - free;
        return coupling.groups().size() + ", with " + free + " of " + coupling.units() + " channels that can go"
                + (mixed == 0 ? "" : " and " + mixed + " that need training after it");
    }
}
