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

/// What stages leave behind so that a later run can go on: each has a file of its own beside the one named for the whole.
///
/// @param checkpoints of the whole; null if nothing is kept
record StageMemory(TrainInput.@Nullable Checkpoints checkpoints) {

    private static final JsonFile.Format FORMAT = new JsonFile.Format("secateur-updp-sets", 1);

    static StageMemory of(Learning learning) {
        return new StageMemory(learning.conditions().checkpoints());
    }

    /// The conditions with the checkpoints of one stage.
    TrainInput.Conditions conditions(TrainInput.Conditions all, String stage) {
        TrainInput.Checkpoints kept = checkpoints;
        return kept == null
                ? all
                : new TrainInput.Conditions(all.seed(), all.threads(),
                        new TrainInput.Checkpoints(file(kept, stage), kept.every(), kept.resume()), all.pause());
    }

    private static Path file(TrainInput.Checkpoints kept, String stage) {
        return kept.file().resolveSibling(kept.file().getFileName() + "." + stage);
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
        Path file = kept == null ? null : file(kept, "search");
        if (kept == null || file == null || !kept.resume() || !Files.exists(file)) {
            return List.of();
        }
        Sets read = JsonFile.read(file, FORMAT, Sets.class);
        return read.key().equals(key) ? read.sets() : List.of();
    }

    /// Keeps the sets.
    void keep(String key, List<UpdpReport.MeasuredSet> sets) throws ProblemException {
        if (checkpoints != null) {
            JsonFile.write(file(Objects.requireNonNull(checkpoints), "search"), FORMAT, new Sets(key, sets));
        }
    }
}
