package dev.secateur.views.outline;

import java.util.List;
import java.util.stream.Stream;

import dev.secateur.engine.graph.Node;

/// A part that holds others.
///
/// @param items in topological order
public record Section(String id, String label, Kind kind, List<Item> items) implements Item {

    /// What holds the items together.
    public enum Kind {
        /// The whole model.
        MODEL,
        /// Blocks of one resolution.
        STAGE,
        /// A block that was found in the graph; its id is the block's.
        BLOCK,
        /// Layers that share the beginning of their names.
        SCOPE,
        /// One of the stretches into which a section was cut that holds too much to be drawn at once.
        PART,
        /// What lies before the first or after the last stage; listed together, not drawn as a group.
        LOOSE
    }

    public Section {
        items = List.copyOf(items);
    }

    @Override
    public List<Node> nodes() {
        return items.stream().flatMap(i -> i.nodes().stream()).toList();
    }

    /// All layers in this section and in the sections below.
    public Stream<Layer> layers() {
        return items.stream().flatMap(i -> switch (i) {
            case Layer layer -> Stream.of(layer);
            case Section section -> section.layers();
        });
    }

    /// All sections below, each before those it holds.
    public Stream<Section> sections() {
        return items.stream().filter(Section.class::isInstance).map(Section.class::cast)
                .flatMap(s -> Stream.concat(Stream.of(s), s.sections()));
    }
}
