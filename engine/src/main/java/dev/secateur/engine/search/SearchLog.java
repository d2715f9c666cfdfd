package dev.secateur.engine.search;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.store.JsonFile;
import dev.secateur.engine.store.JsonLines;

/// Every candidate that a search measured. Kept in a file of JSON lines as the search goes, so that a later run need not measure again.
///
/// May be used from several threads. The file is whole at any time; what was measured in the last second may be missing after a crash.
public final class SearchLog implements AutoCloseable {

    private static final JsonFile.Format FORMAT = new JsonFile.Format("secateur-search", 1);
    private static final long BETWEEN_WRITES = 1_000_000_000L;

    private final SearchInfo info;
    private final @Nullable Path file;
    private final Consumer<SearchReport> listener;
    private final Map<Integer, Trial> trials = new TreeMap<>();
    private final Map<String, Trial> recalled = new HashMap<>();
    private final Map<String, Trial> known = new HashMap<>();
    private final List<Integer> chosen = new ArrayList<>();
    private int last;
    private int reused;
    private long written = System.nanoTime() - BETWEEN_WRITES;
    private boolean dirty;

    /// Where a log is kept.
    ///
    /// @param file written again and again; null to keep it in memory alone
    /// @param resume true to begin with what the file holds, if it is there
    public record Place(@Nullable Path file, boolean resume) {

        /// In memory alone.
        public static Place none() {
            return new Place(null, false);
        }
    }

    private SearchLog(SearchInfo info, @Nullable Path file, Consumer<SearchReport> listener) {
        this.info = info;
        this.file = file;
        this.listener = listener;
    }

    /// Begins a log, or goes on with one.
    ///
    /// @param listener told the whole after every trial, on the thread that measured it
    /// @throws ProblemException if the file cannot be read, or is of a search under other conditions: they are named
    public static SearchLog open(SearchInfo info, Place place, Consumer<SearchReport> listener)
            throws ProblemException {
        SearchLog log = new SearchLog(info, place.file(), listener);
        Path file = place.file();
        if (file != null && place.resume() && Files.exists(file)) {
            JsonLines.Contents<SearchInfo, Trial> kept = JsonLines.read(file, FORMAT, SearchInfo.class, Trial.class);
            log.requireSame(kept.head(), file);
            kept.entries().forEach(t -> log.recalled.put(key(t.stage(), t.configuration()), t));
        }
        return log;
    }

    private void requireSame(SearchInfo before, Path file) throws ProblemException {
        List<String> other = Stream
                .concat(info.conditions().keySet().stream(), before.conditions().keySet().stream()).distinct()
                .filter(k -> !Objects.equals(info.conditions().get(k), before.conditions().get(k))).toList();
        if (!before.method().equals(info.method())) {
            other = List.of("method");
        }
        if (!other.isEmpty()) {
            throw ProblemException.ofFile("cannot go on with the search", file,
                    "it was made with another " + String.join(", ", other), "search anew, or remove the file");
        }
        if (!before.cost().equals(info.cost()) || !before.score().equals(info.score())) {
            throw ProblemException.ofFile("cannot go on with the search", file, "it measured " + before.cost().title()
                    + " and " + before.score().title(), "search anew, or remove the file");
        }
    }

    private static String key(String stage, Map<String, Object> configuration) {
        return JsonLines.line(List.of(stage, new TreeMap<>(configuration)));
    }

    /// What the search is about.
    public SearchInfo info() {
        return info;
    }

    /// The number of the next proposed candidate; every call gives another one.
    synchronized int next() {
        return ++last;
    }

    /// A candidate that was measured before, in this run or one that it goes on with; it is in the log from now on.
    ///
    /// @param configuration of texts, numbers, booleans, lists and maps
    public Optional<Trial> known(String stage, Map<String, Object> configuration) {
        SearchReport report;
        Trial found;
        synchronized (this) {
            String key = key(stage, configuration);
            found = known.get(key);
            Trial before = recalled.get(key);
            if (found != null || before == null) {
                return Optional.ofNullable(found);
            }
            found = new Trial(next(), stage, configuration, before.cost(), before.score(), before.details(),
                    before.seconds());
            reused++;
            trials.put(found.number(), found);
            known.put(key, found);
            report = report();
        }
        listener.accept(report);
        return Optional.of(found);
    }

    /// Adds a candidate that was measured.
    ///
    /// @param seconds that it took
    /// @throws ProblemException if the file cannot be written
    public Trial add(String stage, Map<String, Object> configuration, Measured measured, double seconds)
            throws ProblemException {
        return add(new Trial(next(), stage, configuration, measured.cost(), measured.score(), measured.details(),
                seconds));
    }

    Trial add(Trial trial) throws ProblemException {
        SearchReport report;
        synchronized (this) {
            trials.put(trial.number(), trial);
            known.put(key(trial.stage(), trial.configuration()), trial);
            dirty = true;
            if (System.nanoTime() - written >= BETWEEN_WRITES) {
                write();
            }
            report = report();
        }
        listener.accept(report);
        return trial;
    }

    /// Marks a trial as one that was chosen.
    public void choose(Trial trial) {
        SearchReport report;
        synchronized (this) {
            if (!chosen.contains(trial.number())) {
                chosen.add(trial.number());
            }
            report = report();
        }
        listener.accept(report);
    }

    /// The search as far as it is.
    public synchronized SearchReport report() {
        return new SearchReport(info, List.copyOf(trials.values()), chosen, reused);
    }

    /// Trials of an earlier run that were not met again are kept behind those of this one until the search has come past them.
    private void write() throws ProblemException {
        dirty = false;
        Path to = file;
        if (to == null) {
            return;
        }
        List<Trial> all = new ArrayList<>(trials.values());
        recalled.entrySet().stream().filter(e -> !known.containsKey(e.getKey())).map(Map.Entry::getValue)
                .sorted(Comparator.comparingInt(Trial::number)).forEach(all::add);
        JsonLines.write(to, FORMAT, new JsonLines.Contents<>(info, all));
        written = System.nanoTime();
    }

    /// Writes what was not written yet.
    ///
    /// @throws ProblemException if the file cannot be written
    @Override
    public synchronized void close() throws ProblemException {
        if (dirty) {
            write();
        }
    }
}
