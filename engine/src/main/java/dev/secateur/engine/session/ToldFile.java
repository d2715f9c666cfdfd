package dev.secateur.engine.session;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.compress.ConfigJson;
import dev.secateur.engine.compress.MethodResult;
import dev.secateur.engine.compress.Methods;
import dev.secateur.engine.experiment.FreeBatchStep;
import dev.secateur.engine.experiment.TrainStep;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.runtime.Difference;
import dev.secateur.engine.store.JsonFile;

/// What the work that made a version told of itself, in the words of a file.
///
/// @param result of the method; null if it was none
/// @param course how it was trained last; null if it was not
record ToldFile(@Nullable Kept result, Told.@Nullable Course course) {

    private static final JsonFile.Format FORMAT = new JsonFile.Format("secateur-told", 1);

    /// The result of a method.
    ///
    /// @param method its id
    /// @param report as JSON
    record Kept(String method, List<MethodResult.Change> changes, Map<String, Double> metrics,
            @Nullable Difference parity, String report) {}

    static byte[] encode(Told told) {
        MethodResult result = told.result();
        Kept kept = result == null
                ? null
                : new Kept(method(result.report().getClass()), result.changes(), result.metrics(), result.parity(),
                        ConfigJson.write(result.report()));
        return JsonFile.encode(FORMAT, new ToldFile(kept, told.course()));
    }

    /// @param graph of the version
    /// @param untrained see {@link MethodResult}
    /// @throws ProblemException if it is of another kind, or its method reports otherwise by now
    static Told decode(byte[] bytes, Path shown, Graph graph, @Nullable Graph untrained) throws ProblemException {
        ToldFile file = JsonFile.decode(bytes, FORMAT, ToldFile.class, shown);
        Kept kept = file.result();
        return new Told(kept == null
                ? null
                : new MethodResult(graph, kept.changes(), kept.metrics(), kept.parity(),
                        ConfigJson.report(type(kept.method()), kept.report()), untrained),
                file.course());
    }

    /// A report of a method.
    ///
    /// @param own as {@link ConfigJson#map} gives it
    static Record report(String method, Map<?, ?> own) throws ProblemException {
        return ConfigJson.report(type(method), own);
    }

    /// A method that reports so: what a version's step names need not be one, as with files that were added.
    private static String method(Class<? extends Record> report) {
        if (report == TrainStep.Report.class) {
            return TrainStep.ID;
        }
        return report == FreeBatchStep.Report.class
                ? FreeBatchStep.ID
                : Methods.all().stream().filter(m -> m.reportType() == report).map(m -> m.info().id()).findFirst()
                        .orElseThrow(() -> new IllegalStateException("no method reports " + report));
    }

    private static Class<? extends Record> type(String method) throws ProblemException {
        return switch (method) {
            case TrainStep.ID -> TrainStep.Report.class;
            case FreeBatchStep.ID -> FreeBatchStep.Report.class;
            default -> Methods.named(method).reportType();
        };
    }
}
