package dev.secateur.engine.compress;

import java.nio.file.Path;
import java.time.Duration;

import org.junit.jupiter.api.Test;

import dev.secateur.engine.architecture.Pictures;
import dev.secateur.engine.architecture.ResNet;
import dev.secateur.engine.data.Normalisation;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.train.Pause;
import dev.secateur.engine.train.Quarters;
import dev.secateur.engine.train.TrainInput;
import dev.secateur.engine.train.TrainListener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

final class LearningTest {

    private static final TrainInput.Pictures PICTURES = new TrainInput.Pictures(new Quarters(64, 1),
            new Quarters(16, 2),
            new Normalisation(1 / 255.0, new double[]{0.4}, new double[]{0.25}));

    @Test
    void aMethodNeverGoesOnWithATrainingThatDiverged() {
        Learning learning = new Learning(PICTURES, TrainInput.Conditions.of(1, 1), TrainListener.none());
        Graph graph = ResNet.of(8, new Pictures(1, 8, 4), 1);
        Finetune wild = new Finetune(4, 10, 8, 1, false);
        assertThatThrownBy(() -> wild.run(graph, graph, learning, Progress.none()))
                .isInstanceOf(ProblemException.class).hasMessageContaining("diverged").hasMessageContaining("step");
    }

    @Test
    void trainingsOfOneRunSaveThemselvesApart() {
        TrainInput.Conditions conditions = new TrainInput.Conditions(1, 1,
                new TrainInput.Checkpoints(Path.of("out.onnx.checkpoint"), Duration.ofSeconds(3), true), new Pause());
        Learning learning = new Learning(PICTURES, conditions, TrainListener.none());
        TrainInput.Checkpoints own = learning.stage("step2").stage("finetune").conditions().checkpoints();
        assertThat(own).isEqualTo(
                new TrainInput.Checkpoints(Path.of("out.onnx.checkpoint.step2.finetune"), Duration.ofSeconds(3), true));
    }
}
