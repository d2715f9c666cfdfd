package dev.secateur.engine.session;

import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.onnx.OnnxReader;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.record.Digest;
import dev.secateur.engine.record.Owner;

/// Keeps one session. Thread-safe; each call writes what is new and is over when that is on the disk.
///
/// The original is kept as soon as there is another version; before that, its own file is enough.
public final class SessionWriter {

    private static final int STEM = "20000101T000000".length();

    private final SessionStore store;
    private final Path model;
    private final List<SessionFile.Entry> kept = new ArrayList<>();
    private final ToldPlaces told;
    private @Nullable String id;
    private @Nullable SessionFile head;
    private boolean forgotten;

    SessionWriter(SessionStore store, Path model, SessionStore.@Nullable Kept before) {
        this.store = store;
        this.model = model.toAbsolutePath().normalize();
        this.told = new ToldPlaces(before == null ? Map.of() : before.file().state());
        if (before != null) {
            id = before.id();
            head = before.file();
            // An original without payloads is kept once there is another version.
            before.file().versions().stream().takeWhile(e -> e.parts() != null).forEach(kept::add);
        }
    }

    /// The id of the session in its store; null until it was kept for the first time.
    public synchronized @Nullable String id() {
        return id;
    }

    /// Keeps a session as it is now.
    ///
    /// @param budget bytes that the payloads of all sessions may take; no version is kept that goes beyond
    /// @throws ProblemException if something cannot be kept; what was kept before stays, and versions that fit are kept
    public synchronized void keep(SessionState now, long budget) throws ProblemException {
        write(now, budget, false);
    }

    /// Keeps a session that the user closes. One without any version but the original is forgotten instead.
    public synchronized void close(SessionState last, long budget) throws ProblemException {
        if (last.tree().versions().size() == 1) {
            if (id != null && Files.exists(store.file(id))) {
                write(last, budget, true);
                store.drop(id);
            }
            forgotten = true;
            return;
        }
        write(last, budget, true);
        store.payloads().forgetSeen();
    }

    private void write(SessionState now, long budget, boolean closed) throws ProblemException {
        if (forgotten) {
            return;
        }
        begin(now.tree());
        List<Version> versions = now.tree().versions();
        if (versions.size() == 1 && kept.isEmpty()) {
            Version only = versions.getFirst();
            list(now, List.of(entry(only, null)), closed);
            return;
        }
        ProblemException full = null;
        while (full == null && kept.size() < versions.size()) {
            try {
                keep(versions.get(kept.size()), now, budget);
            } catch (ProblemException e) {
                full = e;
            }
        }
        if (!kept.isEmpty()) {
            list(now, kept, closed);
        }
        if (full != null) {
            throw full;
        }
    }

    /// Names the session when there is something to keep.
    private void begin(VersionTree tree) throws ProblemException {
        if (head != null) {
            return;
        }
        String started = now();
        String digits = started.replaceAll("[^0-9T]", "");
        String base = digits.substring(0, Math.min(digits.length(), STEM)) + "-" + ProcessHandle.current().pid();
        String name = base;
        for (int i = 1; Files.exists(store.file(name)); i++) {
            name = base + "-" + i;
        }
        Set<Path> files = OnnxReader.files(tree.original().graph());
        List<Path> data = files.stream().filter(f -> !isModel(f)).sorted().toList();
        List<Path> all = new ArrayList<>(List.of(model));
        all.addAll(data);
        head = new SessionFile(model.toString(), Digest.of(all), data.stream().map(Path::toString).toList(), started,
                started, Owner.present(), false, List.of(), 0, Map.of(), 0, List.of(), Map.of());
        id = name;
    }

    private boolean isModel(Path file) {
        return file.toAbsolutePath().normalize().equals(model);
    }

    private void keep(Version version, SessionState now, long budget) throws ProblemException {
        Payloads payloads = store.payloads();
        Parts.Taken taken = Parts.take(version.graph(), payloads);
        ToldPlaces.Taken beside = ToldPlaces.take(version, now.told().get(version.id()), payloads);
        store.locked(() -> {
            Map<String, MemorySegment> all = new LinkedHashMap<>(taken.payloads());
            all.putAll(beside.payloads());
            long missing = payloads.missing(all);
            if (missing > 0 && store.bytes() + missing > budget) {
                throw ProblemException.ofFile("cannot keep " + version.name() + " in the session", store.folder(),
                        "it needs " + missing + " bytes more, and all sessions together may take " + budget,
                        "raise the budget or drop old sessions in the settings; export the version meanwhile");
            }
            for (var payload : all.entrySet()) {
                payloads.keep(payload.getKey(), payload.getValue());
            }
            kept.add(entry(version, taken.name()));
            told.add(beside.places());
            list(now, kept, false);
        });
    }

    private static SessionFile.Entry entry(Version version, @Nullable String parts) {
        Step step = version.step();
        return new SessionFile.Entry(version.parent(), version.label(), step == null ? null : step.method(),
                step == null ? null : step.config(), parts);
    }

    private void list(SessionState now, List<SessionFile.Entry> entries, boolean closed) throws ProblemException {
        SessionFile first = head;
        if (first == null || id == null) {
            throw new IllegalStateException("a session that was not begun");
        }
        int count = entries.size();
        Map<Integer, Integer> children = new HashMap<>(now.tree().lastChild());
        children.values().removeIf(c -> c >= count);
        int present = now.tree().presentId();
        SessionFile written = new SessionFile(first.model(), first.sha256(), first.data(), first.started(), now(),
                Owner.present(), closed, entries, present < count ? present : count - 1, children,
                now.exported() < count ? now.exported() : 0,
                now.jobs().stream().filter(j -> j.version() < count).toList(),
                told.beside(now.state()));
        written.write(store.file(id));
    }

    private static String now() {
        return OffsetDateTime.now().truncatedTo(ChronoUnit.MILLIS).toString();
    }
}
