package dev.secateur.app.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.GraphEditor;
import dev.secateur.engine.graph.Header;
import dev.secateur.engine.graph.Value;
import dev.secateur.engine.onnx.OnnxReader;
import dev.secateur.engine.onnx.OnnxWriter;
import dev.secateur.engine.op.Gather;
import dev.secateur.engine.op.Reshape;
import dev.secateur.engine.tensor.DType;
import dev.secateur.engine.tensor.Shape;
import dev.secateur.engine.tensor.Tensor;
import dev.secateur.engine.tensor.TensorType;

import static org.assertj.core.api.Assertions.assertThat;

class FreeBatchExportTest {

    @TempDir
    Path folder;

    private Path model(boolean picksOne) throws Exception {
        GraphEditor editor = Graph.empty(new Header("fixed", 8, Map.of("", 17L), null)).edit();
        Value x = editor.addInput("x", TensorType.of(DType.FLOAT, Shape.of(1, 3, 4)));
        Value y = picksOne
                ? editor.addNode(new Gather(0), "first", x, editor.addConstant("i", Tensor.of(new long[1]))).output()
                : editor.addNode(new Reshape(null, false), "rows", x,
                        editor.addConstant("target", Tensor.vector(1, 12))).output();
        editor.setOutputs(List.of(y));
        Path file = folder.resolve("fixed.onnx");
        OnnxWriter.write(editor.build(), file);
        return file;
    }

    @Test
    void exportFreesTheBatchIfAsked() throws Exception {
        Path out = folder.resolve("free.onnx");
        Trial trial = Trial.of("export", model(false), "--format", "onnx", "--free-batch", "--out", out, "--json");
        assertThat(trial.code()).isZero();
        Graph free = OnnxReader.read(out);
        assertThat(free.type(free.inputs().getFirst()).display()).isEqualTo("float N×3×4");
        assertThat(free.type(free.outputs().getFirst()).display()).isEqualTo("float N×12");
    }

    @Test
    void exportNamesTheNodeThatKeepsTheBatch() throws Exception {
        Path out = folder.resolve("free.onnx");
        Trial trial = Trial.of("export", model(true), "--format", "onnx", "--free-batch", "--out", out, "--json");
        assertThat(trial.code()).isEqualTo(1);
        assertThat(trial.problem()).contains("fixed.onnx", "first", "no batch any more");
        assertThat(out).doesNotExist();
    }
}
