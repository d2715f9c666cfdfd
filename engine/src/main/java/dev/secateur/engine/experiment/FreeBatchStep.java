package dev.secateur.engine.experiment;

import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.secateur.engine.compress.Applicability;
import dev.secateur.engine.compress.Method;
import dev.secateur.engine.compress.MethodInfo;
import dev.secateur.engine.compress.MethodInput;
import dev.secateur.engine.compress.MethodResult;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.Node;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.rewrite.batch.FreeBatch;

/// Freeing a fixed batch as a step of a recipe.
public record FreeBatchStep() implements Method<FreeBatchStep.Config> {

    /// Its name in recipes.
    public static final String ID = "free-batch";

    private static final MethodInfo INFO = new MethodInfo(ID, "Any batch",
            "Lets a model take any batch whose batch is fixed at 1.", "", Set.of());

    /// Nothing to choose.
    public record Config() {}

    /// How far results of four samples at once lie from those of each by itself.
    public record Report(double maxRelativeDifference) {}

    @Override
    public MethodInfo info() {
        return INFO;
    }

    @Override
    public Config defaults() {
        return new Config();
    }

    @Override
    public Class<Report> reportType() {
        return Report.class;
    }

    @Override
    public Applicability applicability(Graph graph, Config config) {
        return Applicability.yes();
    }

    @Override
    public MethodResult run(MethodInput<Config> input, Progress progress) throws ProblemException {
        return switch (FreeBatch.free(input.graph(), progress)) {
            case FreeBatch.Freed freed -> new MethodResult(freed.graph(),
                    List.of(new MethodResult.Change("model", "takes any batch")), Map.of(), null,
                    new Report(freed.maxRelativeDifference()));
            case FreeBatch.Refused refused -> {
                Node node = refused.node();
                throw ProblemException.ofModel("the batch stays fixed", node == null ? null : input.graph().name(node),
                        refused.reason(), "leave this step out");
            }
        };
    }
}
