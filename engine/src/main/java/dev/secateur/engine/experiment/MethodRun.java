package dev.secateur.engine.experiment;

import java.util.ArrayList;
import java.util.List;

import dev.secateur.engine.compress.Learning;
import dev.secateur.engine.compress.Method;
import dev.secateur.engine.compress.MethodInput;
import dev.secateur.engine.compress.MethodResult;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.rewrite.batch.FreeBatch;

/// Runs a method as command line and window do.
public final class MethodRun {

    private MethodRun() {}

    /// Runs it. Where it trains and constants of the network hold a batch of 1, as exporters write them into transformers, the batch is freed
    /// first, which the changes tell; the result then takes any batch.
    ///
    /// @throws ProblemException if the method fails, or if the batch is needed and cannot be freed
    public static <C extends Record> MethodResult of(Method<C> method, MethodInput<C> input, Progress progress)
            throws ProblemException {
        boolean stuck = input.learning() != null && Learning.isTraining(method, input.config())
                && FreeBatch.isFixedInside(input.graph());
        if (!stuck) {
            return method.run(input, progress);
        }
        Graph freed = Runner.freed(input.graph(), progress.part(0, 0.05));
        MethodResult made = method.run(new MethodInput<>(freed, input.config(), input.samples(), input.seed(),
                input.threads(), input.learning(), input.listener()), progress.part(0.05, 1));
        List<MethodResult.Change> changes = new ArrayList<>();
        changes.add(new MethodResult.Change("model", "takes any batch, as training needs several pictures at once"));
        changes.addAll(made.changes());
        return new MethodResult(made.graph(), changes, made.metrics(), made.parity(), made.report(), made.untrained());
    }
}
