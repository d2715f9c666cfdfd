package dev.secateur.engine.experiment;

import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.data.Dataset;
import dev.secateur.engine.evaluate.Evaluation;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.onnx.OnnxReader;
import dev.secateur.engine.onnx.OnnxWriter;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.record.Digest;
import dev.secateur.engine.record.Machine;
import dev.secateur.engine.record.RunRecord;
import dev.secateur.engine.runtime.Exported;
import dev.secateur.engine.train.Distillation;
import dev.secateur.engine.train.EpochResult;
import dev.secateur.engine.train.TrainConfig;
import dev.secateur.engine.train.TrainResult;

import static dev.secateur.engine.experiment.RecordParts.inMemory;
import static dev.secateur.engine.experiment.RecordParts.metrics;
import static dev.secateur.engine.experiment.RecordParts.part;
import static dev.secateur.engine.experiment.RecordParts.start;
import static dev.secateur.engine.experiment.RecordParts.written;

/// Fills in the record of a training.
///
/// @param threads for each operator
record RecordWriter(TrainTask task, OffsetDateTime started, int threads) {

    private static final int METHOD_VERSION = 1;
    /// What was trained on and chosen by.
    record Parts(Dataset training, @Nullable Dataset heldOut) {}

    /// What was found.
    ///
    /// @param graph as it was written, or would be
    /// @param exported null if nothing was written
    record Found(TrainResult result, Graph graph, @Nullable Exported exported, @Nullable Evaluation before,
            @Nullable Evaluation after) {}

    RunRecord record(Parts parts, Found found, double seconds) throws ProblemException {
        List<RunRecord.Step> steps = new ArrayList<>(task.start().steps());
        steps.add(step(found.result()));
        Exported exported = found.exported();
        return new RunRecord(task.program(), start(task.start()), data(parts, found), steps,
                task.conditions().seed(), metrics(found.before()), metrics(found.after()),
                exported == null ? inMemory(found.graph(), task.start().name()) : written(exported.file()),
                Machine.present(threads), started.truncatedTo(ChronoUnit.SECONDS).toString(), seconds,
                found.result().ending().toString());
    }

    private RunRecord.Data data(Parts parts, Found found) throws ProblemException {
        Dataset test = task.data().sets().test();
        Evaluation tested = found.after() == null ? found.before() : found.after();
        return new RunRecord.Data(parts.training().name(), task.data().normalisation().display(),
                part(parts.training()), parts.heldOut() == null ? null : part(parts.heldOut()),
                found.after() == null && found.before() == null ? null : part(test),
                RecordParts.skipped(found.result().skipped(), tested));
    }

    private RunRecord.Step step(TrainResult result) throws ProblemException {
        Map<String, Object> config = config(task.config());
        config.put("heldOut", task.data().heldOutShare());
        Distillation distillation = task.distillation();
        if (distillation != null) {
            config.put("teacherSha256", OnnxReader.files(distillation.teacher()).isEmpty()
                    ? Digest.of(OnnxWriter.encode(distillation.teacher()))
                    : Digest.of(OnnxReader.files(distillation.teacher())));
            config.put("distillWeight", distillation.weight());
            config.put("temperature", distillation.temperature());
            config.put("features", distillation.features().stream()
                    .map(p -> FeaturePairs.text(task.start().graph(), distillation, p)).toList());
            config.put("featureWeight", distillation.featureWeight());
        }
        return new RunRecord.Step("train", METHOD_VERSION, config, report(result));
    }

    /// The configuration as the command line names it.
    static Map<String, Object> config(TrainConfig config) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("epochs", config.epochs());
        map.put("batch", config.batch());
        map.put("optimiser", config.optimiser().kind().toString());
        map.put("lr", config.optimiser().lr());
        map.put("momentum", config.optimiser().momentum());
        map.put("weightDecay", config.optimiser().weightDecay());
        map.put("schedule", config.schedule().shape().toString());
        map.put("warmup", config.schedule().warmup());
        map.put("labelSmoothing", config.regularisation().labelSmoothing());
        map.put("clip", config.regularisation().clip());
        map.put("average", config.regularisation().average());
        map.put("augmentation", config.augmentation().display());
        map.put("bfloat16", config.bfloat16());
        map.put("recalibrate", config.recalibrate());
        return map;
    }

    private static Map<String, Object> report(TrainResult result) {
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("bestEpoch", result.bestEpoch());
        report.put("steps", result.effort().steps());
        report.put("trainSeconds", result.effort().seconds());
        report.put("picturesPerSecond", result.effort().picturesPerSecond());
        report.put("waitShare", result.effort().waitShare());
        report.put("epochs", result.epochs().stream().map(RecordWriter::epoch).toList());
        if (result.problem() != null) {
            report.put("problem", result.problem().sentence());
        }
        return report;
    }

    private static Map<String, Object> epoch(EpochResult epoch) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("epoch", epoch.epoch());
        map.put("loss", epoch.loss());
        put(map, "accuracy", epoch.accuracy());
        put(map, "heldOutLoss", epoch.heldOutLoss());
        put(map, "heldOutAccuracy", epoch.heldOutAccuracy());
        map.put("seconds", epoch.seconds());
        return map;
    }

    private static void put(Map<String, Object> map, String key, @Nullable Double value) {
        if (value != null) {
            map.put(key, value);
        }
    }
}
