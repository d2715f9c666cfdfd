package dev.secateur.app.cli;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.Node;
import dev.secateur.engine.runtime.Profile;
import dev.secateur.views.text.Figures;

/// Times of single nodes as text and JSON: the slowest first, with the nodes that ran within them.
record NodeTimes(Graph graph, Profile profile) {

    private static final int SHOWN = 20;

    private List<Node> slowestFirst() {
        return graph.nodes().stream().filter(n -> profile.nodeMs().containsKey(n.id()))
                .sorted(Comparator.comparingDouble(n -> -profile.nodeMs().getOrDefault(n.id(), 0.0))).toList();
    }

    /// Names of the nodes that ran within each node, by its id.
    private Map<Integer, List<String>> within() {
        Map<Integer, List<String>> within = new HashMap<>();
        for (Node node : graph.nodes()) {
            Integer worker = profile.fusedInto().get(node.id());
            if (worker != null) {
                within.computeIfAbsent(worker, w -> new java.util.ArrayList<>()).add(graph.name(node));
            }
        }
        return within;
    }

    Map<String, Object> json() {
        Map<Integer, List<String>> within = within();
        return Json.object("kernelMs", profile.kernelMs(), "attributed", profile.attributed(), "runs", profile.runs(),
                "nodes", slowestFirst().stream().map(n -> Json.object("node", graph.name(n), "operator",
                        n.op().type(), "ms", profile.nodeMs().get(n.id()), "fused",
                        within.getOrDefault(n.id(), List.of()))).toList());
    }

    String text() {
        Map<Integer, List<String>> within = within();
        TextTable table = new TextTable(">ms", ">share", "operator", "node", ">fused into it");
        double all = Math.max(profile.kernelMs(), Double.MIN_VALUE);
        for (Node node : slowestFirst().stream().limit(SHOWN).toList()) {
            double ms = profile.nodeMs().getOrDefault(node.id(), 0.0);
            table.row(Figures.layerMs(ms), percent(ms / all), node.op().type(), graph.name(node),
                    Integer.toString(within.getOrDefault(node.id(), List.of()).size()));
        }
        int more = Math.max(0, slowestFirst().size() - SHOWN);
        return table + System.lineSeparator() + (more == 0 ? "" : "and " + more + " faster nodes; ")
                + percent(profile.attributed()) + " of the kernels' " + Figures.modelMs(profile.kernelMs())
                + " ms a run stands at nodes of the model";
    }

    private static String percent(double part) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * part);
    }
}
