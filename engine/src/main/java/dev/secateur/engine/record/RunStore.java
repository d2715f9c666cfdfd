package dev.secateur.engine.record;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.store.AtomicFile;

/// A folder with the records of runs, and the checkpoints of those that are not over.
///
/// @param folder need not exist yet
public record RunStore(Path folder) {

    private static final String RECORD = ".run.json";
    private static final String CHECKPOINT = ".checkpoint";

    /// A record that was kept.
    ///
    /// @param id unique in the store, later ones later in the alphabet
    public record Kept(String id, RunRecord record) {}

    /// Keeps a record.
    ///
    /// @return its id
    /// @throws ProblemException if it cannot be written
    public String add(RunRecord record) throws ProblemException {
        String base = record.started().replaceAll("[^0-9T]", "").substring(0, "20000101T000000".length());
        String id = base;
        for (int i = 1; Files.exists(folder.resolve(id + RECORD)); i++) {
            id = base + "-" + i;
        }
        record.write(folder.resolve(id + RECORD));
        return id;
    }

    /// All records, the oldest first.
    ///
    /// @throws ProblemException if one cannot be read
    public List<Kept> all() throws ProblemException {
        List<Kept> all = new ArrayList<>();
        for (Path file : files(RECORD)) {
            String name = String.valueOf(file.getFileName());
            all.add(new Kept(name.substring(0, name.length() - RECORD.length()), RunRecord.read(file)));
        }
        return all;
    }

    /// The file for the checkpoint of a run that is told by a name of its own.
    public Path checkpoint(String run) {
        return folder.resolve(run + CHECKPOINT);
    }

    /// Checkpoints of runs that did not come to their end.
    public List<Path> checkpoints() throws ProblemException {
        return files(CHECKPOINT);
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
