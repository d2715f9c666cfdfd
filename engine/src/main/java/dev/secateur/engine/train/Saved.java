package dev.secateur.engine.train;

import java.nio.file.Path;

import dev.secateur.engine.problem.ProblemException;

/// How far a training was when its checkpoint was written.
///
/// @param epochs that were made and judged
/// @param of epochs in all
/// @param steps made
/// @param seconds that were trained
public record Saved(int epochs, int of, long steps, double seconds) {

    /// Looks into a checkpoint.
    ///
    /// @throws ProblemException if it cannot be read or is none
    public static Saved in(Path checkpoint) throws ProblemException {
        Checkpoint.State state = Checkpoint.read(checkpoint).state();
        return new Saved(state.epochs().size(), state.config().epochs(), state.step(), state.seconds());
    }
}
