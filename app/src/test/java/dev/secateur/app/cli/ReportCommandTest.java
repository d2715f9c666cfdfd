package dev.secateur.app.cli;

import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.secateur.engine.architecture.Pictures;
import dev.secateur.engine.architecture.ResNet;
import dev.secateur.engine.experiment.Recipe;
import dev.secateur.engine.onnx.OnnxWriter;
import dev.secateur.engine.record.Digest;

import static org.assertj.core.api.Assertions.assertThat;

class ReportCommandTest {

    @TempDir
    Path folder;

    private Path model;

    @BeforeEach
    void writesAModel() throws Exception {
        model = folder.resolve("model.onnx");
        OnnxWriter.write(ResNet.of(8, Pictures.fashion(), 1), model);
    }

    @Test
    void aPageTellsTheRecordTheDifferenceAndTheChecksums() throws Exception {
        Path merged = folder.resolve("merged.onnx");
        assertThat(Trial.of("apply", "depth-merge", model, "--set", "blocks=stage1.block1", "--out", merged).code())
                .isZero();
        Path page = folder.resolve("report.html");
        Trial trial = Trial.of("report", merged, "--against", model, "--data", "fashion", "--limit", 40, "--no-time",
                "--out", page, "--json");
        assertThat(trial.code()).isZero();
        assertThat(trial.json().get("record").asString()).endsWith("merged.onnx.run.json");
        String text = Files.readString(page);
        assertThat(text).contains("Layers that differ", "Agreement", "What was done", "depth-merge", "stage1.block1",
                Digest.of(model), Digest.of(merged), "SVG of");
        int recipe = text.indexOf("secateur run</summary>");
        String json = text.substring(text.indexOf("<pre>", recipe) + 5, text.indexOf("</pre>", recipe))
                .replace("&quot;", "\"");
        assertThat(Recipe.parse(json).steps()).extracting(Recipe.Step::method).containsExactly("depth-merge");
        assertThat(text).doesNotContain("http-equiv=\"refresh\"", "<script", "href=");
    }

    @Test
    void aModelWithoutARecordGetsAPageThatSaysSo() throws Exception {
        Path page = folder.resolve("report.html");
        Trial trial = Trial.of("report", model, "--no-time", "--out", page);
        assertThat(trial.code()).isZero();
        assertThat(trial.out()).contains("no record beside the model");
        assertThat(Files.readString(page)).doesNotContain("What was done");
        assertThat(Trial.of("report", model, "--no-time", "--out", page).code()).isEqualTo(ExitCode.PROBLEM);
    }

    @Test
    void theModelIsNeverWrittenOver() throws Exception {
        String before = Digest.of(model);
        assertThat(Trial.of("report", model, "--no-time", "--out", model, "--force").code())
                .isEqualTo(ExitCode.PROBLEM);
        assertThat(Digest.of(model)).isEqualTo(before);
    }
}
