package dev.secateur.engine.data;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.store.JsonFile;

/// Which normalisation was used for which model, in one file. A model is known by the SHA-256 of its file.
///
/// @param file need not exist yet, nor its folder
public record NormalisationMemory(Path file) {

    private static final JsonFile.Format FORMAT = new JsonFile.Format("secateur-normalisations", 1);
    private static final int MOST = 1000;

    /// What the file holds.
    private record Content(Map<String, Entry> models) {}

    private record Entry(double scale, double[] mean, double[] std) {}

    /// What was remembered for a model.
    ///
    /// @throws ProblemException if the file cannot be read
    public Optional<Normalisation> find(String sha256) throws ProblemException {
        Entry entry = models().get(sha256);
        return entry == null
                ? Optional.empty()
                : Optional.of(new Normalisation(entry.scale(), entry.mean(), entry.std()));
    }

    /// Remembers it; of more than 1,000 models the oldest are forgotten.
    ///
    /// @throws ProblemException if the file cannot be read or written
    public void remember(String sha256, Normalisation normalisation) throws ProblemException {
        Map<String, Entry> models = models();
        models.remove(sha256);
        models.put(sha256, new Entry(normalisation.scale(), normalisation.mean(), normalisation.std()));
        while (models.size() > MOST) {
            models.remove(models.keySet().iterator().next());
        }
        JsonFile.write(file, FORMAT, new Content(models));
    }

    private Map<String, Entry> models() throws ProblemException {
        return Files.exists(file)
                ? new LinkedHashMap<>(JsonFile.read(file, FORMAT, Content.class).models())
                : new LinkedHashMap<>();
    }
}
