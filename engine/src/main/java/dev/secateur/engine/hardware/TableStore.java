package dev.secateur.engine.hardware;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.runtime.OrtSession;

/// Keeps the tables of this machine from one run of the program to the next: one file for each processor, number of threads and
/// version of ONNX Runtime.
///
/// @param folder of the tables; made when the first one is saved
public record TableStore(Path folder) {

    /// Names the folder of everything that can be made again.
    public static final String CACHE = "secateur.cache";

    /// Where the user's programs keep what can be made again, or where the system property {@link #CACHE} says.
    public static TableStore standard() {
        String chosen = System.getProperty(CACHE);
        Path cache = chosen != null
                ? Path.of(chosen)
                : Optional.ofNullable(System.getenv("XDG_CACHE_HOME")).map(Path::of)
                        .orElse(Path.of(System.getProperty("user.home", "."), ".cache")).resolve("secateur");
        return new TableStore(cache.resolve("layers"));
    }

    /// The table of a device; an empty one if nothing was timed yet.
    ///
    /// @param device the processor
    /// @throws ProblemException if there is a file that cannot be used
    public LayerTable load(String device, int threads) throws ProblemException {
        LayerTable empty = LayerTable.empty(device, threads, "ONNX Runtime " + OrtSession.version());
        Path file = file(empty);
        return Files.exists(file) ? LayerTable.read(file) : empty;
    }

    /// Saves a table.
    public void save(LayerTable table) throws ProblemException {
        table.write(file(table));
    }

    private Path file(LayerTable table) {
        String name = table.device() + " " + table.threads() + " " + table.runtime();
        return folder.resolve(name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9.]+", "-") + ".json");
    }
}
