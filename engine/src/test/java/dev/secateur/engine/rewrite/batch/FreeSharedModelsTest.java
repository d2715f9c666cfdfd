package dev.secateur.engine.rewrite.batch;

import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.onnx.OnnxReader;
import dev.secateur.engine.onnx.OnnxWriter;
import dev.secateur.engine.rewrite.batch.FreeBatch.Freed;
import dev.secateur.engine.rewrite.batch.FreeBatch.Result;
import dev.secateur.engine.shape.Bindings;
import dev.secateur.engine.shape.ShapeInference;
import dev.secateur.engine.tensor.Dim;
import dev.secateur.engine.tensor.Shape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/// The shared models that were exported for one sample.
class FreeSharedModelsTest {

    @ParameterizedTest
    @ValueSource(strings = {"dtln_model_1.onnx", "fastestdet.onnx", "mnist_cntk.onnx", "ultraface_rfb320.onnx",
        "yolox_nano.onnx"})
    void takesAnyBatchAndLeavesTheOriginal(String name) throws Exception {
        Path file = Path.of("../../shared/data/onnx", name).toAbsolutePath().normalize();
        assumeTrue(Files.isRegularFile(file), "skipped: no shared model " + name);
        Graph graph = OnnxReader.read(file);
        Result result = FreeBatch.free(graph, Progress.none());
        assertThat(result).isInstanceOf(Freed.class);
        Graph freed = ((Freed) result).graph();
        assertThat(((Freed) result).maxRelativeDifference()).isBetween(0.0, 1e-5);
        assertThat(ShapeInference.infer(freed).conflicts()).isEmpty();
        assertThat(ShapeInference.infer(freed, Bindings.batch(4)).conflicts()).isEmpty();
        freed.requiredInputs().forEach(v -> {
            Shape shape = freed.type(v).shape();
            assertThat(shape == null ? null : shape.dim(0)).isEqualTo(Dim.of("N"));
        });
        assertThat(OnnxWriter.encode(graph)).isEqualTo(Files.readAllBytes(file));
    }
}
