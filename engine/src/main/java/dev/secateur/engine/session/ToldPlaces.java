package dev.secateur.engine.session;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.compress.MethodResult;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.onnx.OnnxParts;
import dev.secateur.engine.problem.ProblemException;

/// Which payloads hold what was told of versions: `told.3` that of version 3, `untrained.3` the parts of its network before training.
final class ToldPlaces {

    private static final String TOLD = "told.";
    private static final String UNTRAINED = "untrained.";

    private final Map<String, String> places = new HashMap<>();

    /// @param state of a session; other keys are left aside
    ToldPlaces(Map<String, String> state) {
        add(state);
    }

    /// What there is to keep of a version beside its graph.
    ///
    /// @param places names of payloads by key
    record Taken(Map<String, String> places, Map<String, MemorySegment> payloads) {}

    static Taken take(Version version, @Nullable Told told, Payloads payloads) throws ProblemException {
        Map<String, String> places = new HashMap<>();
        Map<String, MemorySegment> all = new LinkedHashMap<>();
        if (told != null) {
            MemorySegment bytes = MemorySegment.ofArray(ToldFile.encode(told));
            String name = Payloads.digest(bytes);
            all.put(name, bytes);
            places.put(TOLD + version.id(), name);
            MethodResult result = told.result();
            Graph untrained = result == null ? null : result.untrained();
            if (untrained != null) {
                Parts.Taken parts = Parts.take(untrained, payloads);
                all.putAll(parts.payloads());
                places.put(UNTRAINED + version.id(), parts.name());
            }
        }
        return new Taken(places, all);
    }

    void add(Map<String, String> more) {
        more.forEach((key, name) -> {
            if (isPlace(key)) {
                places.put(key, name);
            }
        });
    }

    private static boolean isPlace(String key) {
        return key.startsWith(TOLD) || key.startsWith(UNTRAINED);
    }

    /// What else is kept of a session, with these.
    Map<String, String> beside(Map<String, String> state) {
        Map<String, String> all = new HashMap<>(state);
        all.keySet().removeIf(ToldPlaces::isPlace);
        all.putAll(places);
        return all;
    }

    /// What was told of versions. What cannot be read is left out: the versions are worth more than their stories.
    Map<Integer, Told> read(List<Version> versions, Payloads payloads, Path shown, OnnxParts.Came came) {
        Map<Integer, Told> all = new HashMap<>();
        for (Version version : versions) {
            String name = places.get(TOLD + version.id());
            if (name != null) {
                try {
                    all.put(version.id(), ToldFile.decode(
                            payloads.read(name).toArray(ValueLayout.JAVA_BYTE), shown, version.graph(),
                            untrained(version, payloads, shown, came)));
                } catch (ProblemException e) {
                    System.getLogger(ToldPlaces.class.getName()).log(System.Logger.Level.WARNING,
                            "left out what was told of " + version.name() + ": " + e.problem().sentence());
                }
            }
        }
        return all;
    }

    private @Nullable Graph untrained(Version version, Payloads payloads, Path shown, OnnxParts.Came came)
            throws ProblemException {
        String parts = places.get(UNTRAINED + version.id());
        return parts == null ? null : Parts.read(parts, payloads, shown).join(payloads, came);
    }

    /// Names of all payloads.
    Set<String> all(Payloads payloads, Path shown) throws ProblemException {
        Set<String> all = new LinkedHashSet<>(places.values());
        for (Map.Entry<String, String> place : places.entrySet()) {
            if (place.getKey().startsWith(UNTRAINED)) {
                all.addAll(Parts.read(place.getValue(), payloads, shown).all());
            }
        }
        return all;
    }
}
