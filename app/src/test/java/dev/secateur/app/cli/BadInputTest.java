package dev.secateur.app.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.secateur.engine.architecture.Pictures;
import dev.secateur.engine.architecture.ResNet;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.GraphEditor;
import dev.secateur.engine.graph.Header;
import dev.secateur.engine.graph.Value;
import dev.secateur.engine.onnx.OnnxWriter;
import dev.secateur.engine.op.MatMul;
import dev.secateur.engine.tensor.DType;
import dev.secateur.engine.tensor.Shape;
import dev.secateur.engine.tensor.Tensor;
import dev.secateur.engine.tensor.TensorType;

import static org.assertj.core.api.Assertions.assertThat;

/// What the user did wrong is told in one sentence with the place, exit code 1 or 2, and leaves nothing behind.
class BadInputTest {

    @TempDir
    Path folder;

    private Path model;
    private byte[] bytes;

    @BeforeEach
    void writesAModel() throws Exception {
        model = folder.resolve("model.onnx");
        OnnxWriter.write(ResNet.of(8, Pictures.fashion(), 1), model);
        bytes = Files.readAllBytes(model);
    }

    @Test
    void filesThatAreNoModels() throws Exception {
        Path text = Files.writeString(folder.resolve("text.onnx"), "this is not a model");
        Path empty = Files.createFile(folder.resolve("empty.onnx"));
        Path truncated = Files.write(folder.resolve("truncated.onnx"), Arrays.copyOf(bytes, bytes.length / 2));
        for (Path bad : List.of(text, empty, truncated, folder, folder.resolve("missing.onnx"))) {
            for (String command : List.of("inspect", "blocks", "bench")) {
                Trial trial = Trial.of(command, bad, "--json");
                assertThat(trial.code()).as("%s %s", command, bad).isEqualTo(1);
                assertThat(trial.problem()).contains(bad.toString());
                assertThat(trial.err().lines()).hasSize(1);
            }
        }
    }

    @Test
    void anOutputThatIsTheSource() throws Exception {
        Path link = Files.createSymbolicLink(folder.resolve("link.onnx"), model);
        Path roundabout = folder.resolve("..").resolve(folder.getFileName()).resolve("model.onnx");
        for (Path out : List.of(model, link, roundabout)) {
            Trial trial = Trial.of("export", model, "--format", "onnx", "--out", out, "--force", "--json");
            assertThat(trial.code()).isEqualTo(1);
            assertThat(trial.problem()).contains("being read");
        }
        assertThat(Files.readAllBytes(model)).isEqualTo(bytes);
        assertThat(Files.isSymbolicLink(link)).isTrue();
    }

    @Test
    void anOutputThatExistsIsReplacedOnlyWithForce() throws Exception {
        Path out = Files.writeString(folder.resolve("out.onnx"), "precious");
        Trial refused = Trial.of("export", model, "--format", "onnx", "--out", out, "--json");
        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.problem()).contains("out.onnx", "exists already", "--force");
        assertThat(Files.readString(out)).isEqualTo("precious");
        Trial forced = Trial.of("export", model, "--format", "onnx", "--out", out, "--force", "--json");
        assertThat(forced.code()).as(forced.err()).isZero();
        assertThat(Files.readAllBytes(out)).isEqualTo(bytes);
    }

    @Test
    void anOutputFolderThatDoesNotExist() {
        Trial trial = Trial.of("export", model, "--format", "onnx", "--out", folder.resolve("none/out.onnx"), "--json");
        assertThat(trial.code()).isEqualTo(1);
        assertThat(trial.problem()).contains("out.onnx", "folder does not exist");
    }

    @Test
    void namesThatDoNotExistAreAnsweredWithTheNearest() {
        Path out = folder.resolve("out.onnx");
        Trial method = Trial.of("apply", "depth-merg", model, "--out", out, "--json");
        assertThat(method.code()).isEqualTo(1);
        assertThat(method.problem()).contains("depth-merg ", "depth-merge");
        Trial key = Trial.of("apply", "depth-merge", model, "--set", "blcks=all", "--out", out, "--json");
        assertThat(key.code()).isEqualTo(1);
        assertThat(key.problem()).contains("blcks", "blocks");
        Trial block = Trial.of("apply", "depth-merge", model, "--set", "blocks=stage1.blok1", "--out", out, "--json");
        assertThat(block.code()).isEqualTo(1);
        assertThat(block.problem()).contains("stage1.blok1", "stage1.block1");
        Trial command = Trial.of("inspct", model, "--json");
        assertThat(command.code()).isEqualTo(2);
        assertThat(command.problem()).contains("inspct", "inspect");
        Trial option = Trial.of("bench", model, "--agianst", model, "--json");
        assertThat(option.code()).isEqualTo(2);
        assertThat(option.problem()).contains("--agianst", "--against");
        assertThat(out).doesNotExist();
    }

    @Test
    void valuesThatDoNotFit() {
        for (List<String> options : List.of(List.of("--batch", "0"), List.of("--threads", "none"),
                List.of("--seed", "x"), List.of("--limit", "-3"))) {
            Trial trial = Trial.of("bench", model, options.getFirst(), options.getLast());
            assertThat(trial.code()).as("%s", options).isEqualTo(2);
            assertThat(trial.err()).contains(options.getFirst()).contains(options.getLast());
            assertThat(trial.out()).isEmpty();
        }
        Trial count = Trial.of("apply", "depth-merge", model, "--set", "count=99", "--out", folder.resolve("o.onnx"),
                "--json");
        assertThat(count.code()).isEqualTo(1);
        assertThat(count.problem()).contains("3 can be merged");
    }

    @Test
    void exportsThatMakeNoSenseAreRefusedBeforeAnythingIsWritten() {
        Trial trial = Trial.of("export", model, "--format", "qdq", "--out", folder.resolve("out.onnx"), "--json");
        assertThat(trial.code()).isEqualTo(1);
        assertThat(trial.problem()).contains("data");
        Trial alone = Trial.of("export", model, "--format", "csv", "--table", "differences", "--out",
                folder.resolve("out.csv"), "--json");
        assertThat(alone.problem()).contains("there is no other model", "--against");
        Trial view = Trial.of("export", model, "--format", "png", "--view", "nothing", "--out",
                folder.resolve("out.png"), "--json");
        assertThat(view.problem()).contains("no such view", "slimming");
        Trial two = Trial.of("export", model, "--format", "png", "--view", "slimming", "--against", model, "--out",
                folder.resolve("out.png"), "--json");
        assertThat(two.problem()).contains("only the view compare");
        Trial size = Trial.of("export", model, "--format", "png", "--view", "slimming", "--window-size", "wide",
                "--out",
                folder.resolve("out.png"), "--json");
        assertThat(size.problem()).contains("no size of a window");
        Trial unknown = Trial.of("export", model, "--format", "jpg", "--out", folder.resolve("out.jpg"), "--json");
        assertThat(unknown.problem()).contains("jpg", "no such format");
    }

    @Test
    void dataThatDoesNotFit() {
        Trial none = Trial.of("evaluate", model, "--data", "cifar10:" + folder.resolve("none"), "--json");
        assertThat(none.code()).isEqualTo(1);
        assertThat(none.problem()).contains("does not exist");
        Trial missing = Trial.of("evaluate", model, "--json");
        assertThat(missing.problem()).contains("--data", "fashion");
        Trial spelled = Trial.of("evaluate", model, "--data", "fasion", "--json");
        assertThat(spelled.problem()).contains("fasion", "fashion");
    }

    @Test
    void aModelWhoseShapesDisagreeIsDescribedAndRefused() throws Exception {
        GraphEditor editor = Graph.empty(new Header("bad", 8, Map.of("", 17L), null)).edit();
        Value x = editor.addInput("x", TensorType.of(DType.FLOAT, Shape.of(1, 4)));
        Value w = editor.addConstant("w", Tensor.of(new float[10], 5, 2));
        editor.setOutputs(List.of(editor.addNode(new MatMul(), "product", x, w).output()));
        Path bad = folder.resolve("bad.onnx");
        OnnxWriter.write(editor.build(), bad);
        Trial trial = Trial.of("inspect", bad, "--json");
        assertThat(trial.code()).isEqualTo(1);
        assertThat(trial.problem()).contains("bad.onnx", "product");
        assertThat(trial.json().get("nodes").asInt()).isEqualTo(1);
        Trial plain = Trial.of("inspect", bad);
        assertThat(plain.code()).isEqualTo(1);
        assertThat(plain.err().lines()).hasSize(1);
        assertThat(plain.out()).contains("nodes");
    }

    @Test
    void cancellingEndsWithItsOwnCodeAndLeavesNothing() throws Exception {
        Interrupt interrupt = new Interrupt();
        interrupt.request();
        Trial trial = Trial.with(interrupt, "export", model, "--format", "onnx", "--out", folder.resolve("out.onnx"));
        assertThat(trial.code()).isEqualTo(130);
        assertThat(trial.out()).isEmpty();
        assertThat(trial.err()).contains("cancelled");
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).containsExactly(model);
        }
    }

    @Test
    void aDefectIsToldAsSuch() {
        Trial trial = Trial.with(new Interrupt(), (graph, format, progress) -> {
            throw new IllegalStateException("boom");
        }, "export", model, "--format", "png", "--out", folder.resolve("x.png"), "--json");
        assertThat(trial.code()).isEqualTo(1);
        assertThat(trial.problem()).contains("defect", "boom");
    }
}
