package dev.secateur.views.outline;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.Node;

/// Puts chains, blocks, stages and groups by name together to one tree.
final class OutlineBuilder {

    private final List<Span> blocks;
    private final Map<Integer, String> blockOf = new HashMap<>();
    private final Map<String, List<Span>> within = new HashMap<>();
    private final List<Layer> layers;
    private final Parts parts;
    private final Convexity convexity;
    private final LayerNames names;
    private final ScopeGroups groups;
    private final Map<String, Integer> order = new HashMap<>();

    OutlineBuilder(Graph graph, List<Span> blocks) {
        this.blocks = blocks;
        blocks.stream().sorted(java.util.Comparator.comparingInt((Span b) -> b.nodes().size()).reversed())
                .forEach(b -> b.nodes().forEach(n -> blockOf.put(n, b.id())));
        blocks.stream().filter(b -> !b.parent().isEmpty())
                .forEach(b -> within.computeIfAbsent(b.parent(), p -> new ArrayList<>()).add(b));
        this.layers = new Chains(graph, blockOf).layers();
        this.parts = new Parts(graph);
        this.convexity = new Convexity(graph);
        this.names = new LayerNames(graph, layers);
        this.groups = new ScopeGroups(new Scopes(graph, layers), convexity, names);
        layers.forEach(l -> order.put(l.id(), order.size()));
    }

    Section root() {
        Map<String, List<Layer>> inBlock = new LinkedHashMap<>();
        List<Layer> free = new ArrayList<>();
        for (Layer layer : layers) {
            String block = blockOf.get(layer.head().id());
            if (block == null) {
                free.add(layer);
            } else {
                inBlock.computeIfAbsent(block, b -> new ArrayList<>()).add(layer);
            }
        }
        Map<String, List<Item>> stages = stages(inBlock, free);
        List<Item> top = new ArrayList<>();
        stages.forEach((stage, items) -> {
            if (stage.isEmpty()) {
                top.addAll(items);
            } else {
                top.add(new Section(stage, stage, Section.Kind.STAGE, names.name(items, stage + ".")));
            }
        });
        top.addAll(stages.isEmpty() ? groups.group(free, "model") : ends(free, top));
        return parts.cut(new Section("", "", Section.Kind.MODEL, sorted(top)));
    }

    /// Stages by name with their blocks and what lies between them; under the empty name the blocks without a frame.
    /// Layers that were put into a stage are taken out of `free`.
    private Map<String, List<Item>> stages(Map<String, List<Layer>> inBlock, List<Layer> free) {
        Map<String, List<Item>> stages = new LinkedHashMap<>();
        for (Span block : blocks) {
            List<Item> members = block.parent().isEmpty() ? members(block, inBlock) : List.of();
            if (!members.isEmpty()) {
                stages.computeIfAbsent(block.stage(), s -> new ArrayList<>()).add(section(block, members));
            }
        }
        for (String stage : List.copyOf(stages.keySet())) {
            List<Item> items = stages.getOrDefault(stage, List.of());
            if (!stage.isEmpty() && !complete(items, free)) {
                stages.remove(stage);
                stages.computeIfAbsent("", s -> new ArrayList<>()).addAll(items);
            }
        }
        return stages;
    }

    /// The layers of a block and the blocks within it.
    private List<Item> members(Span block, Map<String, List<Layer>> inBlock) {
        List<Item> members = new ArrayList<>(inBlock.getOrDefault(block.id(), List.of()));
        for (Span part : within.getOrDefault(block.id(), List.of())) {
            List<Item> inner = members(part, inBlock);
            if (!inner.isEmpty()) {
                members.add(section(part, inner));
            }
        }
        return sorted(members);
    }

    private Section section(Span block, List<Item> members) {
        List<Item> named = names.name(members, block.id() + ".");
        return new Section(block.id(), block.label(), Section.Kind.BLOCK, named);
    }

    /// Adds the free layers between the blocks of a stage to it.
    ///
    /// @return false if the stage cannot be drawn as one frame
    private boolean complete(List<Item> items, List<Layer> free) {
        int first = items.stream().mapToInt(this::first).min().orElse(0);
        int last = items.stream().flatMap(i -> ((Section) i).layers()).mapToInt(this::first).max().orElse(0);
        List<Layer> between = free.stream().filter(l -> first(l) > first && first(l) < last).toList();
        Collection<Node> all = new ArrayList<>(items.stream().flatMap(i -> i.nodes().stream()).toList());
        between.forEach(l -> all.addAll(l.nodes()));
        if (!convexity.holds(all)) {
            return convexity.holds(items.stream().flatMap(i -> i.nodes().stream()).toList());
        }
        items.addAll(between);
        Set<Layer> gone = new HashSet<>(between);
        free.removeIf(gone::contains);
        items.sort(java.util.Comparator.comparingInt(this::first));
        return true;
    }

    /// The free layers as the model's two ends and what lies between the stages.
    private List<Item> ends(List<Layer> free, List<Item> stages) {
        int first = stages.stream().mapToInt(this::first).min().orElse(0);
        int last = stages.stream().flatMap(s -> s instanceof Section section
                ? section.layers()
                : java.util.stream.Stream.of((Layer) s)).mapToInt(this::first).max().orElse(0);
        List<Layer> before = free.stream().filter(l -> first(l) < first).toList();
        List<Layer> after = free.stream().filter(l -> first(l) > last).toList();
        List<Layer> middle = free.stream().filter(l -> first(l) > first && first(l) < last).toList();
        List<Item> items = new ArrayList<>(groups.group(middle, "middle"));
        loose("stem", before, items);
        loose("head", after, items);
        return items;
    }

    private void loose(String id, List<Layer> members, List<Item> into) {
        if (!members.isEmpty()) {
            into.add(new Section(id + "/", id, Section.Kind.LOOSE, groups.group(members, id)));
        }
    }

    private List<Item> sorted(List<Item> items) {
        return items.stream().sorted(java.util.Comparator.comparingInt(this::first)).toList();
    }

    private int first(Item item) {
        return switch (item) {
            case Layer layer -> order.getOrDefault(layer.id(), 0);
            case Section section -> section.items().stream().mapToInt(this::first).min().orElse(0);
        };
    }
}
