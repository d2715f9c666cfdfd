package dev.secateur.views.graph;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import dev.secateur.engine.coupling.ChannelGroup;
import dev.secateur.engine.coupling.Member;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.Node;
import dev.secateur.engine.graph.Value;
import dev.secateur.views.canvas.model.GraphScene;
import dev.secateur.views.canvas.model.Marks;
import dev.secateur.views.canvas.model.PlacedBox;
import dev.secateur.views.session.Coupled;

/// Where a coupling group is seen: the visible boxes of its members and ties, and the edges along which its channels run.
///
/// @param boxes a closed group stands for what is inside it
record Lit(Set<Long> boxes, Set<Marks.Ends> links) {

    static final Lit NOTHING = new Lit(Set.of(), Set.of());

    static Lit of(Coupled.Chosen chosen, Picture picture, GraphScene scene) {
        Graph graph = chosen.coupling().graph();
        ChannelGroup group = chosen.group();
        Set<Long> boxes = new HashSet<>();
        Stream.concat(group.members().stream().map(Member::node), group.ties().stream())
                .forEach(n -> visible(n, picture, scene).ifPresent(boxes::add));
        Set<Marks.Ends> links = new HashSet<>();
        for (Value value : chosen.coupling().values(group)) {
            Optional<Long> from = graph.producer(value).flatMap(n -> visible(n, picture, scene));
            graph.uses(value).forEach(use -> from.ifPresent(f -> visible(use.node(), picture, scene)
                    .filter(to -> !to.equals(f)).ifPresent(to -> links.add(new Marks.Ends(f, to)))));
        }
        return new Lit(boxes, links);
    }

    private static Optional<Long> visible(Node node, Picture picture, GraphScene scene) {
        return picture.outline().layerOf(node).flatMap(picture::box).flatMap(scene::findVisible).map(PlacedBox::id);
    }
}
