package dev.secateur.engine.experiment;

import java.nio.file.Path;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.evaluate.Evaluation;
import dev.secateur.engine.record.RunRecord;
import dev.secateur.engine.runtime.Exported;
import dev.secateur.engine.train.TrainResult;

/// What came of a training and its file.
///
/// @param training what the training gave
/// @param exported the written file, which was read again and run
/// @param before on the test pictures; null if there was nothing worth measuring
/// @param after likewise, of the written file; null if the training was cancelled, or the network gives no class scores
/// @param record that lies beside the file
/// @param recordFile where
public record TrainOutcome(TrainResult training, Exported exported, @Nullable Evaluation before,
        @Nullable Evaluation after, RunRecord record, Path recordFile) {}
