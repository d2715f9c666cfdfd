package dev.secateur.app.cli;

import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

import dev.secateur.engine.architecture.Pictures;
import dev.secateur.engine.architecture.ResNet;
import dev.secateur.engine.onnx.OnnxWriter;

import static org.assertj.core.api.Assertions.assertThat;

class EvaluateCommandTest {

    @TempDir
    Path folder;

    @Test
    void saysHowSureTheCountIsWhatWasTakenForWhatAndDoubtsGuessing() throws Exception {
        Path model = folder.resolve("model.onnx");
        OnnxWriter.write(ResNet.of(8, Pictures.fashion(), 1), model);
        JsonNode json = Trial.of("evaluate", model, "--data", "fashion", "--limit", 100, "--against", model,
                "--details", "--json").json();
        assertThat(json.get("agreement").asDouble()).isEqualTo(1);
        assertThat(json.get("top1Low").asDouble()).isLessThan(json.get("top1").asDouble());
        assertThat(json.get("top1High").asDouble()).isGreaterThan(json.get("top1").asDouble());
        assertThat(json.get("confusion")).hasSize(10);
        int counted = 0;
        for (JsonNode row : json.get("confusion")) {
            for (JsonNode count : row) {
                counted += count.asInt();
            }
        }
        assertThat(counted).isEqualTo(100);
        assertThat(json.get("nearChance").asBoolean()).isTrue();
        Trial text = Trial.of("evaluate", model, "--data", "fashion", "--limit", 100, "--details");
        assertThat(text.out()).contains("close to guessing (10.0 %)", "Ankle boot", "95 % interval");
    }
}
