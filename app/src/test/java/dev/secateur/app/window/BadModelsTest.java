package dev.secateur.app.window;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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

/// Models that are none, or that cannot run: the window says so and can be used on.
class BadModelsTest {

    @TempDir
    Path folder;

    @Test
    void afterEachOfThemTheWindowCanBeUsedOn() throws Exception {
        try (WindowTrial window = new WindowTrial(folder, WindowTrial.sized(1000, 900), UnaryOperator.identity())) {
            for (Path bad : badModels()) {
                meet(window, bad);
            }
            window.robot.interact(() -> window.session.jobs().problemProperty().set(null));
            window.open(WindowTrial.sample(folder));
            assertThat(window.canvas().getGraph().boxes()).hasSizeGreaterThan(10);
        }
    }

    /// Opens it and, if it opens, asks everything of it that runs it.
    private void meet(WindowTrial window, Path bad) throws Exception {
        window.robot.interact(() -> window.session.jobs().problemProperty().set(null));
        window.robot.interact(() -> window.session.open(bad));
        WindowTrial.waitUntil(() -> window.session.jobs().running().isEmpty());
        boolean opened = bad.equals(window.session.source());
        assertThat(opened || window.session.jobs().problemProperty().get() != null).as("%s: %s", bad.getFileName(),
                window.session.statusProperty().get()).isTrue();
        if (opened) {
            Path target = folder.resolve("again-" + bad.getFileName());
            for (Runnable action : List.<Runnable>of(window.session::measure, window.session::freeBatch,
                    () -> window.session.export(target))) {
                window.robot.interact(action);
                WindowTrial.waitUntil(() -> window.session.jobs().running().isEmpty());
            }
        }
        assertThat(window.dialogs.defects).as(bad.getFileName().toString()).isEmpty();
    }

    private List<Path> badModels() throws Exception {
        byte[] sample = Files.readAllBytes(WindowTrial.sample(folder));
        List<Path> bad = new ArrayList<>();
        bad.add(Files.createFile(folder.resolve("empty.onnx")));
        bad.add(Files.createDirectory(folder.resolve("folder.onnx")));
        bad.add(folder.resolve("missing.onnx"));
        bad.add(Files.writeString(folder.resolve("text.onnx"), "no model at all"));
        bad.add(Files.write(folder.resolve("truncated.onnx"), Arrays.copyOf(sample, sample.length / 2)));
        bad.add(matMul("disagree.onnx", Shape.of(1, 4), Tensor.of(new float[10], 5, 2)));
        bad.add(matMul("huge.onnx", Shape.of(1 << 30, 1 << 20, 4), Tensor.of(new float[8], 4, 2)));
        Random random = new Random(3);
        for (int i = 0; i < 6; i++) {
            byte[] mutated = sample.clone();
            for (int k = 0; k < 40; k++) {
                mutated[random.nextInt(4096)] = (byte) random.nextInt();
            }
            bad.add(Files.write(folder.resolve("mutated" + i + ".onnx"), mutated));
        }
        return bad;
    }

    private Path matMul(String name, Shape input, Tensor weight) throws Exception {
        GraphEditor editor = Graph.empty(new Header("bad", 8, Map.of("", 17L), null)).edit();
        Value x = editor.addInput("x", TensorType.of(DType.FLOAT, input));
        Value w = editor.addConstant("w", weight);
        editor.setOutputs(List.of(editor.addNode(new MatMul(), "product", x, w).output()));
        Path file = folder.resolve(name);
        OnnxWriter.write(editor.build(), file);
        return file;
    }
}
