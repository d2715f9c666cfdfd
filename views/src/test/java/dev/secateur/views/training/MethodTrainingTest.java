package dev.secateur.views.training;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.secateur.engine.job.Job;
import dev.secateur.engine.record.RunStore;
import dev.secateur.engine.session.Step;
import dev.secateur.engine.session.Told;
import dev.secateur.engine.session.Version;
import dev.secateur.engine.train.EpochResult;
import dev.secateur.engine.train.TrainEvent;
import dev.secateur.views.session.Grown;
import dev.secateur.views.session.MethodTraining;
import dev.secateur.views.session.SessionModel;
import dev.secateur.views.session.Status;
import dev.secateur.views.testing.Networks;
import dev.secateur.views.testing.Sessions;

import static org.assertj.core.api.Assertions.assertThat;

/// What the training panel shows while a method trains.
class MethodTrainingTest {

    @TempDir
    private static Path folder = Path.of(".");

    private final SessionModel session = Sessions.with(Networks.resNet(2));
    private final TrainingViewModel model = new TrainingViewModel(session,
            new EngineTraining(new RunStore(folder), "test"));

    private static TrainEvent started(int epochs) {
        return new TrainEvent.Started(epochs, 10, 0, 1280, 128, 1000);
    }

    private static TrainEvent step(long step, double loss) {
        return new TrainEvent.Stepped(step, 20, 1, loss, 0.5, 0.05, 400, 61);
    }

    private void news(TrainEvent... events) {
        session.methodTrainingProperty().set(new MethodTraining("Network Slimming", List.of(events)));
    }

    @Test
    void itsCurvesGrowWithTheNews() {
        news(started(2), step(1, 2.5));
        news(step(2, 2.0));
        assertThat(model.curves().losses()).singleElement()
                .satisfies(line -> assertThat(line.ys()).containsExactly(2.5, 2.0));
        assertThat(model.factsProperty().get()).startsWith("Network Slimming · epoch 1 of 2 · loss 2.000")
                .endsWith("1 min 1 s left");
    }

    @Test
    void aTrainingThatGoesOnIsDrawnFromItsBeginning() {
        List<EpochResult> epochs = List.of(new EpochResult(1, 2.0, 0.4, 1.9, 0.45, 12));
        List<TrainEvent.Rate> rates = List.of(new TrainEvent.Rate(1, 0.1), new TrainEvent.Rate(10, 0.09));
        news(new TrainEvent.Started(2, 10, 10, 1280, 128, 1000), new TrainEvent.WentOn(epochs, rates), step(11, 1.0));
        assertThat(model.curves().losses()).first().satisfies(line -> {
            assertThat(line.xs()).containsExactly(0.5, 1.1);
            assertThat(line.ys()).containsExactly(2.0, 1.0);
        });
        assertThat(model.curves().losses().get(1).ys()).containsExactly(1.9);
        assertThat(model.curves().rates().getFirst().xs()).containsExactly(0.1, 1.0, 1.1);
        assertThat(model.epochs()).isEqualTo(epochs);
    }

    @Test
    void aSecondTrainingOfTheMethodBeginsAnew() {
        news(started(2), step(1, 2.5), step(2, 2.0));
        news(started(3), step(1, 0.9));
        assertThat(model.curves().losses()).singleElement()
                .satisfies(line -> assertThat(line.ys()).containsExactly(0.9));
    }

    @Test
    void theTrainingOfTheVersionOneGoesToIsDrawn() {
        Told.Course course = new Told.Course(2, 10, List.of(new EpochResult(1, 2.0, 0.4, 1.9, 0.45, 12),
                new EpochResult(2, 1.5, 0.5, 1.6, 0.55, 24)), List.of(new TrainEvent.Rate(10, 0.09)),
                TrainEvent.Ending.DONE);
        Version original = Objects.requireNonNull(session.present());
        session.grow(original, new Job<>("Train", Job.Lane.COMPUTE, p -> new Grown(original.graph(), "Trained",
                new Step("train", "{}"), Status.good("done"), course)), null);
        assertThat(model.epochs()).isEqualTo(course.done());
        assertThat(model.curves().losses().getFirst().ys()).containsExactly(2.0, 1.5);
        assertThat(model.factsProperty().get())
                .isEqualTo("v1 Trained · 2 of 2 epochs · loss 1.500 in the last · done");

        session.undo();
        assertThat(model.curves().isEmpty()).isTrue();
        session.redo();
        assertThat(model.epochs()).isEqualTo(course.done());
    }
}
