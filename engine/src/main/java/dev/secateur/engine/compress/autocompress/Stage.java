package dev.secateur.engine.compress.autocompress;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.compress.CutTimes;
import dev.secateur.engine.graph.Graph;

/// A network between two steps, with what can be taken out of it.
///
/// @param projection with its weights
/// @param budget what ratios cost
record Stage(Projection projection, Budgeting budget) {

    /// @param times of the network as it was given; null unless time is the objective
    static Stage of(Graph graph, AutoCompressConfig config, @Nullable CutTimes times) {
        Anatomy anatomy = Anatomy.of(graph);
        Projection projection = Projection.of(anatomy, Space.of(anatomy, config), config);
        return new Stage(projection, new Budgeting(projection, config.objective(), times));
    }

    Graph graph() {
        return projection.anatomy().graph();
    }

    Space space() {
        return projection.space();
    }
}
