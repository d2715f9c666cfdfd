package dev.secateur.engine.session;

import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.compress.ConfigJson;
import dev.secateur.engine.compress.MethodResult;
import dev.secateur.engine.experiment.TrainStep;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.record.Digest;
import dev.secateur.engine.record.RunRecord;
import dev.secateur.engine.train.EpochResult;
import dev.secateur.engine.train.ScheduleConfig;
import dev.secateur.engine.train.TrainEvent;

/// How a file was made, as the record tells that a run wrote beside it.
///
/// @param methods ids, in the order in which they were applied
/// @param told what the last of them told of itself
public record Recorded(List<String> methods, Told told) {

    /// There is no record, or none of this very file.
    public static final Recorded NOTHING = new Recorded(List.of(), new Told(null, null));

    /// Key of a method's own report within a step's.
    private static final String METHOD = "method";

    public Recorded {
        methods = List.copyOf(methods);
    }

    /// Reads the record beside a model. One that is of another file, or that this version cannot read, is left aside: the model
    /// is worth more than its story.
    ///
    /// @param graph as it was read from the file
    /// @throws ProblemException if the model itself cannot be read
    public static Recorded beside(Path model, Graph graph) throws ProblemException {
        Optional<RunRecord> found = record(model);
        if (found.isEmpty() || found.get().steps().isEmpty()) {
            return NOTHING;
        }
        RunRecord record = found.get();
        RunRecord.Step last = record.steps().getLast();
        try {
            return new Recorded(record.steps().stream().map(RunRecord.Step::method).toList(),
                    new Told(result(last, graph), course(last, record.ending())));
        } catch (ProblemException e) {
            leaveAside(e);
            return NOTHING;
        }
    }

    /// The record of the run that wrote a model; empty if none lies beside it, or one of another file, or one that this version
    /// cannot read.
    ///
    /// @throws ProblemException if the model itself cannot be read
    public static Optional<RunRecord> record(Path model) throws ProblemException {
        Path file = RunRecord.beside(model);
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        String digest = Digest.of(model);
        try {
            return Optional.of(RunRecord.read(file)).filter(r -> r.result().sha256().equals(digest));
        } catch (ProblemException e) {
            leaveAside(e);
            return Optional.empty();
        }
    }

    private static void leaveAside(ProblemException e) {
        System.getLogger(Recorded.class.getName()).log(System.Logger.Level.WARNING,
                "left aside: " + e.problem().sentence());
    }

    private static @Nullable MethodResult result(RunRecord.Step step, Graph graph) throws ProblemException {
        if (!(step.report().get(METHOD) instanceof Map<?, ?> own)) {
            return null;
        }
        return new MethodResult(graph, List.of(), Map.of(), null, ToldFile.report(step.method(), own));
    }

    /// A training by itself tells its epochs; where it went to its end, its learning rates follow from the schedule.
    private static Told.@Nullable Course course(RunRecord.Step step, String ending) throws ProblemException {
        if (!step.method().equals(TrainStep.ID) || !(step.report().get("epochs") instanceof List<?> epochs)
                || epochs.isEmpty() || !(step.report().get("steps") instanceof Number steps)
                || !(step.config().get("epochs") instanceof Number planned)) {
            return null;
        }
        List<EpochResult> done = new ArrayList<>();
        for (Object epoch : epochs) {
            if (!(epoch instanceof Map<?, ?> told)) {
                return null;
            }
            done.add(epoch(told));
        }
        int perEpoch = Math.max(1, Math.ceilDiv(steps.intValue(), done.size()));
        return new Told.Course(planned.intValue(), perEpoch, done,
                ending(ending) == TrainEvent.Ending.DONE
                        ? rates(step.config(), perEpoch, planned.intValue(), steps.intValue())
                        : List.of(),
                ending(ending));
    }

    /// None where the configuration does not say how they change.
    private static List<TrainEvent.Rate> rates(Map<String, Object> config, int perEpoch, int epochs, int made) {
        Optional<ScheduleConfig.Shape> shape = ScheduleConfig.Shape.named(String.valueOf(config.get("schedule")));
        if (shape.isEmpty() || !(config.get("lr") instanceof Number highest)
                || !(config.get("warmup") instanceof Number warmup)
                || !(warmup.doubleValue() >= 0 && warmup.doubleValue() <= ScheduleConfig.MOST_WARMUP)) {
            return List.of();
        }
        return new ScheduleConfig(shape.get(), warmup.doubleValue())
                .rates(highest.doubleValue(), perEpoch, (long) epochs * perEpoch, made);
    }

    /// @param told without what was not measured
    private static EpochResult epoch(Map<?, ?> told) throws ProblemException {
        Map<Object, @Nullable Object> whole = new LinkedHashMap<>();
        for (RecordComponent component : EpochResult.class.getRecordComponents()) {
            whole.put(component.getName(), told.get(component.getName()));
        }
        return ConfigJson.report(EpochResult.class, whole);
    }

    private static TrainEvent.Ending ending(String name) throws ProblemException {
        Optional<TrainEvent.Ending> found = List.of(TrainEvent.Ending.values()).stream()
                .filter(e -> e.toString().equals(name)).findFirst();
        return found.orElseThrow(() -> ProblemException.ofSetting("unknown ending", name, "no training ends so", ""));
    }
}
