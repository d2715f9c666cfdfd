package dev.secateur.engine.session;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.secateur.engine.architecture.Pictures;
import dev.secateur.engine.architecture.ResNet;
import dev.secateur.engine.compress.ConfigJson;
import dev.secateur.engine.experiment.FreeBatchStep;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.onnx.OnnxReader;
import dev.secateur.engine.onnx.OnnxWriter;
import dev.secateur.engine.record.Digest;
import dev.secateur.engine.record.Machine;
import dev.secateur.engine.record.RunRecord;
import dev.secateur.engine.train.EpochResult;
import dev.secateur.engine.train.TrainEvent;

import static org.assertj.core.api.Assertions.assertThat;

final class RecordedTest {

    @TempDir
    Path folder = Path.of("");

    private Path model = Path.of("");

    @BeforeEach
    void writesAModel() throws Exception {
        model = folder.resolve("cut.onnx");
        OnnxWriter.write(ResNet.of(8, new Pictures(1, 8, 4), 1), model);
    }

    private void record(RunRecord.Step... steps) throws Exception {
        RunRecord.Model written = new RunRecord.Model("cut.onnx", Digest.of(model), Files.size(model));
        new RunRecord("test", new RunRecord.Model("given.onnx", "0", 1), null, List.of(steps), 1, null, null, written,
                Machine.present(1), "2026-01-01T00:00:00Z", 1, "done").write(RunRecord.beside(model));
    }

    private static RunRecord.Step freed() {
        return new RunRecord.Step(FreeBatchStep.ID, 1, Map.of(),
                Map.of("method", ConfigJson.map(new FreeBatchStep.Report(1e-7))));
    }

    private Recorded read() throws Exception {
        return Recorded.beside(model, OnnxReader.read(model));
    }

    @Test
    void theReportOfTheLastMethodIsToldAgain() throws Exception {
        record(new RunRecord.Step("fold", 1, Map.of(), Map.of()), freed());
        Recorded recorded = read();
        assertThat(recorded.methods()).containsExactly("fold", "free-batch");
        assertThat(Objects.requireNonNull(recorded.told().result()).report()).isEqualTo(
                new FreeBatchStep.Report(1e-7));
        assertThat(recorded.told().course()).isNull();
    }

    @Test
    void aTrainingTellsItsEpochs() throws Exception {
        EpochResult first = new EpochResult(1, 1.5, 0.4, 1.2, 0.5, 10);
        EpochResult second = new EpochResult(2, 1.2, 0.5, null, null, 20);
        Map<String, Object> config = Map.of("epochs", 3, "lr", 1.0, "schedule", "step", "warmup", 1.0);
        record(new RunRecord.Step("train", 1, config, Map.of("steps", 20, "epochs",
                List.of(ConfigJson.map(first), Map.of("epoch", 2, "loss", 1.2, "accuracy", 0.5, "seconds", 20.0)))));
        Told.Course course = Objects.requireNonNull(read().told().course());
        assertThat(course.done()).containsExactly(first, second);
        assertThat(course.epochs()).isEqualTo(3);
        assertThat(course.stepsPerEpoch()).isEqualTo(10);
        assertThat(course.rates()).hasSize(20).startsWith(new TrainEvent.Rate(1, 0.1), new TrainEvent.Rate(2, 0.2))
                .endsWith(new TrainEvent.Rate(20, 1));
        assertThat(course.ending()).isEqualTo(TrainEvent.Ending.DONE);
    }

    @Test
    void epochsThatAreNoneAreLeftAside() throws Exception {
        record(new RunRecord.Step("train", 1, Map.of("epochs", 3), Map.of("steps", 20, "epochs", List.of(1, "two"))));
        assertThat(read().told().course()).isNull();
    }

    @Test
    void ratesThatTheConfigurationDoesNotTellAreLeftOut() throws Exception {
        record(new RunRecord.Step("train", 1, Map.of("epochs", 3, "lr", 0.1, "schedule", "odd", "warmup", -1),
                Map.of("steps", 20, "epochs", List.of(ConfigJson.map(new EpochResult(1, 1.5, 0.4, 1.2, 0.5, 10))))));
        assertThat(Objects.requireNonNull(read().told().course()).rates()).isEmpty();
    }

    @Test
    void whatIsOfAnotherFileOrUnreadableIsLeftAside() throws Exception {
        assertThat(read()).isEqualTo(Recorded.NOTHING);
        record(freed());
        Graph other = ResNet.of(8, new Pictures(1, 8, 4), 2);
        OnnxWriter.write(other, model);
        assertThat(read()).isEqualTo(Recorded.NOTHING);
        record(new RunRecord.Step("free-batch", 1, Map.of(), Map.of("method", Map.of("gone", 1))));
        assertThat(read()).isEqualTo(Recorded.NOTHING);
        Files.writeString(RunRecord.beside(model), "{");
        assertThat(read()).isEqualTo(Recorded.NOTHING);
    }
}
