package dev.secateur.engine.experiment;

import java.nio.file.Path;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.evaluate.Evaluation;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.record.RunRecord;
import dev.secateur.engine.runtime.Exported;
import dev.secateur.engine.train.TrainResult;

/// What came of a training.
///
/// @param training what the training gave
/// @param graph the trained network, with the normalisation in its metadata
/// @param written its file; null if it was left in memory
/// @param before on the test pictures; null if there was nothing worth measuring
/// @param after likewise, of the trained network as it was written; null if the training was cancelled, or the network gives
///     no class scores
/// @param record what was done
public record TrainOutcome(TrainResult training, Graph graph, @Nullable Written written, @Nullable Evaluation before,
        @Nullable Evaluation after, RunRecord record) {

    /// What was written.
    ///
    /// @param exported the file, which was read again and run
    /// @param recordFile the record that lies beside it
    public record Written(Exported exported, Path recordFile) {}
}
