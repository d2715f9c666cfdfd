package dev.secateur.app.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

import dev.secateur.engine.architecture.Pictures;
import dev.secateur.engine.architecture.ResNet;
import dev.secateur.engine.onnx.OnnxWriter;

import static org.assertj.core.api.Assertions.assertThat;

class CompareCommandTest {

    @TempDir
    Path folder;

    private Path model;

    @BeforeEach
    void writesAModel() throws Exception {
        model = folder.resolve("model.onnx");
        OnnxWriter.write(ResNet.of(8, Pictures.fashion(), 1), model);
    }

    @Test
    void twoCopiesAgreeOnEveryPictureAndInEveryNode() throws Exception {
        Path copy = folder.resolve("copy.onnx");
        OnnxWriter.write(ResNet.of(8, Pictures.fashion(), 1), copy);
        JsonNode json = Trial.of("compare", model, copy, "--data", "fashion", "--limit", 50, "--no-time", "--json")
                .json().get("others").get(0);
        assertThat(json.get("agreement").asDouble()).isEqualTo(1);
        assertThat(json.get("disagreements")).isEmpty();
        assertThat(json.get("layers")).isEmpty();
        assertThat(json.get("nodes").get("same").asInt()).isPositive();
    }

    @Test
    void saysWhichNodesWentWhichPicturesDifferAndHowFastTheOtherIs() throws Exception {
        Path merged = folder.resolve("merged.onnx");
        assertThat(Trial.of("apply", "depth-merge", model, "--set", "blocks=stage1.block1", "--out", merged).code())
                .isZero();
        JsonNode json = Trial.of("compare", model, merged, "--data", "fashion", "--limit", 50, "--json").json()
                .get("others").get(0);
        int removed = json.get("nodes").get("removed").asInt();
        assertThat(removed).isPositive();
        int listed = 0;
        for (JsonNode layer : json.get("layers")) {
            listed += layer.get("fate").asString().equals("removed") ? 1 : 0;
        }
        assertThat(listed).isEqualTo(removed);
        double apart = json.get("disagreements").size() / 50.0;
        assertThat(json.get("agreement").asDouble()).isEqualTo(1 - apart);
        assertThat(json.get("ratio").get("median").asDouble()).isPositive();
        assertThat(json.get("after").get("medianMs").asDouble()).isPositive();
        assertThat(Trial.of("compare", model, merged, "--no-time").out()).contains("removed", "changed",
                "kernel [3, 3] → [5, 5]");
    }

    @Test
    void writesTheModelsAsATableThatReplacesNothing() throws Exception {
        Path copy = folder.resolve("a, copy.onnx");
        OnnxWriter.write(ResNet.of(8, Pictures.fashion(), 1), copy);
        Path table = folder.resolve("table.csv");
        Trial trial = Trial.of("compare", model, copy, "--data", "fashion", "--limit", 50, "--no-time", "--csv",
                table);
        assertThat(trial.code()).isZero();
        List<String> lines = Files.readAllLines(table);
        assertThat(lines).hasSize(3);
        assertThat(lines.getFirst()).startsWith("model,top-1 %,").contains("parameters,MACs,file bytes,time ms");
        assertThat(lines.get(1)).startsWith(model + ",");
        assertThat(lines.get(2)).startsWith("\"" + copy + "\",").contains(",0.0,100.0,").endsWith(",,,,");
        assertThat(Trial.of("compare", model, copy, "--no-time", "--csv", table).code()).isEqualTo(ExitCode.PROBLEM);
    }

    @Test
    void modelsThatTakeOtherInputsAreNotTimedButCompared() throws Exception {
        Path other = folder.resolve("other.onnx");
        OnnxWriter.write(ResNet.of(8, Pictures.cifarTen(), 1), other);
        Trial timed = Trial.of("compare", model, other, "--json");
        assertThat(timed.code()).isEqualTo(ExitCode.PROBLEM);
        assertThat(timed.problem()).contains("cannot time the models in turns", "--no-time", "other.onnx");
        assertThat(Trial.of("compare", model, other, "--no-time").code()).isZero();
    }

    @Test
    void oneModelAloneIsWrongUsage() {
        assertThat(Trial.of("compare", model).code()).isEqualTo(ExitCode.USAGE);
    }
}
