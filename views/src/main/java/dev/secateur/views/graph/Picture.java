package dev.secateur.views.graph;

import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.secateur.views.canvas.model.Diagram;
import dev.secateur.views.outline.Item;
import dev.secateur.views.outline.Layer;
import dev.secateur.views.outline.Outline;
import dev.secateur.views.outline.Section;
import dev.secateur.views.session.Selection;

/// A diagram and what its boxes stand for.
///
/// @param items the part of the outline behind each box; inputs and outputs of the graph have none
/// @param boxes the box of each drawn part, by its id
public record Picture(Diagram diagram, Outline outline, Map<Long, Item> items, Map<String, Long> boxes) {

    /// Of no graph.
    public static final Picture EMPTY = new Picture(Diagram.EMPTY, Outline.EMPTY, Map.of(), Map.of());

    public Picture {
        items = Map.copyOf(items);
        boxes = Map.copyOf(boxes);
    }

    /// The part behind a box.
    public Optional<Item> item(long box) {
        return Optional.ofNullable(items.get(box));
    }

    /// The box of a part, if it has one.
    public Optional<Long> box(Item item) {
        return Optional.ofNullable(boxes.get(item.id()));
    }

    /// The boxes of what is selected; blocks as wholes.
    public Set<Long> boxesOf(Selection selection) {
        Set<Long> found = new HashSet<>();
        selection.blocks().forEach(id -> Optional.ofNullable(boxes.get(id)).ifPresent(found::add));
        selection.nodes().forEach(id -> outline.layerOf(id).flatMap(this::box).ifPresent(found::add));
        return found;
    }

    /// What a click on a box selects: a block as a whole, a layer by its head, all blocks (or else layers) of any other group.
    public Selection selectionOf(long box) {
        return item(box).map(this::selectionOf).orElse(Selection.NONE);
    }

    private Selection selectionOf(Item item) {
        return switch (item) {
            case Layer layer -> Selection.ofNode(layer.head().id());
            case Section section when section.kind() == Section.Kind.BLOCK -> Selection.ofBlock(section.id());
            case Section section -> ofGroup(section);
        };
    }

    private static Selection ofGroup(Section section) {
        Set<String> blocks = new HashSet<>();
        section.sections().filter(s -> s.kind() == Section.Kind.BLOCK).forEach(s -> blocks.add(s.id()));
        if (!blocks.isEmpty()) {
            return Selection.ofBlocks(blocks);
        }
        Set<Integer> heads = new HashSet<>();
        section.layers().forEach(l -> heads.add(l.head().id()));
        return Selection.ofNodes(heads);
    }
}
