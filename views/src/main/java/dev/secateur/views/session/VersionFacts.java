package dev.secateur.views.session;

import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.compress.MethodResult;
import dev.secateur.engine.session.Version;
import dev.secateur.engine.session.VersionTree;

/// What was found out about the versions of the open model, by version id.
final class VersionFacts {

    final Map<Integer, Measurement> measurements = new HashMap<>();
    final Map<Integer, Selection> selections = new HashMap<>();
    final Map<Integer, Analysis> analyses = new HashMap<>();
    final Map<Integer, MethodResult> results = new HashMap<>();
    private final Map<Classified, Accuracy> accuracies = new HashMap<>();

    /// Accuracies on different data, or with pixels taken otherwise, do not belong side by side.
    private record Classified(int version, DataChoice data) {}

    void keep(int version, DataChoice data, Accuracy accuracy) {
        accuracies.put(new Classified(version, data), accuracy);
    }

    @Nullable
    Accuracy accuracy(int version, DataChoice data) {
        return accuracies.get(new Classified(version, data));
    }

    /// What is to be selected when a version is shown: what was when it was last left; at the first visit, the nodes that it still
    /// has. Ids of blocks count anew in each version, so they mean nothing in another one.
    Selection selection(VersionTree now, @Nullable Version before, Selection present) {
        Version shown = now.present();
        if (shown.equals(before)) {
            return present;
        }
        if (before != null && now.versions().contains(before)) {
            selections.put(before.id(), present);
        }
        Selection kept = present.kept(id -> shown.graph().node(id).isPresent(), id -> false);
        return selections.getOrDefault(shown.id(), kept);
    }

    void clear() {
        measurements.clear();
        selections.clear();
        analyses.clear();
        results.clear();
        accuracies.clear();
    }
}
