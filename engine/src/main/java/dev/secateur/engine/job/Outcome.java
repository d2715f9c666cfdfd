package dev.secateur.engine.job;

import dev.secateur.engine.problem.Problem;

/// How a job ended: exactly one of these.
public sealed interface Outcome<R> {

    /// The work was done.
    record Done<R>(R result) implements Outcome<R> {}

    /// Something that someone can mend stood in the way.
    record Failed<R>(Problem problem) implements Outcome<R> {}

    /// A defect of the program; `error` is for the report that the user can copy.
    record Broken<R>(Throwable error) implements Outcome<R> {}

    /// The work was cancelled.
    record Cancelled<R>() implements Outcome<R> {}
}
