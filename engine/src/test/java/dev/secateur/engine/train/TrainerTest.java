package dev.secateur.engine.train;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import dev.secateur.engine.architecture.Pictures;
import dev.secateur.engine.architecture.ResNet;
import dev.secateur.engine.data.Augmentation;
import dev.secateur.engine.data.Normalisation;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.job.CancelledException;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.train.OptimiserConfig.Kind;
import dev.secateur.engine.train.TrainEvent.Ending;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

final class TrainerTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(Kind.class)
    void learnsToTellQuarters(Kind kind) throws Exception {
        TrainConfig config = new TrainConfig(6, 16,
                new OptimiserConfig(kind, kind == Kind.SGD ? 0.05 : 0.003, 0.9, 1e-3),
                new ScheduleConfig(ScheduleConfig.Shape.COSINE, 1), new Regularisation(0.1, 1, 0.5),
                Augmentation.none(), false, false);
        TrainResult result = Trainer.run(Trainings.input(config, null), TrainListener.none(), Progress.none());
        assertThat(result.ending()).isEqualTo(Ending.DONE);
        assertThat(result.epochs()).hasSize(6);
        assertThat(result.epochs().get(result.bestEpoch() - 1).heldOutAccuracy()).isGreaterThan(0.9);
        assertThat(result.effort().steps()).isEqualTo(24);
    }

    @Test
    void tellsWhatItDoesInOrder() throws Exception {
        List<TrainEvent> events = new ArrayList<>();
        Trainer.run(Trainings.input(Trainings.config(2), null), events::add, Progress.none());
        assertThat(events.stream().map(e -> e.getClass().getSimpleName()).toList()).containsExactly("Started",
                "Stepped",
                "Stepped", "Stepped", "Stepped", "EpochEnded", "Stepped", "Stepped", "Stepped", "Stepped", "EpochEnded",
                "Ended");
        assertThat(events.getFirst()).isInstanceOfSatisfying(TrainEvent.Started.class, started -> {
            assertThat(started.stepsPerEpoch()).isEqualTo(4);
            assertThat(started.heldOut()).isEqualTo(32);
        });
        assertThat(events.get(2)).isInstanceOfSatisfying(TrainEvent.Stepped.class, stepped -> {
            assertThat(stepped.step()).isEqualTo(2);
            assertThat(stepped.lr()).isEqualTo(0.05);
            assertThat(stepped.fraction()).isEqualTo(0.25);
        });
    }

    @Test
    void leavesTheGivenNetworkAsItWas() throws Exception {
        TrainInput input = Trainings.input(Trainings.config(1), null);
        TrainResult result = Trainer.run(input, TrainListener.none(), Progress.none());
        assertThat(Trainings.weights(input.graph())).isEqualTo(Trainings.weights(Trainings.network(1)));
        assertThat(result.graph()).isNotSameAs(input.graph());
        assertThat(Trainings.weights(result.graph()).keySet()).isEqualTo(Trainings.weights(input.graph()).keySet());
    }

    @Test
    void aResumedTrainingGivesTheVeryBitsOfAnUninterruptedOne() throws Exception {
        TrainConfig config = new TrainConfig(3, 16, new OptimiserConfig(Kind.SGD, 0.05, 0.9, 1e-4),
                new ScheduleConfig(ScheduleConfig.Shape.COSINE, 1), new Regularisation(0.1, 5, 0.9),
                new Augmentation(true, 1, 0.1), false, true);
        Graph whole = Trainer.run(Trainings.input(config, null), TrainListener.none(), Progress.none()).graph();
        TrainInput.Checkpoints checkpoints = new TrainInput.Checkpoints(folder.resolve("checkpoint"),
                Duration.ofHours(1), true);
        for (int step : new int[]{3, 4, 9}) {
            CancelAfter cancel = new CancelAfter(step);
            TrainResult part = Trainer.run(Trainings.input(config, checkpoints), cancel, cancel);
            assertThat(part.ending()).isEqualTo(Ending.CANCELLED);
            assertThat(part.effort().steps()).isEqualTo(step);
        }
        List<TrainEvent> told = new ArrayList<>();
        TrainResult rest = Trainer.run(Trainings.input(config, checkpoints), told::add, Progress.none());
        assertThat(rest.epochs()).hasSize(3);
        assertThat(told.get(1)).isInstanceOfSatisfying(TrainEvent.WentOn.class, before -> {
            assertThat(before.epochs()).isEqualTo(rest.epochs().subList(0, before.epochs().size())).isNotEmpty();
            assertThat(before.rates()).hasSize(9).last().extracting(TrainEvent.Rate::step).isEqualTo(9L);
        });
        assertThat(rest.ending()).isEqualTo(Ending.DONE);
        assertThat(Trainings.weights(rest.graph())).isEqualTo(Trainings.weights(whole));
    }

    @Test
    void aTrainingCancelledInTheMiddleOfAStepGoesOnAsIfTheStepHadNotBegun() throws Exception {
        Graph whole = Trainer.run(Trainings.input(Trainings.config(2), null), TrainListener.none(), Progress.none())
                .graph();
        TrainInput.Checkpoints checkpoints = new TrainInput.Checkpoints(folder.resolve("checkpoint"),
                Duration.ofHours(1), true);
        CancelAfter cancel = new CancelAfter(3);
        Trainer.run(Trainings.input(Trainings.config(2), checkpoints), cancel, cancel);
        for (String where : List.of("Run", "Interruption$Hook")) {
            TrainResult part = Trainer.run(Trainings.input(Trainings.config(2), checkpoints), TrainListener.none(),
                    new CancelWithin("dev.secateur.engine.autograd." + where));
            assertThat(part.ending()).isEqualTo(Ending.CANCELLED);
            assertThat(part.effort().steps()).as("steps, cancelled in %s", where).isEqualTo(3);
        }
        TrainResult rest = Trainer.run(Trainings.input(Trainings.config(2), checkpoints), TrainListener.none(),
                Progress.none());
        assertThat(Trainings.weights(rest.graph())).isEqualTo(Trainings.weights(whole));
    }

    /// Cancels where a class asks for the twelfth time: within a network on its way forward, or back.
    private static final class CancelWithin implements Progress {

        private final String asking;
        private int asked;

        CancelWithin(String asking) {
            this.asking = asking;
        }

        @Override
        public void report(double fraction, String text) {
            // Nobody watches.
        }

        @Override
        public void check() {
            boolean within = StackWalker.getInstance()
                    .walk(frames -> frames.anyMatch(f -> f.getClassName().equals(asking)));
            if (within && ++asked == 12) {
                throw new CancelledException();
            }
        }
    }

    @Test
    void goesOnlyOnFromACheckpointOfTheSameTraining() throws Exception {
        TrainInput.Checkpoints checkpoints = new TrainInput.Checkpoints(folder.resolve("checkpoint"), Duration.ZERO,
                true);
        Trainer.run(Trainings.input(Trainings.config(1), checkpoints), TrainListener.none(), Progress.none());
        assertThatThrownBy(() -> Trainer.run(Trainings.input(Trainings.config(2), checkpoints), TrainListener.none(),
                Progress.none())).isInstanceOf(ProblemException.class).hasMessageContaining("another configuration");
        Files.writeString(checkpoints.file(), "no checkpoint at all");
        assertThatThrownBy(() -> Trainer.run(Trainings.input(Trainings.config(1), checkpoints), TrainListener.none(),
                Progress.none())).isInstanceOf(ProblemException.class).hasMessageContaining("no checkpoint");
    }

    @Test
    void aCheckpointThatCannotBeWrittenCostsNothingButItself() throws Exception {
        TrainInput.Checkpoints checkpoints = new TrainInput.Checkpoints(folder.resolve("missing/checkpoint"),
                Duration.ZERO, true);
        List<TrainEvent> events = new ArrayList<>();
        TrainResult result = Trainer.run(Trainings.input(Trainings.config(1), checkpoints), events::add,
                Progress.none());
        assertThat(events).hasAtLeastOneElementOfType(TrainEvent.CheckpointFailed.class);
        assertThat(result.ending()).isEqualTo(Ending.DONE);
        assertThat(result.problem()).isNotNull();
        assertThat(result.bestEpoch()).isEqualTo(1);
    }

    @Test
    void cancellingKeepsTheBestWeightsSoFar() throws Exception {
        CancelAfter cancel = new CancelAfter(6);
        TrainResult part = Trainer.run(Trainings.input(Trainings.config(3), null), cancel, cancel);
        assertThat(part.ending()).isEqualTo(Ending.CANCELLED);
        assertThat(part.bestEpoch()).isEqualTo(1);
        CancelAfter early = new CancelAfter(4);
        TrainResult one = Trainer.run(Trainings.input(Trainings.config(3), null), early, new Progress() {
            @Override
            public void report(double fraction, String text) {
                // Nobody watches.
            }

            @Override
            public void check() {
                // Goes on.
            }
        });
        assertThat(one.epochs().getFirst()).usingRecursiveComparison().ignoringFields("seconds")
                .isEqualTo(part.epochs().getFirst());
    }

    @Test
    void divergenceNamesTheStepAndKeepsTheLastGoodWeights() throws Exception {
        TrainConfig wild = new TrainConfig(3, 16, new OptimiserConfig(Kind.SGD, 100, 0.99, 10),
                new ScheduleConfig(ScheduleConfig.Shape.CONSTANT, 0), Regularisation.none(), Augmentation.none(), false,
                false);
        assertThatThrownBy(() -> {
            TrainResult result = Trainer.run(Trainings.input(wild, null), TrainListener.none(), Progress.none());
            assertThat(result.ending()).isEqualTo(Ending.DIVERGED);
            assertThat(Trainings.weights(result.graph()).values().stream().flatMap(List::stream)
                    .allMatch(Float::isFinite)).isTrue();
            throw new ProblemException(java.util.Objects.requireNonNull(result.problem()));
        }).isInstanceOf(ProblemException.class).hasMessageContainingAll("diverged", "step ", "learning rate");
    }

    @Test
    void waitsWhilePausedAndGoesOn() throws Exception {
        TrainInput input = Trainings.input(Trainings.config(1), null);
        Pause pause = input.conditions().pause();
        pause.hold();
        Progress releases = new Progress() {
            private int checks;

            @Override
            public void report(double fraction, String text) {
                // Nobody watches.
            }

            @Override
            public void check() {
                if (++checks == 3) {
                    pause.release();
                }
            }
        };
        assertThat(Trainer.run(input, TrainListener.none(), releases).ending()).isEqualTo(Ending.DONE);
        assertThat(pause.isHeld()).isFalse();
    }

    @Test
    void refusesPicturesThatDoNotFit() {
        assertRefused(ResNet.of(8, new Pictures(1, 8, 10), 1), "10 classes", "has 4");
        assertRefused(ResNet.of(8, new Pictures(3, 8, 4), 1), "quarters are 1×8×8");
        assertRefused(ResNet.of(8, new Pictures(1, 16, 4), 1), "quarters are 1×8×8");
    }

    private static void assertRefused(Graph graph, String... parts) {
        TrainInput input = new TrainInput(graph,
                new TrainInput.Pictures(new Quarters(64, 1), null, Normalisation.raw(1)), Trainings.config(1), null,
                TrainInput.Conditions.of(1, 1));
        assertThatThrownBy(() -> Trainer.run(input, TrainListener.none(), Progress.none()))
                .isInstanceOf(ProblemException.class).hasMessageContainingAll(parts);
    }

    @Test
    void onlyWhatIsTrainedChanges() throws Exception {
        TrainInput input = Trainings.input(Trainings.config(1), null);
        Graph trained = Trainer.run(input, TrainListener.none(), Progress.none()).graph();
        Set<String> same = Trainings.weights(trained).entrySet().stream()
                .filter(e -> e.getValue().equals(Trainings.weights(input.graph()).get(e.getKey())))
                .map(java.util.Map.Entry::getKey).collect(Collectors.toSet());
        assertThat(same).isEmpty();
    }
}
