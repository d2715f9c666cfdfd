package dev.secateur.engine.contract;

import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.onnx.OnnxReader;
import dev.secateur.engine.onnx.OnnxWriter;
import dev.secateur.engine.runtime.OrtOptions;
import dev.secateur.engine.runtime.OrtSession;
import dev.secateur.engine.shape.ShapeInference;
import dev.secateur.engine.shape.Shapes;
import dev.secateur.engine.tensor.Dim;
import dev.secateur.engine.tensor.Shape;
import dev.secateur.engine.tensor.Tensor;
import dev.secateur.engine.tensor.TensorType;

import static org.assertj.core.api.Assertions.assertThat;

/// Each operator, written to a file's bytes, read back, and run in ONNX Runtime: types and shapes that follow are those it gives.
class OpContractTest {

    private static final OrtOptions OPTIONS = OrtOptions.defaults().withThreads(1).withOptimised(false);

    static Stream<OpCase> cases() {
        return OpCases.all();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void typesAndShapesAreThoseOfOnnxRuntime(OpCase one) throws Exception {
        byte[] model = OnnxWriter.encode(one.graph(false));
        Graph graph = OnnxReader.decode(model, null);
        assertThat(graph.nodes().getFirst().op()).hasSameClassAs(one.op());
        Shapes shapes = ShapeInference.infer(graph);
        assertThat(shapes.conflicts()).isEmpty();
        try (OrtSession session = OrtSession.open(model, OPTIONS)) {
            List<Tensor> results = List.copyOf(session.run(one.feed()).values());
            for (int i = 0; i < results.size(); i++) {
                compare(one, shapes.type(graph.outputs().get(i)), results.get(i));
            }
        }
    }

    private static void compare(OpCase one, TensorType inferred, Tensor actual) {
        assertThat(inferred.dtype()).isEqualTo(actual.dtype());
        Shape shape = inferred.shape();
        if (shape == null || !shape.isStatic()) {
            assertThat(one.open()).as("open: " + inferred.display()).isTrue();
        }
        if (shape != null) {
            assertThat(shape.rank()).isEqualTo(actual.rank());
            for (int i = 0; i < shape.rank(); i++) {
                if (shape.dim(i).isKnown()) {
                    assertThat(shape.dim(i)).isEqualTo(Dim.of(actual.dim(i)));
                }
            }
        }
    }
}
