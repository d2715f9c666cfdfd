package dev.secateur.engine.contract;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.GraphEditor;
import dev.secateur.engine.graph.Node;
import dev.secateur.engine.graph.Value;
import dev.secateur.engine.onnx.OnnxReader;
import dev.secateur.engine.onnx.OnnxWriter;
import dev.secateur.engine.runtime.OrtOptions;
import dev.secateur.engine.runtime.OrtSession;
import dev.secateur.engine.shape.Bindings;
import dev.secateur.engine.shape.ShapeInference;
import dev.secateur.engine.shape.Shapes;
import dev.secateur.engine.tensor.DType;
import dev.secateur.engine.tensor.Shape;
import dev.secateur.engine.tensor.Tensor;
import dev.secateur.engine.tensor.TensorType;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/// Every intermediate value of the shared models, made a result and run: its shape is the one that follows.
class RealModelShapesTest {

    private static final Path FOLDER = Path
            .of(System.getProperty("secateur.models", "../../shared/data/onnx")).toAbsolutePath().normalize();

    @ParameterizedTest
    @CsvSource({"cifar10_resnet20_bn.onnx, 2", "cifar10_resnet20_bn_clean.onnx, 2",
        "cifar10_resnet20_bnfolded.onnx, 2", "cifar10_resnet56_bn_clean.onnx, 1",
        "cifar10_resnet8_mlperftiny_bn.onnx, 3", "dtln_model_1.onnx, 1", "fastestdet.onnx, 1",
        "mnist_cntk.onnx, 1", "silero_vad_16k_op15.onnx, 1", "ultraface_rfb320.onnx, 1",
        "yolox_nano.onnx, 1", "yunet_s_dynamic.onnx, 2"})
    void everyValueHasTheShapeThatFollows(String name, int batch) throws Exception {
        Path file = FOLDER.resolve(name);
        assumeTrue(Files.isRegularFile(file), "skipped: no shared model " + name);
        Graph graph = OnnxReader.read(file);
        Bindings bindings = Bindings.batch(batch).with("sequence", 512).with("height", 96).with("width", 160);
        Shapes shapes = ShapeInference.infer(graph, bindings);
        assertThat(shapes.conflicts()).isEmpty();
        Graph exposed = exposed(graph, shapes);
        List<String> wrong = new ArrayList<>();
        try (OrtSession session = OrtSession.open(OnnxWriter.encode(exposed),
                OrtOptions.defaults().withThreads(1).withOptimised(false))) {
            Map<String, Tensor> results = session.run(feed(graph, shapes));
            for (Value value : exposed.outputs()) {
                TensorType actual = requireNonNull(results.get(exposed.name(value))).type();
                if (!shapes.type(value).equals(actual)) {
                    wrong.add(
                            exposed.name(value) + ": " + shapes.type(value).display() + " and not " + actual.display());
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    private static Graph exposed(Graph graph, Shapes shapes) {
        List<Value> outputs = new ArrayList<>(graph.outputs());
        GraphEditor editor = graph.edit();
        for (Node node : graph.nodes()) {
            for (Value output : node.outputs()) {
                if (output.isPresent() && !outputs.contains(output)) {
                    outputs.add(output);
                }
            }
        }
        editor.setOutputs(outputs);
        return editor.build();
    }

    private static Map<String, Tensor> feed(Graph graph, Shapes shapes) {
        Map<String, Tensor> feed = new LinkedHashMap<>();
        for (Value input : graph.requiredInputs()) {
            TensorType type = shapes.type(input);
            Shape shape = requireNonNull(type.shape());
            feed.put(graph.name(input),
                    type.dtype() == DType.FLOAT
                            ? floats(shape.sizes())
                            : Samples.zeros(requireNonNull(type.dtype()), shape.sizes()));
        }
        return feed;
    }

    private static Tensor floats(long... dims) {
        Random random = new Random(3);
        float[] data = new float[(int) Shape.of(dims).elements().orElseThrow()];
        for (int i = 0; i < data.length; i++) {
            data[i] = (float) random.nextGaussian();
        }
        return Tensor.of(data, dims);
    }
}
