package dev.secateur.engine.session;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.record.Owner;
import dev.secateur.engine.store.JsonFile;

/// What is kept of the work on one model, so that it can be gone on with after the program ended, however it ended.
///
/// @param model absolute path of the file that was opened
/// @param sha256 of that file and its data files as they were then
/// @param data absolute paths of its data files
/// @param started local date and time with zone, ISO 8601
/// @param changed when this was written, likewise
/// @param process that works on it, as {@link Owner#present} gives it
/// @param closed true if the user closed it; false while it is open, and after a crash
/// @param versions in order
/// @param present id of the version that was looked at
/// @param lastChild see {@link VersionTree}
/// @param exported id of the version that was written last; 0 if none was
/// @param jobs those that had not ended
/// @param state how it was looked at, in the words of whoever shows it, and the payloads of {@link ToldPlaces}
public record SessionFile(String model, String sha256, List<String> data, String started, String changed,
        String process, boolean closed, List<Entry> versions, int present, Map<Integer, Integer> lastChild,
        int exported, List<OpenJob> jobs, Map<String, String> state) {

    private static final JsonFile.Format FORMAT = new JsonFile.Format("secateur-session", 1);

    public SessionFile {
        data = List.copyOf(data);
        versions = List.copyOf(versions);
        lastChild = java.util.Collections.unmodifiableMap(new TreeMap<>(lastChild));
        jobs = List.copyOf(jobs);
        state = java.util.Collections.unmodifiableMap(new TreeMap<>(state));
    }

    /// One version.
    ///
    /// @param method that made it; null for the original
    /// @param config of the method; null for the original
    /// @param parts payload that lists what it consists of; null for an original that is read from its file
    public record Entry(int parent, String label, @Nullable String method, @Nullable String config,
            @Nullable String parts) {}

    /// A job that had not ended.
    ///
    /// @param title for people
    /// @param version id of the version that it works on
    /// @param method id of the method that it applies; empty for other work
    /// @param config of the method as one JSON object; empty for other work
    /// @param checkpoint name that its trainings save themselves under; empty if they do not
    public record OpenJob(String title, int version, String method, String config, String checkpoint) {}

    /// The file of the model.
    public Path modelFile() {
        return Path.of(model);
    }

    /// True while the program that works on it runs.
    public boolean isOpen() {
        return !closed && Owner.isAlive(process);
    }

    /// True if the program that worked on it ended without closing it.
    public boolean isCutOff() {
        return !closed && !Owner.isAlive(process);
    }

    static SessionFile read(Path file) throws ProblemException {
        return JsonFile.read(file, FORMAT, SessionFile.class);
    }

    void write(Path file) throws ProblemException {
        JsonFile.write(file, FORMAT, this);
    }
}
