package dev.secateur.engine.compress.scop;

import dev.secateur.engine.autograd.Var;
import dev.secateur.engine.data.Batch;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.problem.ProblemException;

/// Makes the pictures of the control group: like real ones, but telling nothing of the label.
interface Knockoffs extends AutoCloseable {

    /// For the report: what stands in for knockoffs.
    String description();

    /// A knockoff for every picture of a batch.
    ///
    /// @param real the batch's pictures, `[N, C, H, W]`, N 2 or more
    /// @return of the same shape, in values that the network takes
    Var of(Batch batch, Var real, Progress progress) throws ProblemException;

    @Override
    default void close() {
        // Most hold nothing.
    }
}
