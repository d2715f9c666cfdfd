package dev.secateur.engine.session;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.onnx.OnnxParts;
import dev.secateur.engine.onnx.OnnxReader;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.record.Digest;
import dev.secateur.engine.store.AtomicFile;

/// A folder of sessions. Their versions share what they have in common, across sessions too. What is written is whole or as before, so
/// that whatever ends the program leaves all that was kept. Nothing is ever removed but by {@link #drop}. Thread-safe; several
/// programs may use the same folder.
public final class SessionStore {

    private static final String SESSION = ".session.json";
    private static final String CHECKPOINT = ".checkpoint";

    private final Path folder;
    private final Payloads payloads;

    /// @param folder need not exist yet
    public SessionStore(Path folder) {
        this.folder = folder;
        this.payloads = new Payloads(folder.resolve("payloads"));
    }

    /// A session that is kept.
    ///
    /// @param id unique in the store, later ones later in the alphabet
    public record Kept(String id, SessionFile file) {}

    /// All that is there.
    ///
    /// @param sessions those changed last first
    /// @param unreadable files that are no sessions
    public record Listing(List<Kept> sessions, List<Path> unreadable) {

        public Listing {
            sessions = List.copyOf(sessions);
            unreadable = List.copyOf(unreadable);
        }
    }

    /// All sessions. One that cannot be read does not hide the others.
    ///
    /// @throws ProblemException if the folder cannot be read
    public Listing all() throws ProblemException {
        List<Kept> sessions = new ArrayList<>();
        List<Path> unreadable = new ArrayList<>();
        for (Path file : files()) {
            String name = String.valueOf(file.getFileName());
            try {
                sessions.add(new Kept(name.substring(0, name.length() - SESSION.length()), SessionFile.read(file)));
            } catch (ProblemException e) {
                unreadable.add(file);
            }
        }
        sessions.sort(Comparator.comparing((Kept k) -> k.file().changed()).thenComparing(Kept::id).reversed());
        return new Listing(sessions, unreadable);
    }

    private List<Path> files() throws ProblemException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(f -> f.toString().endsWith(SESSION)).sorted().toList();
        } catch (IOException e) {
            throw ProblemException.ofFile("cannot read the sessions", folder, AtomicFile.reason(e),
                    "check the permissions");
        }
    }

    /// Begins to keep the work on a model that was just opened. Nothing is written yet.
    ///
    /// @param model the file that it was opened from
    public SessionWriter begin(Path model) {
        return new SessionWriter(this, model, null);
    }

    /// A session put together again.
    ///
    /// @param writer goes on keeping it
    /// @param told what the work that made a version told of itself, by the version's id
    public record Reopened(VersionTree tree, SessionFile file, SessionWriter writer, Map<Integer, Told> told) {

        public Reopened {
            told = Map.copyOf(told);
        }
    }

    /// Puts a session together.
    ///
    /// @throws ProblemException if another program works on it, a payload is missing or damaged, or nothing but the original was
    ///     kept and its file has changed
    public Reopened open(String id, Progress progress) throws ProblemException {
        SessionFile file = SessionFile.read(file(id));
        if (file.isOpen()) {
            throw ProblemException.ofFile("cannot reopen the session", file(id), "it is open already",
                    "go on in the window that shows it");
        }
        OnnxParts.Came came = came(file);
        List<Version> versions = new ArrayList<>();
        for (SessionFile.Entry entry : file.versions()) {
            progress.check();
            progress.report((double) versions.size() / file.versions().size(), entry.label());
            String parts = entry.parts();
            Graph graph = parts == null
                    ? original(file, came)
                    : Parts.read(parts, payloads, file(id)).join(payloads, came);
            String method = entry.method();
            String config = entry.config();
            versions.add(new Version(versions.size(), entry.parent(), entry.label(), graph,
                    method == null || config == null ? null : new Step(method, config)));
        }
        return new Reopened(new VersionTree(versions, file.present(), file.lastChild()), file,
                new SessionWriter(this, file.modelFile(), new Kept(id, file)),
                new ToldPlaces(file.state()).read(versions, payloads, file(id), came));
    }

    /// The files of the model as long as they are what they were; they stay sources then.
    private static OnnxParts.Came came(SessionFile file) throws ProblemException {
        List<Path> files = new ArrayList<>(List.of(file.modelFile()));
        file.data().forEach(d -> files.add(Path.of(d)));
        boolean same = files.stream().allMatch(Files::isRegularFile) && Digest.of(files).equals(file.sha256());
        return same
                ? new OnnxParts.Came(file.modelFile(), new HashSet<>(files.subList(1, files.size())))
                : OnnxParts.Came.FROM_NOWHERE;
    }

    private static Graph original(SessionFile file, OnnxParts.Came came) throws ProblemException {
        if (came.file() == null) {
            throw ProblemException.ofFile("cannot reopen the session", file.modelFile(),
                    "it is not there any more, or not what it was", "open the model anew");
        }
        return OnnxReader.read(came.file());
    }

    /// Removes a session, and all payloads that no other session needs. While a session cannot be read, as one of a newer version cannot,
    /// nobody knows what it needs, and all payloads stay.
    ///
    /// @throws ProblemException if it is open, or a file cannot be removed
    public void drop(String id) throws ProblemException {
        if (Files.exists(file(id)) && isOpen(id)) {
            throw ProblemException.ofFile("cannot drop the session", file(id), "it is open", "close the model first");
        }
        locked(() -> {
            for (SessionFile.OpenJob job : jobs(id)) {
                removeCheckpoints(job.checkpoint());
            }
            Path own = file(id);
            boolean known = all().unreadable().stream().allMatch(own::equals);
            Set<String> needed = known ? neededWithout(id) : Set.of();
            remove(own);
            for (String name : known ? payloads.all() : List.<String>of()) {
                if (!needed.contains(name)) {
                    payloads.drop(name);
                }
            }
        });
    }

    private List<SessionFile.OpenJob> jobs(String id) {
        try {
            return SessionFile.read(file(id)).jobs();
        } catch (ProblemException e) {
            return List.of();
        }
    }

    /// Removes what trainings of a job saved, each in a file that begins with this name.
    ///
    /// @throws ProblemException if a file cannot be removed
    public void removeCheckpoints(String name) throws ProblemException {
        if (name.isEmpty() || !Files.isDirectory(folder)) {
            return;
        }
        List<Path> left;
        try (Stream<Path> all = Files.list(folder)) {
            left = all.filter(f -> String.valueOf(f.getFileName()).startsWith(name + CHECKPOINT)).toList();
        } catch (IOException e) {
            throw ProblemException.ofFile("cannot read the sessions", folder, AtomicFile.reason(e),
                    "check the permissions");
        }
        for (Path file : left) {
            remove(file);
        }
    }

    private static void remove(Path file) throws ProblemException {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw ProblemException.ofFile("cannot remove the file", file, AtomicFile.reason(e), "remove it by hand");
        }
    }

    private boolean isOpen(String id) {
        try {
            return SessionFile.read(file(id)).isOpen();
        } catch (ProblemException e) {
            return false;
        }
    }

    /// Bytes on disk of all payloads.
    public long bytes() throws ProblemException {
        return payloads.size(payloads.all());
    }

    /// Bytes that dropping a session would free.
    public long bytesOfAlone(String id) throws ProblemException {
        Set<String> own = needed(id);
        own.removeAll(neededWithout(id));
        return payloads.size(own);
    }

    /// Payloads that a session needs; those of all if the id is null.
    private Set<String> needed(@Nullable String id) throws ProblemException {
        Set<String> needed = new LinkedHashSet<>();
        for (Kept kept : all().sessions()) {
            if (id == null || kept.id().equals(id)) {
                add(kept, needed);
            }
        }
        return needed;
    }

    private Set<String> neededWithout(String id) throws ProblemException {
        Set<String> needed = new LinkedHashSet<>();
        for (Kept kept : all().sessions()) {
            if (!kept.id().equals(id)) {
                add(kept, needed);
            }
        }
        return needed;
    }

    private void add(Kept kept, Set<String> needed) throws ProblemException {
        for (SessionFile.Entry entry : kept.file().versions()) {
            if (entry.parts() != null && needed.add(entry.parts())) {
                needed.addAll(Parts.read(entry.parts(), payloads, file(kept.id())).all());
            }
        }
        needed.addAll(new ToldPlaces(kept.file().state()).all(payloads, file(kept.id())));
    }

    Payloads payloads() {
        return payloads;
    }

    Path folder() {
        return folder;
    }

    Path file(String id) {
        return folder.resolve(id + SESSION);
    }

    /// The file that a job's trainings save themselves in.
    public Path checkpoint(String name) {
        return folder.resolve(name + CHECKPOINT);
    }

    /// Work that must not see half of what another program does here.
    interface Work {
        void run() throws ProblemException;
    }

    /// Does work while no other program writes or drops payloads.
    synchronized void locked(Work work) throws ProblemException {
        try {
            Files.createDirectories(folder);
            try (FileChannel channel = FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE,
                    StandardOpenOption.WRITE); FileLock lock = channel.lock()) {
                if (lock.isValid()) {
                    work.run();
                }
            }
        } catch (IOException e) {
            throw ProblemException.ofFile("cannot keep the session", folder, AtomicFile.reason(e),
                    "check the permissions");
        }
    }
}
