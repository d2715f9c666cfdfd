package dev.secateur.views.training;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.secateur.engine.experiment.TrainForm;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.job.CancelledException;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.record.Digest;
import dev.secateur.engine.record.Machine;
import dev.secateur.engine.record.RunRecord;
import dev.secateur.engine.record.RunStore;
import dev.secateur.engine.record.UnfinishedRun;
import dev.secateur.engine.train.OptimiserConfig;
import dev.secateur.engine.train.Pause;
import dev.secateur.engine.train.ScheduleConfig;
import dev.secateur.engine.train.TrainEvent;
import dev.secateur.engine.train.TrainListener;
import dev.secateur.views.session.DataChoice;
import dev.secateur.views.session.RunSettings;

import static org.assertj.core.api.Assertions.assertThat;

class EngineTrainingTest {

    @TempDir
    Path folder;

    private Path model = Path.of("");
    private DataChoice data = DataChoice.NONE;

    @BeforeEach
    void writeModelAndData() throws Exception {
        model = folder.resolve("model.onnx");
        Corners.model(model);
        data = DataChoice.of(Corners.data(Files.createDirectory(folder.resolve("data"))));
    }

    @Test
    void aTrainingLeavesItsRecordAndNothingToGoOnWith() throws Exception {
        RunStore store = new RunStore(folder.resolve("runs"));
        EngineTraining training = new EngineTraining(store, "secateur test");
        TrainingWork.Trained trained = training.train(request(form(2, true), null), TrainListener.none(),
                Progress.none());
        RunRecord record = RunRecord.read(trained.record());
        assertThat(record.ending()).isEqualTo("done");
        assertThat(Objects.requireNonNull(Objects.requireNonNull(record.data()).training()).samples()).isEqualTo(58);
        assertThat(Objects.requireNonNull(record.after()).samples()).isEqualTo(32);
        assertThat(record.model().sha256()).isNotEqualTo(record.result().sha256());
        assertThat(record.steps().getFirst().config()).containsKey("teacherSha256");
        TrainingWork.Kept kept = training.kept(opened(), data, Progress.none());
        assertThat(kept.offer()).isNull();
        assertThat(Objects.requireNonNull(kept.record()).record()).isEqualTo(record);
        assertThat(trained.outcome().graph().header().metadata()).containsKey("secateur.normalisation.mean");
        assertThat(names(store)).containsExactly(String.valueOf(trained.record().getFileName()));
    }

    @Test
    void theRecordOfTheRunThatMadeTheModelIsShownUntilThereIsOneOfATrainingOfIt() throws Exception {
        EngineTraining training = new EngineTraining(new RunStore(folder.resolve("runs")), "secateur test");
        assertThat(training.kept(opened(), data, Progress.none()).record()).isNull();
        RunRecord made = new RunRecord("test", new RunRecord.Model("resnet", "0", 1), null,
                List.of(new RunRecord.Step("train", 1, Map.of(), Map.of())), 1, null, null,
                new RunRecord.Model("model.onnx", Digest.of(model), Files.size(model)), Machine.present(1),
                "2026-01-01T00:00:00Z", 1, "done");
        made.write(RunRecord.beside(model));

        TrainingWork.Recorded shown = Objects
                .requireNonNull(training.kept(opened(), data, Progress.none()).record());
        assertThat(shown.record()).isEqualTo(made);
        assertThat(shown.file()).isEqualTo(RunRecord.beside(model));

        TrainingWork.Trained trained = training.train(request(form(1, false), null), TrainListener.none(),
                Progress.none());
        assertThat(Objects.requireNonNull(training.kept(opened(), data, Progress.none()).record()).file())
                .isEqualTo(trained.record());
    }

    @Test
    void aTrainingThatACrashCutOffIsOfferedAndComesToTheSameWeights() throws Exception {
        RunStore store = new RunStore(folder.resolve("runs"));
        RunStore crashed = new RunStore(Files.createDirectory(folder.resolve("crashed")));
        TrainListener crash = event -> {
            if (event instanceof TrainEvent.CheckpointWritten written && written.step() == 5) {
                copyAsAfterACrash(store, crashed);
            }
        };
        TrainForm form = form(3, false);
        List<RunRecord.Step> steps = List.of(RunRecord.Step.of("depth-merge", "{\"blocks\":[\"a\"]}"));
        TrainingWork.Begin begin = new TrainingWork.Begin(opened(), model, "Merge", steps, null);
        EngineTraining training = new EngineTraining(store, "secateur test", Duration.ZERO);
        Graph whole = training.train(request(begin, form), crash, Progress.none()).outcome().graph();

        EngineTraining later = new EngineTraining(crashed, "secateur test", Duration.ZERO);
        TrainingWork.Offer offer = Objects.requireNonNull(later.kept(opened(), data, Progress.none()).offer());
        assertThat(offer.text()).contains("Merge", "was cut off after 5 steps, 1 of 3 epochs done");
        assertThat(offer.form()).isEqualTo(form);
        assertThat(offer.run().steps()).isEqualTo(steps);
        assertThat(weights(later.startOf(offer))).isEqualTo(weights(opened()));
        assertThat(later.kept(opened(), DataChoice.of("fashion"), Progress.none()).offer()).isNull();

        TrainingWork.Begin again = new TrainingWork.Begin(later.startOf(offer), model, "Merge", steps, offer);
        TrainingWork.Trained rest = later.train(request(again, form), TrainListener.none(), Progress.none());
        assertThat(weights(rest.outcome().graph())).isEqualTo(weights(whole));
        assertThat(rest.outcome().training().epochs()).hasSize(3);
        assertThat(rest.outcome().record().steps()).extracting(RunRecord.Step::method).containsExactly("depth-merge",
                "train");
        assertThat(later.kept(opened(), data, Progress.none()).offer()).isNull();
        assertThat(names(crashed)).hasSize(1);
    }

    @Test
    void aStoppedTrainingCanBeGoneOnWithUntilItIsForgotten() throws Exception {
        RunStore store = new RunStore(folder.resolve("runs"));
        EngineTraining training = new EngineTraining(store, "secateur test");
        Cancelling cancel = new Cancelling(6);
        TrainingWork.Trained part = training.train(request(form(3, false), null), cancel, cancel);
        assertThat(part.outcome().training().ending()).isEqualTo(TrainEvent.Ending.CANCELLED);
        assertThat(part.outcome().record().ending()).isEqualTo("cancelled");
        TrainingWork.Offer offer = Objects.requireNonNull(training.kept(opened(), data, Progress.none()).offer());
        assertThat(offer.text()).contains("the model as opened", "was stopped after 6 steps");
        assertThat(offer.isOfVersion()).isFalse();
        training.forget(offer);
        assertThat(training.kept(opened(), data, Progress.none()).offer()).isNull();
        assertThat(names(store)).hasSize(1);
    }

    @Test
    void aDamagedCheckpointIsNamedAndCanBeForgotten() throws Exception {
        RunStore store = new RunStore(folder.resolve("runs"));
        EngineTraining training = new EngineTraining(store, "secateur test");
        Cancelling cancel = new Cancelling(2);
        training.train(request(form(1, false), null), cancel, cancel);
        String id = store.unfinished().getFirst().id();
        Files.writeString(store.checkpoint(id), "no checkpoint");
        TrainingWork.Offer offer = Objects.requireNonNull(training.kept(opened(), data, Progress.none()).offer());
        assertThat(offer.form()).isNull();
        assertThat(offer.text()).contains("cannot be gone on with", "damaged");
    }

    private Graph opened() throws Exception {
        return dev.secateur.engine.onnx.OnnxReader.read(model);
    }

    private TrainingWork.Request request(TrainForm form, TrainingWork.@Nullable Offer offer) throws Exception {
        return request(new TrainingWork.Begin(opened(), model, "Original", List.of(), offer), form);
    }

    private TrainingWork.Request request(TrainingWork.Begin begin, TrainForm form) throws Exception {
        return new TrainingWork.Request(begin, opened(), form, RunSettings.defaults().withData(data), new Pause());
    }

    private static TrainForm form(int epochs, boolean distil) {
        return new TrainForm(epochs, 16, OptimiserConfig.Kind.SGD, 0.05, 0.9, 1e-4, ScheduleConfig.Shape.COSINE, 0.5,
                0, 0, true, 1, distil, "", 0.5, 4, List.of(), 1, 0.1, 1000, false, 7);
    }

    private static Map<String, String> weights(Graph graph) {
        Map<String, String> weights = new TreeMap<>();
        graph.constants().forEach((value, tensor) -> weights.put(graph.name(value),
                java.util.Arrays.toString(tensor.toFloats())));
        return weights;
    }

    private static List<String> names(RunStore store) throws IOException {
        try (Stream<Path> files = Files.list(store.folder())) {
            return files.map(f -> String.valueOf(f.getFileName())).sorted().toList();
        }
    }

    /// What lies on the disk when the process is gone from one moment to the next.
    private static void copyAsAfterACrash(RunStore from, RunStore to) {
        try (Stream<Path> files = Files.list(from.folder())) {
            for (Path file : new ArrayList<>(files.toList())) {
                Path copy = to.folder().resolve(file.getFileName());
                Files.copy(file, copy);
                if (copy.toString().endsWith(".open.json")) {
                    Files.writeString(copy, Files.readString(copy).replace(UnfinishedRun.presentProcess(), "0@gone"));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Cancels once a training has made some steps.
    private static final class Cancelling implements Progress, TrainListener {

        private final long steps;
        private long made;

        Cancelling(long steps) {
            this.steps = steps;
        }

        @Override
        public void on(TrainEvent event) {
            if (event instanceof TrainEvent.Stepped stepped) {
                made = stepped.step();
            }
        }

        @Override
        public void report(double fraction, String text) {
            // Nobody watches.
        }

        @Override
        public void check() {
            if (made >= steps) {
                throw new CancelledException();
            }
        }
    }
}
