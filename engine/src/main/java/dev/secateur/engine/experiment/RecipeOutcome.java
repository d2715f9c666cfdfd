package dev.secateur.engine.experiment;

import java.nio.file.Path;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.compress.MethodResult;
import dev.secateur.engine.evaluate.Evaluation;
import dev.secateur.engine.record.RunRecord;
import dev.secateur.engine.runtime.Exported;
import dev.secateur.engine.runtime.Pairing;

/// What came of a compression and its file.
///
/// @param results of the steps, in order
/// @param exported the written file, which was read again and run
/// @param accuracy null without data, or if it would say nothing
/// @param unjudged why there is no accuracy though there is data, a clause; null otherwise
/// @param times after and before, in turns; null if they were not timed
/// @param record that lies beside the file
/// @param recordFile where
public record RecipeOutcome(List<MethodResult> results, Exported exported, @Nullable Accuracy accuracy,
        @Nullable String unjudged,
        @Nullable Pairing times, RunRecord record, Path recordFile) {

    public RecipeOutcome {
        results = List.copyOf(results);
    }

    /// What the last step gave.
    public MethodResult last() {
        return results.getLast();
    }

    /// Three accuracies on the same test pictures, each in ONNX Runtime.
    ///
    /// @param cut right after the last change of form; null if no training followed, as it is `after` then
    /// @param after of the written file, read again
    public record Accuracy(Evaluation before, @Nullable Evaluation cut, Evaluation after) {}
}
