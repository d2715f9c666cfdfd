package dev.secateur.app.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

import dev.secateur.engine.architecture.Pictures;
import dev.secateur.engine.architecture.ResNet;
import dev.secateur.engine.onnx.OnnxReader;
import dev.secateur.engine.onnx.OnnxWriter;
import dev.secateur.engine.record.RunRecord;

import static org.assertj.core.api.Assertions.assertThat;

class TrainCommandTest {

    @TempDir
    Path folder;

    @Test
    void trainsAnArchitectureAndLeavesAModelThatEvaluatesAsRecorded() throws Exception {
        Path out = folder.resolve("out.onnx");
        Trial trial = Trial.of("train", "resnet20", "--data", "fashion", "--limit", 48, "--epochs", 1, "--batch", 16,
                "--threads", 1, "--out", out, "--json");
        assertThat(trial.code()).as(trial.err()).isZero();
        JsonNode json = trial.json();
        assertThat(json.propertyNames()).contains("method", "config", "seed", "out", "before", "cut", "after", "parity",
                "seconds", "report");
        assertThat(json.get("method").asString()).isEqualTo("train");
        assertThat(json.get("config").get("lr").asDouble()).isEqualTo(0.1);
        assertThat(json.get("report").get("epochs")).hasSize(1);
        assertThat(json.get("before").get("top1").isNull()).isTrue();
        RunRecord record = RunRecord.read(RunRecord.beside(out));
        assertThat(record.ending()).isEqualTo("done");
        assertThat(Objects.requireNonNull(Objects.requireNonNull(record.data()).training()).samples())
                .isEqualTo(48 - 5);
        assertThat(record.result().bytes()).isEqualTo(Files.size(out));
        assertThat(out.resolveSibling("out.onnx.checkpoint")).doesNotExist();
        assertThat(OnnxReader.read(out).header().metadata()).containsKey("secateur.normalisation.mean");

        Trial again = Trial.of("evaluate", out, "--data", "fashion", "--limit", 48, "--threads", 1, "--json");
        assertThat(again.json().get("top1").asDouble()).isEqualTo(json.get("after").get("top1").asDouble());
        assertThat(again.json().get("normalisationSource").asString()).isEqualTo("metadata");
    }

    @Test
    void trainsAModelAfterItsTeacherAndMeasuresItBeforeAndAfter() throws Exception {
        Path model = folder.resolve("model.onnx");
        OnnxWriter.write(ResNet.of(8, Pictures.fashion(), 1), model);
        Path out = folder.resolve("out.onnx");
        Trial trial = Trial.of("train", model, "--data", "fashion", "--limit", 40, "--epochs", 1, "--batch", 8,
                "--threads", 1, "--distill", model, "--optimiser", "adamw", "--augment", "flip,pad=1", "--out", out,
                "--json");
        assertThat(trial.code()).as(trial.err()).isZero();
        assertThat(trial.json().get("before").get("top1").isNumber()).isTrue();
        assertThat(trial.json().get("after").get("samples").asInt()).isEqualTo(40);
        assertThat(trial.json().get("config").get("teacherSha256").asString()).hasSize(64);
        assertThat(trial.json().get("config").get("augmentation").asString()).isEqualTo("flip, pad 1");
    }

    @Test
    void cancellingWritesTheWeightsSoFarAndGoesOnFromThere() throws Exception {
        Path out = folder.resolve("out.onnx");
        Interrupt interrupt = new Interrupt();
        AtomicBoolean cancelled = new AtomicBoolean();
        Object[] arguments = {"train", "resnet20", "--data", "fashion", "--limit", 48, "--epochs", 3, "--batch", 16,
            "--threads", 1, "--out", out, "--json", "--force", "--resume"};
        Trial part = Trial.watching(interrupt, line -> {
            if (line.startsWith("epoch 1") && cancelled.compareAndSet(false, true)) {
                interrupt.request();
            }
        }, arguments);
        assertThat(part.code()).as(part.err()).isEqualTo(ExitCode.CANCELLED);
        assertThat(part.json().get("ending").asString()).isEqualTo("cancelled");
        assertThat(part.json().get("report").get("bestEpoch").asInt()).isEqualTo(1);
        assertThat(out).exists();
        Trial rest = Trial.of(arguments);
        assertThat(rest.code()).as(rest.err()).isZero();
        assertThat(rest.err()).contains("going on after step");
        assertThat(rest.json().get("report").get("epochs")).hasSize(3);
    }

    @Test
    void namesWhatIsWrong() {
        Path out = folder.resolve("out.onnx");
        assertThat(Trial.of("train", "resnet20", "--out", out, "--json").problem()).contains("--data");
        assertThat(Trial.of("train", "resnet21", "--data", "fashion", "--out", out, "--json").problem())
                .contains("resnet21", "does not exist");
        assertThat(
                Trial.of("train", "resnet20", "--data", "fashion", "--out", out, "--momentum", 2, "--json").problem())
                .contains("momentum");
        assertThat(Trial.of("train", "resnet20", "--data", "fashion", "--width", 2, "--out", out, "--json").problem())
                .contains("width is fixed");
        assertThat(Trial.of("train", "resnet20", "--data", "fashion", "--augment", "twist", "--out", out, "--json")
                .problem()).contains("no augmentation twist");
        assertThat(out).doesNotExist();
    }
}
