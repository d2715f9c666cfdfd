package dev.secateur.engine.compress;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.job.CancelledException;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.problem.ProblemException;

/// A way to make a network smaller or faster. Methods have no mutable fields and may run at the same time.
///
/// @param <C> its configuration: a record whose components bear {@link Param} and are numbers, booleans, texts, enums, lists
///     of texts, or records of the same kind
public interface Method<C extends Record> {

    /// What it is.
    MethodInfo info();

    /// The configuration that is used where nothing else is said.
    C defaults();

    /// The kind of record that it reports with, see {@link MethodResult}.
    Class<? extends Record> reportType();

    /// Whether it can work on a graph; quick, and without looking at data.
    Applicability applicability(Graph graph, C config);

    /// Does it. The given graph stays as it is; the same input gives the same result.
    ///
    /// @throws ProblemException if it is not applicable, or something outside the program has to be mended
    /// @throws CancelledException if the progress says so, within a second
    MethodResult run(MethodInput<C> input, Progress progress) throws ProblemException;
}
