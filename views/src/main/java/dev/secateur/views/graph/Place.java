package dev.secateur.views.graph;

import java.util.List;

import dev.secateur.views.session.Analysis;

/// A node whose inside is shown: which networks it holds, and which of them is looked at.
///
/// @param node   the node's name
/// @param bodies the networks in it, at least one
/// @param chosen index of the one that is shown
public record Place(String node, List<Body> bodies, int chosen) {
    public Place {
        bodies = List.copyOf(bodies);
    }

    /// A network inside a node.
    ///
    /// @param name such as `then_branch`
    public record Body(String name, Analysis analysis) {}

    /// The network that is shown.
    public Body body() {
        return bodies.get(chosen);
    }

    Place choose(int index) {
        return new Place(node, bodies, index);
    }
}
