package dev.secateur.views.session;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.session.Step;
import dev.secateur.engine.session.Told;

/// What work made of a version.
///
/// @param label names the new version
/// @param step how it was made
/// @param said what came of it
/// @param told what the work told of itself
public record Grown(Graph graph, String label, Step step, Status said, Told told) {

    /// The same of work that was no method's.
    ///
    /// @param course how it was trained; null if it was not
    public Grown(Graph graph, String label, Step step, Status said, Told.@Nullable Course course) {
        this(graph, label, step, said, new Told(null, course));
    }

    /// The same without training.
    public Grown(Graph graph, String label, Step step, Status said) {
        this(graph, label, step, said, new Told(null, null));
    }
}
