package dev.secateur.engine.coupling;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.Node;

/// Says in words what a group is and why its channels go together.
public final class Explanation {

    /// Names beyond these are counted.
    private static final int NAMED = 3;

    private Explanation() {}

    /// One sentence each: who makes the channels, who uses them, what ties them, what stands against cutting them.
    ///
    /// @param graph the graph that the group was found in
    public static List<String> of(Graph graph, ChannelGroup group) {
        List<String> sentences = new ArrayList<>();
        sentences.add("%s %s %d channel%s.".formatted(names(graph, group.producers()),
                group.producers().size() == 1 ? "makes" : "make the same", group.channels(),
                group.channels() == 1 ? "" : "s"));
        if (!group.consumers().isEmpty()) {
            sentences.add("%s %s over them and shrink%s with them.".formatted(names(graph, group.consumers()),
                    group.consumers().size() == 1 ? "sums" : "sum", group.consumers().size() == 1 ? "s" : ""));
        }
        if (!group.ties().isEmpty()) {
            sentences.add("They are tied at " + named(graph, group.ties()) + ".");
        }
        holds(graph, group, sentences);
        return List.copyOf(sentences);
    }

    private static void holds(Graph graph, ChannelGroup group, List<String> sentences) {
        Hold least = group.hold();
        if (least.strength() == Hold.Strength.FROZEN) {
            sentences.add("None can be removed: " + reasons(graph, least) + ".");
            return;
        }
        if (least.strength() == Hold.Strength.MIXED) {
            sentences.add("Removing one changes what the others compute, so it needs training: " + reasons(graph, least)
                    + ".");
        }
        group.holds().stream().filter(h -> h.strength() == Hold.Strength.FROZEN).findFirst()
                .ifPresent(h -> sentences.add("%d of them cannot be removed: %s."
                        .formatted(group.channels() - group.removable(), reasons(graph, h))));
    }

    private static String reasons(Graph graph, Hold hold) {
        return hold.reasons().stream().map(r -> r.text() + place(graph, r)).distinct()
                .collect(Collectors.joining("; "));
    }

    private static String place(Graph graph, Hold.Reason reason) {
        return reason.node() == null ? "" : " (" + graph.name(reason.node()) + ")";
    }

    private static String names(Graph graph, List<Node> nodes) {
        List<String> names = nodes.stream().limit(NAMED).map(graph::name).toList();
        return joined(names, nodes.size());
    }

    private static String named(Graph graph, List<Node> nodes) {
        List<String> names = nodes.stream().limit(NAMED).map(n -> graph.name(n) + " (" + n.op().type() + ")").toList();
        return joined(names, nodes.size());
    }

    private static String joined(List<String> names, int all) {
        if (all > names.size()) {
            return String.join(", ", names) + " and " + (all - names.size()) + " more";
        }
        return names.size() < 2
                ? String.join("", names)
                : String.join(", ", names.subList(0, names.size() - 1)) + " and " + names.getLast();
    }
}
