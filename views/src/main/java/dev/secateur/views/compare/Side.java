package dev.secateur.views.compare;

import java.util.Map;
import java.util.Optional;

import dev.secateur.views.canvas.model.GraphScene;
import dev.secateur.views.canvas.model.PlacedBox;

/// One of two networks, laid out.
///
/// @param scene its places
/// @param boxOfNode the box of the layer that a node belongs to, by the node's id
/// @param partOfBox the id of the group behind a box that can be opened
public record Side(GraphScene scene, Map<Integer, Long> boxOfNode, Map<Long, String> partOfBox) {

    public Side {
        boxOfNode = Map.copyOf(boxOfNode);
        partOfBox = Map.copyOf(partOfBox);
    }

    /// The box that is seen of a node: its layer's, or the closed group's around it.
    Optional<PlacedBox> seen(int node) {
        return Optional.ofNullable(boxOfNode.get(node)).flatMap(scene::findVisible);
    }
}
