package dev.secateur.engine.compress;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.runtime.Difference;

/// What a method made.
///
/// @param graph the changed network; the given one if nothing changed
/// @param changes what was done, in order, for people
/// @param metrics numbers by name, in order
/// @param parity how far the network lies from the same one in its unmerged or masked form, null if there is no such form
/// @param report what this method alone has to tell, a record that can be written as JSON
/// @param untrained the network right after the change of form, before it was trained; null if it was not trained after it
public record MethodResult(Graph graph, List<Change> changes, Map<String, Double> metrics, @Nullable Difference parity,
        Record report, @Nullable Graph untrained) {

    public MethodResult {
        changes = List.copyOf(changes);
        metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
    }

    /// A result that was not trained after the change of form.
    public MethodResult(Graph graph, List<Change> changes, Map<String, Double> metrics, @Nullable Difference parity,
            Record report) {
        this(graph, changes, metrics, parity, report, null);
    }

    /// The same as what training made of another network.
    ///
    /// @param before the network before that training; the very graph of this result if there was none
    public MethodResult trainedFrom(Graph before) {
        return new MethodResult(graph, changes, metrics, parity, report, before == graph ? null : before);
    }

    /// One thing that was done.
    ///
    /// @param place a block's id or a node's name
    /// @param text what was done there: `3×3 + 3×3 became 5×5`
    public record Change(String place, String text) {}
}
