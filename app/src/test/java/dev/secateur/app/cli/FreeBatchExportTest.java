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
import dev.secateur.engine.op.Conv;
import dev.secateur.engine.op.Gather;
import dev.secateur.engine.op.Gemm;
import dev.secateur.engine.op.Reshape;
import dev.secateur.engine.op.Unary;
import dev.secateur.engine.op.Window;
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

    /// A convolution, a rectifier and a classifier behind a reshape whose target holds the batch of 1.
    private Path classifier() throws Exception {
        GraphEditor editor = Graph.empty(new Header("fixed", 8, Map.of("", 17L), null)).edit();
        Value x = editor.addInput("x", TensorType.of(DType.FLOAT, Shape.of(1, 1, 28, 28)));
        float[] kernel = new float[4 * 49];
        float[] weights = new float[10 * 64];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = (float) Math.sin(i);
            kernel[i % kernel.length] = (float) Math.cos(i) / 7;
        }
        Value y = editor.addNode(new Conv(Window.square(7, 7, 0), 1), "conv", x,
                editor.addConstant("kernel", Tensor.of(kernel, 4, 1, 7, 7))).output();
        y = editor.addNode(new Unary(Unary.Kind.RELU), "relu", y).output();
        y = editor.addNode(new Reshape(null, false), "rows", y, editor.addConstant("target", Tensor.vector(1, 64)))
                .output();
        y = editor.addNode(new Gemm(1, 1, false, true), "fc", y,
                editor.addConstant("weights", Tensor.of(weights, 10, 64))).output();
        editor.setOutputs(List.of(y));
        Path file = folder.resolve("classifier.onnx");
        OnnxWriter.write(editor.build(), file);
        return file;
    }

    @Test
    void aMethodThatTrainsFreesTheBatchWhereItMustAndSaysSo() throws Exception {
        Path model = classifier();
        Path out = folder.resolve("cut.onnx");
        Trial trial = Trial.of("apply", "l1", model, "--data", "fashion", "--limit", 300, "--no-bench", "--threads", 1,
                "--set", "rate=0.25", "--set", "finetune.epochs=1", "--out", out);
        assertThat(trial.code()).as(trial.err()).isZero();
        assertThat(trial.out()).contains("model: takes any batch");
        Graph cut = OnnxReader.read(out);
        assertThat(cut.type(cut.inputs().getFirst()).display()).isEqualTo("float N×1×28×28");
        Path plain = folder.resolve("plain.onnx");
        assertThat(Trial.of("apply", "l1", model, "--set", "rate=0.25", "--no-bench", "--out", plain).out())
                .doesNotContain("takes any batch");
        Graph fixed = OnnxReader.read(plain);
        assertThat(fixed.type(fixed.inputs().getFirst()).display()).isEqualTo("float 1×1×28×28");
    }
}
