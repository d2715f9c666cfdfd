package dev.secateur.engine.compress.haq;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.store.JsonFile;
import dev.secateur.engine.train.TrainInput;

/// What was measured of policies, by their text, in a file beside the checkpoint of the whole run. A run that goes on makes the same
/// choices from the same seed and finds here what they came to, so it goes on to the bit.
final class EpisodeMemory {

    private static final JsonFile.Format FORMAT = new JsonFile.Format("secateur-haq-policies", 1);

    private final @Nullable Path file;
    private final long nanoseconds;
    private final String key;
    private final Map<String, Double> known = new LinkedHashMap<>();
    private long saved = System.nanoTime();
    private boolean changed;

    private EpisodeMemory(@Nullable Path file, long nanoseconds, String key) {
        this.file = file;
        this.nanoseconds = nanoseconds;
        this.key = key;
    }

    /// @param key what it was measured with
    /// @param values by what was measured
    record Content(String key, Map<String, Double> values) {}

    /// @param checkpoints of the whole; null if nothing is kept
    /// @param key what policies are measured with; measures of another key are of another run
    static EpisodeMemory of(TrainInput.@Nullable Checkpoints checkpoints, String key) throws ProblemException {
        if (checkpoints == null) {
            return new EpisodeMemory(null, 0, key);
        }
        Path file = checkpoints.file().resolveSibling(checkpoints.file().getFileName() + ".haq");
        EpisodeMemory memory = new EpisodeMemory(file, checkpoints.every().toNanos(), key);
        if (checkpoints.resume() && Files.exists(file)) {
            Content content = JsonFile.read(file, FORMAT, Content.class);
            if (content.key().equals(key)) {
                memory.known.putAll(content.values());
            }
        }
        return memory;
    }

    @Nullable
    Double of(String what) {
        return known.get(what);
    }

    /// Remembers, and saves from time to time.
    void put(String what, double value) throws ProblemException {
        known.put(what, value);
        changed = true;
        if (System.nanoTime() - saved >= nanoseconds) {
            save();
        }
    }

    /// Saves what is not saved yet.
    void save() throws ProblemException {
        if (file != null && changed) {
            JsonFile.write(file, FORMAT, new Content(key, known));
            saved = System.nanoTime();
            changed = false;
        }
    }
}
