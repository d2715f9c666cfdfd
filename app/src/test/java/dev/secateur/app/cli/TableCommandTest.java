package dev.secateur.app.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.secateur.engine.architecture.Pictures;
import dev.secateur.engine.architecture.ResNet;
import dev.secateur.engine.experiment.ForecastTrial;
import dev.secateur.engine.onnx.OnnxWriter;

import static org.assertj.core.api.Assertions.assertThat;

class TableCommandTest {

    @TempDir
    Path folder;

    private Path model;
    private Path out;

    @BeforeEach
    void writesAModel() throws Exception {
        model = folder.resolve("resnet.onnx");
        out = folder.resolve("layers");
        OnnxWriter.write(ResNet.of(8, Pictures.fashion(), 1), model);
    }

    private Trial export() {
        return Trial.of("table", "export", model, "--out", out, "--json");
    }

    @Test
    void timesOfADeviceAreAddedUp() throws Exception {
        Trial exported = export();
        assertThat(exported.code()).isZero();
        assertThat(exported.json().get("layers").asInt()).isEqualTo(9);
        Path csv = out.resolve("layers.csv");
        List<String> lines = Files.readAllLines(csv);
        assertThat(lines).hasSize(10);
        Files.write(csv, lines.stream().map(l -> l.endsWith("ms") ? l : l + "0.5").toList());
        Path table = folder.resolve("table.json");
        Trial imported = Trial.of("table", "import", csv, "--out", table, "--measured-on", "a board", "--json");
        assertThat(imported.code()).isZero();
        assertThat(imported.json().get("device").asString()).isEqualTo("a board");
        Trial forecast = Trial.of("table", "forecast", model, "--table", table, "--json");
        assertThat(forecast.code()).isZero();
        assertThat(forecast.json().get("missing")).isEmpty();
        assertThat(forecast.json().get("forecastMs").asDouble())
                .isEqualTo(0.5 * forecast.json().get("layers").asInt());
    }

    @Test
    void aTableWithoutTimesAndAFullFolderAreRefused() {
        assertThat(export().code()).isZero();
        Trial again = export();
        assertThat(again.code()).isEqualTo(1);
        assertThat(again.out()).contains("not empty");
        Trial empty = Trial.of("table", "import", out.resolve("layers.csv"), "--out", folder.resolve("t.json"));
        assertThat(empty.code()).isEqualTo(1);
        assertThat(empty.err()).contains("no line has a time");
        assertThat(folder.resolve("t.json")).doesNotExist();
    }

    @Test
    void forecastsAreHeldAgainstMeasuredVariantsAndKept() throws Exception {
        Path report = folder.resolve("trial.json");
        Trial validated = Trial.of("table", "validate", model, "--variants", "4", "--threads", "1", "--out", report,
                "--json");
        assertThat(validated.code()).isZero();
        assertThat(validated.json().get("variants").asInt()).isEqualTo(4);
        ForecastTrial trial = ForecastTrial.read(report);
        assertThat(trial.variants()).hasSize(4).allSatisfy(v -> {
            assertThat(v.macs()).isBetween(0.0, 1.0);
            assertThat(v.forecastMs()).isPositive();
            assertThat(v.measuredMs()).isBetween(v.low(), v.high());
        });
        assertThat(validated.json().get("correlation").asDouble()).isEqualTo(trial.fit().correlation())
                .isBetween(-1.0, 1.0);
        assertThat(Trial.of("table", "validate", model, "--variants", "2").code()).isEqualTo(1);
    }

    @Test
    void tableAloneIsWrongUsage() {
        Trial alone = Trial.of("table");
        assertThat(alone.code()).isEqualTo(2);
        assertThat(alone.err()).contains("export, import, forecast or validate");
    }
}
