package dev.secateur.engine.compress.updp;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.compress.Learning;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.store.JsonFile;
import dev.secateur.engine.train.TrainInput;

/// The measured sets that a search leaves behind so that a later run can go on, in a file of its own beside that of the whole. Trainings
/// keep their own, see {@link Learning#stage}.
///
/// @param checkpoints of the whole; null if nothing is kept
record StageMemory(TrainInput.@Nullable Checkpoints checkpoints) {

    private static final JsonFile.Format FORMAT = new JsonFile.Format("secateur-updp-sets", 1);

    static StageMemory of(Learning learning) {
        return new StageMemory(learning.conditions().checkpoints());
    }

    private static Path file(TrainInput.Checkpoints kept) {
        return kept.file().resolveSibling(kept.file().getFileName() + ".search");
    }

    /// Sets that were measured.
    ///
    /// @param key what they were measured with; sets of another key are of another run
    record Sets(String key, List<UpdpReport.MeasuredSet> sets) {

        Sets {
            sets = List.copyOf(sets);
        }
    }

    /// The sets that an earlier run measured with the same key; none if there was none, or it shall not be gone on with.
    List<UpdpReport.MeasuredSet> sets(String key) throws ProblemException {
        TrainInput.Checkpoints kept = checkpoints;
        Path file = kept == null ? null : file(kept);
        if (kept == null || file == null || !kept.resume() || !Files.exists(file)) {
            return List.of();
        }
        Sets read = JsonFile.read(file, FORMAT, Sets.class);
        return read.key().equals(key) ? read.sets() : List.of();
    }

    /// Keeps the sets.
    void keep(String key, List<UpdpReport.MeasuredSet> sets) throws ProblemException {
        if (checkpoints != null) {
            JsonFile.write(file(Objects.requireNonNull(checkpoints)), FORMAT, new Sets(key, sets));
        }
    }
}
