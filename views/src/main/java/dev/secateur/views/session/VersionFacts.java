package dev.secateur.views.session;

import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.compress.MethodResult;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.session.Told;
import dev.secateur.engine.session.Version;
import dev.secateur.engine.session.VersionTree;

/// What was found out about the versions of the open model, by version id.
final class VersionFacts {

    /// What the keys of things that were measured begin with.
    static final String PREFIX = "fact.";

    private static final String TIME = PREFIX + "time.";
    private static final String ACCURACY = PREFIX + "accuracy.";

    private final Map<Integer, Measurement> measurements = new HashMap<>();
    final Map<Integer, Selection> selections = new HashMap<>();
    final Map<Integer, Analysis> analyses = new HashMap<>();
    final Map<Integer, MethodResult> results = new HashMap<>();
    final Map<Integer, Told.Course> courses = new HashMap<>();
    private final Map<Classified, Accuracy> accuracies = new HashMap<>();
    private final Map<String, String> texts = new HashMap<>();

    /// Accuracies on different data, or with pixels taken otherwise, do not belong side by side.
    private record Classified(int version, DataChoice data) {}

    void keep(int version, Measurement measured) {
        measurements.put(version, measured);
        texts.put(TIME + version, FactText.of(version, measured));
    }

    Measurement measurement(int version) {
        return measurements.getOrDefault(version, Measurement.NONE);
    }

    void keep(int version, DataChoice data, Accuracy accuracy) {
        accuracies.put(new Classified(version, data), accuracy);
        texts.put(ACCURACY + version + "." + Integer.toHexString(data.hashCode()),
                FactText.of(version, data, accuracy));
    }

    /// What the work that made a version told of itself.
    void keep(int version, Told told) {
        MethodResult result = told.result();
        Told.Course course = told.course();
        if (result != null) {
            results.put(version, result);
        }
        if (course != null) {
            courses.put(version, course);
        }
    }

    /// What was told of all versions.
    Map<Integer, Told> told() {
        Map<Integer, Told> all = new HashMap<>();
        results.forEach((id, result) -> all.put(id, new Told(result, courses.get(id))));
        courses.forEach((id, course) -> all.putIfAbsent(id, new Told(null, course)));
        return all;
    }

    /// What was measured, in the words of a file.
    Map<String, String> texts() {
        return Map.copyOf(texts);
    }

    /// Takes in what a file says was measured. What cannot be understood is left out: it can be measured again.
    void restore(Map<String, String> state) {
        state.forEach((key, text) -> {
            try {
                if (key.startsWith(TIME)) {
                    FactText.Timed timed = FactText.timed(text);
                    keep(timed.of(), timed.measurement());
                } else if (key.startsWith(ACCURACY)) {
                    FactText.Judged judged = FactText.judged(text);
                    keep(judged.of(), judged.choice(), judged.accuracy());
                }
            } catch (ProblemException | IllegalArgumentException e) {
                System.getLogger(VersionFacts.class.getName()).log(System.Logger.Level.DEBUG, "left out: " + key, e);
            }
        });
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
        texts.clear();
        selections.clear();
        analyses.clear();
        results.clear();
        courses.clear();
        accuracies.clear();
    }
}
