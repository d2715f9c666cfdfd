package dev.secateur.views.outline;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.Node;

/// The parts of one graph, and where each node and each part stands.
public final class Outline {

    /// Of no graph.
    public static final Outline EMPTY = new Outline(new Section("", "", Section.Kind.MODEL, List.of()));

    private final Section root;
    private final Map<String, Item> byId = new LinkedHashMap<>();
    private final Map<String, Section> parents = new HashMap<>();
    private final Map<Integer, Layer> layerOf = new HashMap<>();

    Outline(Section root) {
        this.root = root;
        index(root);
    }

    /// Reads the outline of a graph.
    ///
    /// @param blocks the blocks found in it
    public static Outline of(Graph graph, List<Span> blocks) {
        return new Outline(new OutlineBuilder(graph, blocks).root());
    }

    private void index(Section section) {
        put(section);
        for (Item item : section.items()) {
            parents.put(item.id(), section);
            switch (item) {
                case Section inner -> index(inner);
                case Layer layer -> {
                    put(layer);
                    layer.nodes().forEach(n -> layerOf.put(n.id(), layer));
                }
            }
        }
    }

    private void put(Item item) {
        if (byId.put(item.id(), item) != null) {
            throw new IllegalStateException("two parts are called " + item.id());
        }
    }

    /// The whole model.
    public Section root() {
        return root;
    }

    /// True if something had to be cut into parts by its order alone.
    public boolean isCut() {
        return root.sections().anyMatch(s -> s.kind() == Section.Kind.PART);
    }

    /// All layers in order.
    public List<Layer> layers() {
        return root.layers().toList();
    }

    /// All parts but the whole, sections before what they hold.
    public List<Item> items() {
        return byId.values().stream().filter(i -> i != root).toList();
    }

    /// The part with this id.
    public Optional<Item> item(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /// The layer a node belongs to.
    public Optional<Layer> layerOf(int node) {
        return Optional.ofNullable(layerOf.get(node));
    }

    /// The layer a node belongs to.
    public Optional<Layer> layerOf(Node node) {
        return layerOf(node.id());
    }

    /// The section around a part; empty for the whole.
    public Optional<Section> parent(Item item) {
        return Optional.ofNullable(parents.get(item.id()));
    }

    /// The sections around a part, outermost first, without the whole.
    public List<Section> around(Item item) {
        List<Section> found = new ArrayList<>();
        for (Section s = parents.get(item.id()); s != null && s != root; s = parents.get(s.id())) {
            found.addFirst(s);
        }
        return found;
    }

    /// The block a node lies in, if it lies in one.
    public Optional<Section> blockOf(int node) {
        return layerOf(node).flatMap(
                l -> around(l).stream().filter(s -> s.kind() == Section.Kind.BLOCK).findFirst());
    }
}
