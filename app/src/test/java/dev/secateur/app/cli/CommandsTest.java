package dev.secateur.app.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

import dev.secateur.engine.architecture.MobileNetV2;
import dev.secateur.engine.architecture.Pictures;
import dev.secateur.engine.architecture.ResNet;
import dev.secateur.engine.graph.Constraint;
import dev.secateur.engine.onnx.OnnxReader;
import dev.secateur.engine.onnx.OnnxWriter;
import dev.secateur.engine.record.RunRecord;

import static org.assertj.core.api.Assertions.assertThat;

class CommandsTest {

    @TempDir
    static Path models;

    @TempDir
    Path folder;

    private static Path resnet;
    private static Path mobilenet;

    @BeforeAll
    static void writesModels() throws Exception {
        resnet = models.resolve("resnet.onnx");
        OnnxWriter.write(ResNet.of(8, Pictures.fashion(), 1), resnet);
        mobilenet = models.resolve("mobilenet.onnx");
        OnnxWriter.write(MobileNetV2.small(Pictures.fashion(), 1), mobilenet);
    }

    @Test
    void inspectCountsTheModel() {
        Trial trial = Trial.of("inspect", resnet, "--json");
        assertThat(trial.code()).isZero();
        assertThat(trial.err()).isEmpty();
        JsonNode json = trial.json();
        assertThat(json.propertyNames()).contains("nodes", "parameters", "macs", "peakActivationBytes", "opset",
                "irVersion", "inputs", "outputs", "unknownOperators", "blocks", "batchNormalizations",
                "couplingGroups");
        JsonNode group = json.get("couplingGroups").get(0);
        assertThat(group.propertyNames()).contains("id", "channels", "members", "frozen", "reason");
        assertThat(group.get("frozen").asBoolean()).isFalse();
        assertThat(group.get("members").get(0).get("role").asString()).isEqualTo("producer");
        assertThat(json.get("parameters").asLong()).isEqualTo(77_754);
        assertThat(json.get("batchNormalizations")).hasSize(9);
        assertThat(json.get("batchNormalizations").get(0).get("channels").asInt()).isEqualTo(16);
        assertThat(json.get("inputs").get(0).get("shape").toString()).isEqualTo("[\"batch\",1,28,28]");
        assertThat(json.get("blocks").get(0).propertyNames()).contains("id", "kind", "prunable", "reason");
        assertThat(json.get("blocks").get(0).get("id").asString()).isEqualTo("stage1.block1");
    }

    @Test
    void inspectTellsPeopleTheSame() {
        Trial trial = Trial.of("inspect", resnet);
        assertThat(trial.out()).contains("77,754", "blocks", "3, of which 3 can be merged", "batch×1×28×28");
    }

    @Test
    void blocksListsEachVariant() {
        Trial trial = Trial.of("blocks", mobilenet, "--json");
        assertThat(trial.code()).isZero();
        JsonNode block = trial.json().get("blocks").get(1);
        assertThat(block.get("kind").asString()).isEqualTo("inverted-residual");
        assertThat(block.get("prunable").asBoolean()).isTrue();
        assertThat(block.get("variants").get(0).propertyNames()).contains("variant", "kernelBefore", "kernelAfter",
                "macsBefore", "macsAfter");
        assertThat(Trial.of("blocks", mobilenet).out()).contains("stage1.block1", "inverted residual");
    }

    @Test
    void blocksAreScoredAndTimed() throws Exception {
        Trial trial = Trial.of("blocks", mobilenet, "--score", "--similarity", "cka", "--data", "fashion", "--threads",
                "1",
                "--json");
        assertThat(trial.code()).as(trial.err()).isZero();
        JsonNode survey = trial.json().get("survey");
        assertThat(survey.get("networkMs").asDouble()).isPositive();
        assertThat(survey.get("similarity").asString()).isEqualTo("cka");
        JsonNode block = survey.get("blocks").get(1);
        assertThat(block.get("form").asString()).contains(" → 3×3");
        assertThat(block.get("macs").asLong()).isPositive();
        assertThat(block.get("redundancy").asDouble()).isBetween(0.0, 1.0);
        assertThat(block.get("share").asDouble()).isBetween(0.0, 1.0);
        Trial other = Trial.of("blocks", mobilenet, "--score", "--similarity", "likeness");
        assertThat(other.code()).isEqualTo(1);
        assertThat(other.err()).contains("--similarity", "kernel-cka");
    }

    @Test
    void benchTellsTheTimesOfNodesAndWhatRanWithinThem() {
        Trial trial = Trial.of("bench", mobilenet, "--profile", "--threads", "1", "--json");
        assertThat(trial.code()).as(trial.err()).isZero();
        JsonNode profile = trial.json().get("profile");
        assertThat(profile.get("attributed").asDouble()).isBetween(0.95, 1.0);
        JsonNode first = profile.get("nodes").get(0);
        assertThat(first.propertyNames()).containsExactly("node", "operator", "ms", "fused");
        assertThat(profile.get("nodes")).anyMatch(n -> !n.get("fused").isEmpty());
        assertThat(Trial.of("bench", mobilenet, "--profile", "--threads", "1").out())
                .contains("stands at nodes of the model");
    }

    @Test
    void methodsListsTheMethodsAndTheSettingsOfOne() {
        assertThat(Trial.of("methods").out()).contains("depth-merge");
        JsonNode list = Trial.of("methods", "--json").json().get("methods");
        assertThat(list.get(0).get("id").asString()).isEqualTo("depth-merge");
        JsonNode one = Trial.of("methods", "depth-merge", "--json").json();
        assertThat(one.get("config").get(0).propertyNames()).contains("key", "default", "unit", "min", "max", "help");
        assertThat(Trial.of("methods", "depth-merge").out()).contains("blocks", "count", "0 to 10000 blocks");
    }

    @Test
    void applyMergesWritesAndComparesInOnnxRuntime() throws Exception {
        Path out = folder.resolve("merged.onnx");
        Trial trial = Trial.of("apply", "depth-merge", resnet, "--set", "blocks=stage1.block1", "--out", out, "--json",
                "--no-bench", "--threads", "1");
        assertThat(trial.code()).as(trial.err()).isZero();
        JsonNode json = trial.json();
        assertThat(json.propertyNames()).contains("method", "config", "seed", "out", "before", "cut", "after",
                "parity", "seconds", "report");
        assertThat(json.get("parity").get("maxRel").asDouble()).isBetween(0.0, 1e-3);
        assertThat(json.get("parity").get("inputs").asString()).isEqualTo("8 samples from N(0, 1), seed 1");
        assertThat(json.get("config").get("blocks").get(0).asString()).isEqualTo("stage1.block1");
        assertThat(json.get("report").propertyNames()).contains("activations", "geometry", "merging");
        assertThat(json.get("after").get("bytes").asLong()).isEqualTo(Files.size(out));
        assertThat(json.get("after").get("macs").asLong()).isNotEqualTo(json.get("before").get("macs").asLong());
        assertThat(Constraint.violations(OnnxReader.read(out))).isEmpty();
        assertThat(filesIn(folder)).containsExactlyInAnyOrder("merged.onnx", "merged.onnx.run.json");
    }

    @Test
    void applyUsesDataAndTimesInTurns() {
        Path out = folder.resolve("merged.onnx");
        Trial trial = Trial.of("apply", "depth-merge", resnet, "--set", "count=1", "--out", out, "--json", "--data",
                "fashion", "--limit", "50", "--threads", "1");
        assertThat(trial.code()).as(trial.err()).isZero();
        JsonNode json = trial.json();
        assertThat(json.get("parity").get("inputs").asString()).startsWith("50 pictures of fashion");
        assertThat(json.get("before").get("top1").isNumber()).isTrue();
        assertThat(json.get("before").get("medianMs").asDouble()).isPositive();
        assertThat(json.get("ratio").get("median").asDouble()).isPositive();
    }

    @Test
    void applyThatTrainsTellsThreeAccuraciesAndRecordsThem() throws Exception {
        Path out = folder.resolve("cut.onnx");
        Trial trial = Trial.of("apply", "l1", resnet, "--set", "rate=0.25", "--set", "finetune.epochs=1", "--set",
                "finetune.batch=8", "--out", out, "--json", "--data", "fashion", "--limit", "40", "--threads", "1");
        assertThat(trial.code()).as(trial.err()).isZero();
        JsonNode json = trial.json();
        assertThat(json.get("trained").asBoolean()).isTrue();
        assertThat(json.get("cut").get("top1").isNumber()).isTrue();
        assertThat(json.get("after").get("samples").asInt()).isEqualTo(40);
        RunRecord record = RunRecord.read(RunRecord.beside(out));
        RunRecord.Step step = record.steps().getFirst();
        assertThat(step.method()).isEqualTo("l1");
        assertThat(step.config()).containsEntry("rate", 0.25);
        assertThat(step.report()).containsKeys("untrained", "time", "method");
        assertThat(Objects.requireNonNull(Objects.requireNonNull(record.data()).training()).samples()).isEqualTo(36);
        assertThat(Objects.requireNonNull(record.after()).top1()).isEqualTo(json.get("after").get("top1").asDouble());
        assertThat(record.result().bytes()).isEqualTo(Files.size(out));
    }

    @Test
    void aRecipeDoesTheSameAgainAndToOtherModels() throws Exception {
        Path recipe = folder.resolve("cut.json");
        Path first = folder.resolve("first.onnx");
        Object[] cut = {"apply", "random", resnet, "--set", "rate=0.25", "--seed", "7", "--out", first, "--no-bench",
            "--threads", "1", "--save-recipe", recipe, "--json"};
        assertThat(Trial.of(cut).code()).isZero();
        Path second = folder.resolve("second.onnx");
        Trial again = Trial.of("run", recipe, resnet, "--out", second, "--no-bench", "--threads", "1", "--json");
        assertThat(again.code()).as(again.err()).isZero();
        assertThat(again.json().get("seed").asInt()).isEqualTo(7);
        assertThat(Files.readAllBytes(second)).isEqualTo(Files.readAllBytes(first));
        Path other = folder.resolve("other.onnx");
        assertThat(Trial.of("run", recipe, mobilenet, "--out", other, "--no-bench", "--threads", "1").code()).isZero();
        assertThat(Constraint.violations(OnnxReader.read(other))).isEmpty();

        Files.writeString(recipe, Files.readString(recipe).replace("\"rate\"", "\"ratte\""));
        Trial wrong = Trial.of("run", recipe, resnet, "--out", folder.resolve("none.onnx"));
        assertThat(wrong.code()).isOne();
        assertThat(wrong.err()).contains("cut.json", "step 1, random", "ratte", "rate").hasLineCount(1);
        assertThat(folder.resolve("none.onnx")).doesNotExist();
    }

    @Test
    void benchStatesTimesAndConditions() {
        Trial trial = Trial.of("bench", resnet, "--against", mobilenet, "--threads", "1", "--batch", "2", "--json");
        assertThat(trial.code()).as(trial.err()).isZero();
        JsonNode json = trial.json();
        assertThat(json.propertyNames()).contains("medianMs", "p90Ms", "runs", "threads", "batch", "ratio");
        assertThat(json.get("batch").asInt()).isEqualTo(2);
        assertThat(json.get("threads").asInt()).isEqualTo(1);
        assertThat(json.get("runs").asInt()).isPositive();
        assertThat(json.get("ratio").propertyNames()).containsExactly("median", "low", "high");
    }

    @Test
    void evaluateGivesFractions() {
        Trial trial = Trial.of("evaluate", resnet, "--data", "fashion", "--limit", "70", "--json");
        assertThat(trial.code()).as(trial.err()).isZero();
        JsonNode json = trial.json();
        assertThat(json.get("samples").asInt()).isEqualTo(70);
        assertThat(json.get("top1").asDouble()).isBetween(0.0, 1.0);
        assertThat(json.get("top5").asDouble()).isBetween(json.get("top1").asDouble(), 1.0);
        assertThat(json.get("loss").asDouble()).isPositive();
    }

    @Test
    void exportWritesAModelThatComputesTheSame() throws Exception {
        Path out = folder.resolve("copy.onnx");
        Trial trial = Trial.of("export", resnet, "--format", "onnx", "--out", out, "--json");
        assertThat(trial.code()).as(trial.err()).isZero();
        assertThat(trial.json().get("parity").get("maxAbs").asDouble()).isZero();
        assertThat(Files.mismatch(resnet, out)).isEqualTo(-1);
    }

    @Test
    void exportWritesPictures() throws Exception {
        Path out = folder.resolve("picture.svg");
        Trial trial = Trial.of("export", resnet, "--format", "svg", "--out", out, "--json");
        assertThat(trial.code()).as(trial.err()).isZero();
        assertThat(Files.readString(out)).startsWith("SVG of ");
        assertThat(trial.json().get("bytes").asLong()).isEqualTo(Files.size(out));
    }

    @Test
    void openAndTheBareCommandAskForTheWindow() {
        assertThat(Trial.of("open", resnet).err()).contains("opened " + resnet);
        assertThat(Trial.of().err()).contains("opened");
    }

    @Test
    void versionAndHelpGoToStandardOutput() {
        assertThat(Trial.of("--version").out()).matches("secateur \\d+\\.\\d+\\.\\d+.*\\R");
        assertThat(Trial.of("--help").out()).contains("inspect", "apply", "Exit codes");
        assertThat(Trial.of("apply", "--help").out()).contains("--set", "--out");
    }

    private static List<String> filesIn(Path folder) throws Exception {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(f -> f.getFileName().toString()).toList();
        }
    }
}
