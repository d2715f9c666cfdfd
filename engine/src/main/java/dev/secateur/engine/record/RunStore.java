package dev.secateur.engine.record;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.store.AtomicFile;
import dev.secateur.engine.store.JsonFile;

/// A folder with the records of runs, and the checkpoints of those that are not over.
///
/// @param folder need not exist yet
public record RunStore(Path folder) {

    private static final String RECORD = ".run.json";
    private static final String OPEN = ".open.json";
    private static final String CHECKPOINT = ".checkpoint";
    private static final String START = ".start.onnx";
    private static final JsonFile.Format FORMAT = new JsonFile.Format("secateur-unfinished-run", 1);

    /// A record that was kept.
    ///
    /// @param id unique in the store, later ones later in the alphabet
    public record Kept(String id, RunRecord record) {}

    /// Keeps a record.
    ///
    /// @return its id
    /// @throws ProblemException if it cannot be written
    public String add(RunRecord record) throws ProblemException {
        String base = stem(record.started());
        String id = base;
        for (int i = 1; Files.exists(file(id)); i++) {
            id = base + "-" + i;
        }
        record.write(file(id));
        return id;
    }

    /// The file of a record.
    public Path file(String id) {
        return folder.resolve(id + RECORD);
    }

    /// All records, the oldest first.
    ///
    /// @throws ProblemException if one cannot be read
    public List<Kept> all() throws ProblemException {
        List<Kept> all = new ArrayList<>();
        for (Path file : files(RECORD)) {
            all.add(new Kept(id(file, RECORD), RunRecord.read(file)));
        }
        return all;
    }

    /// A run that did not come to its end.
    ///
    /// @param id unique in the store
    public record Unfinished(String id, UnfinishedRun run) {}

    /// Notes that a run begins. What earlier ones left that were over before their first checkpoint is removed.
    ///
    /// @return its id, which names its files
    /// @throws ProblemException if it cannot be written
    public String begin(UnfinishedRun run) throws ProblemException {
        for (Path file : files(OPEN)) {
            String left = id(file, OPEN);
            if (!Files.exists(checkpoint(left)) && !read(file).isRunning()) {
                forget(left);
            }
        }
        String base = stem(run.started());
        String id = base;
        for (int i = 1; Files.exists(folder.resolve(id + OPEN)); i++) {
            id = base + "-" + i;
        }
        change(id, run);
        return id;
    }

    /// Notes what became of a run that was begun.
    public void change(String id, UnfinishedRun run) throws ProblemException {
        JsonFile.write(folder.resolve(id + OPEN), FORMAT, run);
    }

    /// Runs that can be gone on with, the newest first: they have a checkpoint and nobody runs them.
    ///
    /// @throws ProblemException if one cannot be read
    public List<Unfinished> unfinished() throws ProblemException {
        List<Unfinished> all = new ArrayList<>();
        for (Path file : files(OPEN)) {
            Unfinished found = new Unfinished(id(file, OPEN), read(file));
            if (Files.exists(checkpoint(found.id())) && !found.run().isRunning()) {
                all.addFirst(found);
            }
        }
        return all;
    }

    private static UnfinishedRun read(Path file) throws ProblemException {
        return JsonFile.read(file, FORMAT, UnfinishedRun.class);
    }

    /// The file of a run's checkpoint.
    public Path checkpoint(String id) {
        return folder.resolve(id + CHECKPOINT);
    }

    /// The file of the network that a run begins with, where that is not the one that was opened.
    public Path start(String id) {
        return folder.resolve(id + START);
    }

    /// Removes all that was kept to go on with a run. Its record stays.
    ///
    /// @throws ProblemException if a file cannot be removed
    public void forget(String id) throws ProblemException {
        Path start = start(id);
        for (Path file : List.of(folder.resolve(id + OPEN), checkpoint(id), start,
                start.resolveSibling(start.getFileName() + ".data"))) {
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                throw ProblemException.ofFile("cannot remove the file", file, AtomicFile.reason(e),
                        "remove it by hand");
            }
        }
    }

    private static String stem(String started) {
        String digits = started.replaceAll("[^0-9T]", "");
        return digits.substring(0, Math.min(digits.length(), "20000101T000000".length()));
    }

    private static String id(Path file, String ending) {
        String name = String.valueOf(file.getFileName());
        return name.substring(0, name.length() - ending.length());
    }

    private List<Path> files(String ending) throws ProblemException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(f -> f.toString().endsWith(ending)).sorted().toList();
        } catch (IOException e) {
            throw ProblemException.ofFile("cannot read the runs", folder, AtomicFile.reason(e),
                    "check the permissions");
        }
    }
}
