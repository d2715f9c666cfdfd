package dev.secateur.engine.coupling;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.Node;
import dev.secateur.engine.graph.Value;

/// Turns what a walk found into units numbered from 0 and groups of them.
///
/// Two units are of one group if one layer makes both. Units that no layer makes (zeros that a padding adds and nothing
/// joins) are no channels and stay.
final class Numbering {

    private final Graph graph;
    private final Units units;
    private final Map<Value, Layout> layouts;
    private final List<Slot> slots;
    /// Dense number by root.
    private final Map<Integer, Integer> numbers = new HashMap<>();
    private final List<Hold> holds = new ArrayList<>();
    private final List<Set<Node>> ties = new ArrayList<>();

    Numbering(Graph graph, Site.Findings found) {
        this.graph = graph;
        this.units = found.units();
        this.layouts = found.layouts();
        this.slots = found.slots().all();
    }

    Coupling number() {
        TreeSet<Integer> made = new TreeSet<>();
        slots.stream().filter(s -> s.role() == Role.PRODUCER).flatMapToInt(s -> Arrays.stream(s.labels().units()))
                .forEach(u -> made.add(units.root(u)));
        for (int root : made) {
            numbers.put(root, numbers.size());
            holds.add(units.holdOf(root));
            ties.add(units.ties(root));
        }
        Map<Value, Layout> numbered = new HashMap<>();
        layouts.forEach((value, layout) -> numbered.put(value,
                new Layout(layout.parts().stream().map(this::renumber).toList())));
        List<Slot> places = slots.stream()
                .map(s -> new Slot(s.node(), s.input(), s.role(), renumber(s.labels()))).toList();
        return new Coupling(graph, groups(places), numbered, places, holds);
    }

    private Labels renumber(Labels labels) {
        return Labels.along(labels.axis(), Arrays.stream(labels.units())
                .map(u -> u == Labels.FIXED ? u : numbers.getOrDefault(units.root(u), Labels.FIXED)).toArray());
    }

    private List<ChannelGroup> groups(List<Slot> places) {
        Units kin = new Units();
        kin.fresh(holds.size());
        places.stream().filter(s -> s.role() == Role.PRODUCER).forEach(s -> joinAll(kin, s.labels().units()));
        Map<Integer, TreeSet<Integer>> byKin = new HashMap<>();
        for (int unit = 0; unit < holds.size(); unit++) {
            byKin.computeIfAbsent(kin.root(unit), k -> new TreeSet<>()).add(unit);
        }
        Map<Integer, List<Slot>> slotsOf = new LinkedHashMap<>();
        for (Slot slot : places) {
            Arrays.stream(slot.labels().units()).filter(u -> u != Labels.FIXED).map(kin::root).distinct()
                    .forEach(k -> slotsOf.computeIfAbsent(k, x -> new ArrayList<>()).add(slot));
        }
        List<ChannelGroup> groups = new ArrayList<>();
        Map<String, Integer> taken = new HashMap<>();
        slotsOf.forEach((k, own) -> groups.add(group(byKin.getOrDefault(k, new TreeSet<>()), own, taken)));
        return groups;
    }

    private static void joinAll(Units kin, int[] members) {
        int first = Labels.FIXED;
        for (int unit : members) {
            if (unit != Labels.FIXED && first != Labels.FIXED) {
                kin.join(first, unit, new Hold.Reason(null, "never used"));
            }
            first = first == Labels.FIXED ? unit : first;
        }
    }

    private ChannelGroup group(TreeSet<Integer> of, List<Slot> own, Map<String, Integer> taken) {
        int[] sorted = of.stream().mapToInt(Integer::intValue).toArray();
        List<Member> members = own.stream().map(s -> new Member(s.node(), s.input(), s.role(), s.labels().axis(),
                Arrays.stream(s.labels().units()).map(u -> Math.max(-1, Arrays.binarySearch(sorted, u))).toArray()))
                .toList();
        String name = own.stream().filter(s -> s.role() == Role.PRODUCER).map(s -> graph.name(s.node())).findFirst()
                .orElseThrow();
        int times = taken.merge(name, 1, Integer::sum);
        List<Node> tied = of.stream().flatMap(u -> ties.get(u).stream()).distinct()
                .sorted(Comparator.comparingInt(Node::id)).toList();
        return new ChannelGroup(times == 1 ? name : name + " (" + times + ")", sorted, members, tied,
                Arrays.stream(sorted).mapToObj(holds::get).toList());
    }
}
