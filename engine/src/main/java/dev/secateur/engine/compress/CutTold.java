package dev.secateur.engine.compress;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.cost.CostRules;
import dev.secateur.engine.cost.Costs;
import dev.secateur.engine.coupling.ChannelGroup;
import dev.secateur.engine.coupling.Coupling;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.runtime.Difference;
import dev.secateur.engine.shape.Bindings;
import dev.secateur.engine.shape.ShapeInference;

/// Tells what a cut did.
///
/// @param count how many of the order were to go
record CutTold(Coupling coupling, ChannelConfig config, ChannelOrder order, int count) {

    /// What was found on the way.
    ///
    /// @param widths what snapping did, null without
    /// @param budget how the goal was met, null without one
    /// @param inputs what cut and masked network were compared on
    /// @param parity null if they cannot be compared
    record Findings(@Nullable WidthReport widths, @Nullable BudgetReport budget, String inputs,
            @Nullable Difference parity) {}

    /// @param removed units that went in the end
    /// @param cut without them, and trained if that was asked for
    MethodResult result(BitSet removed, Graph cut, Findings found) {
        Costs before = count(coupling.graph());
        Costs after = count(cut);
        List<ChannelReport.CutGroup> groups = new ArrayList<>();
        List<MethodResult.Change> changes = new ArrayList<>();
        BitSet asked = order.first(count);
        for (ChannelGroup group : coupling.groups()) {
            if (group.removable() > 0) {
                ChannelReport.CutGroup told = told(group, removed, asked);
                groups.add(told);
                if (told.after() < told.before()) {
                    changes.add(new MethodResult.Change(told.id(),
                            told.before() + " channels became " + told.after()));
                }
            }
        }
        int channels = groups.stream().mapToInt(ChannelReport.CutGroup::before).sum();
        ChannelReport report = new ChannelReport(groups, config.rate(), (double) removed.cardinality() / channels,
                part(before.parameters(), after.parameters()), part(before.macs(), after.macs()),
                coupling.groups().size() - groups.size(), found.widths(), found.budget(),
                found.parity() == null
                        ? "not compared: a statistic over the channels changes with the cut"
                        : found.inputs(),
                goal(found.budget()) + trained(config.finetune().epochs()));
        return new MethodResult(cut, changes, metrics(before, after), found.parity(), report);
    }

    private static String goal(@Nullable BudgetReport budget) {
        return budget == null
                ? ""
                : String.format(Locale.ROOT, "%.1f %% of the %s saved, %.1f %% asked for%s; ", 100 * budget.reached(),
                        budget.time() == null ? "MACs" : "time as measured", 100 * budget.asked(),
                        budget.met() ? "" : ", so the goal was missed");
    }

    private static String trained(int epochs) {
        return epochs == 0
                ? ChannelPruning.UNTRAINED
                : "the network was trained for " + epochs + " epochs after the cut";
    }

    private static double part(long before, long after) {
        return before == 0 ? 0 : 1 - (double) after / before;
    }

    private ChannelReport.CutGroup told(ChannelGroup group, BitSet removed, BitSet asked) {
        int gone = (int) IntStream.of(group.units()).filter(removed::get).count();
        int chosen = (int) IntStream.of(group.units()).filter(asked::get).count();
        double least = IntStream.of(group.units()).filter(u -> !removed.get(u)).mapToDouble(u -> order.scores()[u])
                .filter(Double::isFinite).min().orElse(0);
        return new ChannelReport.CutGroup(group.id(), group.channels(), group.channels() - gone, least,
                why(group, gone, chosen));
    }

    private String why(ChannelGroup group, int gone, int chosen) {
        if (gone < chosen) {
            return chosen - gone + (config.fast()
                    ? " more were to go; rounded, kept at the floor, or kept for a fast width"
                    : " more were to go; rounded, or kept at the floor");
        }
        boolean byGroup = config.scope() == ChannelScope.GROUP && !config.budget().hasGoal();
        return byGroup && group.removable() < (long) Math.floor(config.rate() * group.channels() + 1e-9)
                ? "only " + group.removable() + " of its channels can go"
                : "";
    }

    private static Costs count(Graph graph) {
        return CostRules.count(graph, ShapeInference.infer(graph, Bindings.batch(1)));
    }

    private static Map<String, Double> metrics(Costs before, Costs after) {
        Map<String, Double> metrics = new LinkedHashMap<>();
        metrics.put("parametersBefore", (double) before.parameters());
        metrics.put("parametersAfter", (double) after.parameters());
        metrics.put("macsBefore", (double) before.macs());
        metrics.put("macsAfter", (double) after.macs());
        return metrics;
    }
}
