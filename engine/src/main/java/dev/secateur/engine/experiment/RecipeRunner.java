package dev.secateur.engine.experiment;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.compress.ConfigJson;
import dev.secateur.engine.compress.Learning;
import dev.secateur.engine.compress.MethodInput;
import dev.secateur.engine.compress.MethodResult;
import dev.secateur.engine.data.Dataset;
import dev.secateur.engine.data.Holdout;
import dev.secateur.engine.evaluate.Evaluation;
import dev.secateur.engine.evaluate.EvaluationPlan;
import dev.secateur.engine.evaluate.Evaluator;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.onnx.OnnxReader;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.record.Machine;
import dev.secateur.engine.record.RunRecord;
import dev.secateur.engine.runtime.Bench;
import dev.secateur.engine.runtime.Exported;
import dev.secateur.engine.runtime.ModelExport;
import dev.secateur.engine.runtime.OrtOptions;
import dev.secateur.engine.runtime.OrtSession;
import dev.secateur.engine.runtime.Pairing;
import dev.secateur.engine.runtime.Ratio;
import dev.secateur.engine.runtime.SampleInputs;
import dev.secateur.engine.runtime.Samples;
import dev.secateur.engine.runtime.Timing;
import dev.secateur.engine.shape.Bindings;
import dev.secateur.engine.store.AtomicFile;
import dev.secateur.engine.tensor.Tensor;
import dev.secateur.engine.train.TrainInput;

/// Runs a compression from beginning to end: applies its methods in order, writes the result, reads it again, measures accuracy before, after
/// the last change of form and after training, times before and after in turns, and leaves a record beside the file.
public final class RecipeRunner {

    private static final double HELD_OUT = 0.1;
    private static final int EVALUATED = 100;
    private static final int SAMPLES = 8;
    private static final int METHOD_VERSION = 1;

    private final RecipeTask task;
    private final OrtOptions runtime;
    private final OffsetDateTime started = OffsetDateTime.now();
    private final long startedNs = System.nanoTime();

    private RecipeRunner(RecipeTask task) {
        this.task = task;
        this.runtime = OrtOptions.defaults().withThreads(task.place().threads());
    }

    /// Compresses.
    ///
    /// @throws ProblemException if the method does not apply or fails, or the result cannot be written; then there is no file
    public static RecipeOutcome run(RecipeTask task, Progress progress) throws ProblemException {
        return new RecipeRunner(task).run(progress);
    }

    private RecipeOutcome run(Progress progress) throws ProblemException {
        Learning learning = learning();
        List<MethodResult> results = new ArrayList<>();
        int count = task.steps().size();
        for (int i = 0; i < count; i++) {
            Graph graph = results.isEmpty() ? task.start().graph() : results.getLast().graph();
            results.add(done(task.steps().get(i), graph,
                    learning == null || i == 0 ? learning : learning.stage("step" + (i + 1)),
                    progress.part(0.7 * i / count, 0.7 * (i + 1) / count)));
        }
        MethodResult result = results.getLast();
        Exported exported = written(result.graph(), progress.part(0.7, 0.75));
        Graph read = OnnxReader.read(exported.file());
        RecipeOutcome.Accuracy accuracy = accuracy(result, read, progress.part(0.75, 0.9));
        Pairing times = times(read, progress.part(0.9, 1));
        RunRecord record = record(results, exported, new Measured(learning, accuracy, times));
        record.write(RunRecord.beside(exported.file()));
        removeCheckpoints();
        return new RecipeOutcome(results, exported, accuracy, unjudged(), times, record,
                RunRecord.beside(exported.file()));
    }

    private <C extends Record> MethodResult done(Recipe.Planned<C> step, Graph graph, @Nullable Learning learning,
            Progress progress) throws ProblemException {
        MethodInput<C> input = new MethodInput<>(graph, step.config(),
                task.pictures() == null ? null : task.inputs().samples(), task.place().conditions().seed(),
                task.place().threads(), step.learns() ? learning : null);
        return MethodRun.of(RecipeSteps.knowing(step.method(), task.start().graph()), input, progress);
    }

    /// What was measured beside the method's own work.
    private record Measured(@Nullable Learning learning, RecipeOutcome.@Nullable Accuracy accuracy,
            @Nullable Pairing times) {}

    private @Nullable Learning learning() throws ProblemException {
        RecipeTask.Pictures pictures = task.pictures();
        if (pictures == null || pictures.training() == null) {
            return null;
        }
        Holdout parts = Holdout.of(pictures.training(), HELD_OUT, task.place().conditions().seed());
        return new Learning(new TrainInput.Pictures(parts.training(), parts.heldOut(),
                pictures.normalisation().normalisation()), task.place().conditions(), task.place().listener());
    }

    /// Writes the result; the file must compute what the network in memory computes.
    private Exported written(Graph result, Progress progress) throws ProblemException {
        Samples given = task.inputs().samples();
        Samples samples = given.suit(result)
                ? given.fitting(result)
                : SampleInputs.samples(result, Bindings.none(), SAMPLES, task.place().conditions().seed());
        try (OrtSession inMemory = OrtSession.open(result, runtime)) {
            return new ModelExport(runtime).write(result, task.place().destination(), inMemory, samples, progress);
        }
    }

    private RecipeOutcome.@Nullable Accuracy accuracy(MethodResult result, Graph read, Progress progress)
            throws ProblemException {
        RecipeTask.Pictures pictures = task.pictures();
        if (pictures == null || unjudged() != null) {
            return null;
        }
        Graph untrained = result.untrained();
        return new RecipeOutcome.Accuracy(evaluated(task.start().graph(), pictures, progress.part(0, 0.3)),
                untrained == null ? null : evaluated(untrained, pictures, progress.part(0.3, 0.6)),
                evaluated(read, pictures, progress.part(0.6, 1)));
    }

    private @Nullable String unjudged() {
        RecipeTask.Pictures pictures = task.pictures();
        return pictures == null ? null : Evaluator.objection(task.start().graph(), pictures.test()).orElse(null);
    }

    private Evaluation evaluated(Graph graph, RecipeTask.Pictures pictures, Progress progress)
            throws ProblemException {
        Dataset test = pictures.test();
        try (OrtSession session = OrtSession.open(graph, runtime)) {
            return Evaluator.run(session, graph, test, new EvaluationPlan(pictures.normalisation().normalisation(),
                    EVALUATED, test.size()), progress);
        }
    }

    private @Nullable Pairing times(Graph read, Progress progress) throws ProblemException {
        RecipeTask.Timing timing = task.inputs().timing();
        if (timing == null) {
            return null;
        }
        try (OrtSession before = OrtSession.open(task.start().graph(), runtime);
                OrtSession after = OrtSession.open(read, runtime)) {
            Map<String, Tensor> given = Samples.suits(read, timing.inputs())
                    ? timing.inputs()
                    : SampleInputs.normal(read, Bindings.none(), timing.batch(), task.place().conditions().seed());
            List<Map<String, Tensor>> inputs = Samples.fitting(read, given);
            return Bench.against(after, before, inputs.getFirst(), timing.batch() / inputs.size(), timing.plan(),
                    progress);
        }
    }

    /// Removes what trainings saved on the way: their results are in the file now.
    private void removeCheckpoints() throws ProblemException {
        TrainInput.Checkpoints checkpoints = task.place().conditions().checkpoints();
        if (checkpoints == null) {
            return;
        }
        Path file = checkpoints.file().toAbsolutePath();
        try (DirectoryStream<Path> own = Files.newDirectoryStream(Objects.requireNonNull(file.getParent()),
                entry -> String.valueOf(entry.getFileName()).startsWith(String.valueOf(file.getFileName())))) {
            for (Path entry : own) {
                Files.delete(entry);
            }
        } catch (IOException e) {
            throw ProblemException.ofFile("cannot remove the checkpoint", file, AtomicFile.reason(e),
                    "remove it by hand");
        }
    }

    private RunRecord record(List<MethodResult> results, Exported exported, Measured measured) throws ProblemException {
        RecipeOutcome.Accuracy accuracy = measured.accuracy();
        return new RunRecord(task.place().program(), RecordParts.start(task.start()), data(measured),
                steps(results, measured),
                task.place().conditions().seed(), accuracy == null ? null : RecordParts.metrics(accuracy.before()),
                accuracy == null ? null : RecordParts.metrics(accuracy.after()), RecordParts.written(exported.file()),
                Machine.present(task.place().threads()), started.truncatedTo(ChronoUnit.SECONDS).toString(),
                (System.nanoTime() - startedNs) / 1e9, "done");
    }

    private RunRecord.@Nullable Data data(Measured measured) throws ProblemException {
        RecipeTask.Pictures pictures = task.pictures();
        if (pictures == null) {
            return null;
        }
        Learning learning = measured.learning();
        Dataset heldOut = learning == null ? null : learning.pictures().heldOut();
        RecipeOutcome.Accuracy accuracy = measured.accuracy();
        return new RunRecord.Data(pictures.test().name(), pictures.normalisation().display(),
                learning == null ? null : RecordParts.part(learning.pictures().training()),
                heldOut == null ? null : RecordParts.part(heldOut), RecordParts.part(pictures.test()),
                RecordParts.skipped(List.of(), accuracy == null ? null : accuracy.after()));
    }

    private List<RunRecord.Step> steps(List<MethodResult> results, Measured measured) {
        List<RunRecord.Step> steps = new ArrayList<>();
        for (int i = 0; i < results.size(); i++) {
            Recipe.Step step = task.steps().get(i).step();
            Map<String, Object> report = new LinkedHashMap<>();
            if (i == results.size() - 1) {
                measured(measured, report);
            }
            report.put("metrics", results.get(i).metrics());
            report.put("method", ConfigJson.map(results.get(i).report()));
            steps.add(new RunRecord.Step(step.method(), METHOD_VERSION, step.config(), report));
        }
        return steps;
    }

    private static void measured(Measured measured, Map<String, Object> report) {
        RecipeOutcome.Accuracy accuracy = measured.accuracy();
        Evaluation cut = accuracy == null ? null : accuracy.cut();
        if (cut != null) {
            report.put("untrained", ConfigJson.map(RunRecord.Metrics.of(cut)));
        }
        if (measured.times() != null) {
            report.put("time", times(measured.times()));
        }
    }

    private static Map<String, Object> times(Pairing times) {
        Map<String, Object> map = new LinkedHashMap<>();
        Timing before = times.second();
        Ratio ratio = times.ratio();
        map.put("batch", before.batch());
        map.put("medianMsBefore", before.medianMs());
        map.put("medianMsAfter", times.first().medianMs());
        map.put("ratio", ratio.median());
        map.put("low", ratio.low());
        map.put("high", ratio.high());
        map.put("load", Bench.loadAverage());
        return map;
    }
}
