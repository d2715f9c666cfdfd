package dev.secateur.engine.contract;

import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.onnx.OnnxReader;
import dev.secateur.engine.onnx.OnnxWriter;
import dev.secateur.engine.op.GroupNormalization;
import dev.secateur.engine.op.Hardmax;
import dev.secateur.engine.op.LogSoftmax;
import dev.secateur.engine.op.Resize;
import dev.secateur.engine.op.Softmax;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.runtime.OrtOptions;
import dev.secateur.engine.runtime.OrtSession;
import dev.secateur.engine.shape.ShapeInference;
import dev.secateur.engine.shape.Shapes;
import dev.secateur.engine.tensor.Shape;
import dev.secateur.engine.tensor.Tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/// Operators said in the operator sets 18 to 21, where many forms changed: read back they have the shapes that ONNX Runtime
/// gives there, and its numbers are those of the operator set that the operator came from.
class OperatorSetContractTest {

    private static final OrtOptions OPTIONS = OrtOptions.defaults().withThreads(1).withOptimised(false);
    private static final long FIRST = 18;
    private static final long LAST = 21;

    static Stream<OpCase> older() {
        return OpCases.all().filter(c -> c.opset() < LAST);
    }

    @ParameterizedTest
    @MethodSource("older")
    void laterOperatorSetsGiveTheSameShapesAndNumbers(OpCase one) throws Exception {
        List<Tensor> before = run(OnnxWriter.encode(one.graph(false)), one);
        for (long opset = Math.max(FIRST, one.opset() + 1); opset <= LAST; opset++) {
            byte[] model;
            try {
                model = OnnxWriter.encode(one.opset(opset).graph(false));
            } catch (ProblemException e) {
                assertThat(e).hasMessageContaining("operator set");
                assertThat(one.op()).isInstanceOfAny(Softmax.class, LogSoftmax.class, Hardmax.class, Resize.class,
                        GroupNormalization.class);
                return;
            }
            Graph graph = OnnxReader.decode(model, null);
            assertThat(graph.nodes().getFirst().op()).hasSameClassAs(one.op());
            Shapes shapes = ShapeInference.infer(graph);
            assertThat(shapes.conflicts()).isEmpty();
            List<Tensor> now = run(model, one);
            for (int i = 0; i < now.size(); i++) {
                compareShape(one, shapes.shape(graph.outputs().get(i)), now.get(i));
                compare("operator set " + opset, before.get(i), now.get(i));
            }
        }
    }

    /// Nearly every classifier that was exported before operator set 13 ends with one of these.
    @Test
    void aSoftmaxThatTookAllAxesTogetherIsSaidAlongTheOnlyOneThatCounts() throws Exception {
        for (OpCase one : List.of(OpCase.of("matrix", new Softmax(1, true), OpCase.data(2, 3)),
                OpCase.of("picture of one point", new Softmax(1, true), OpCase.data(2, 3, 1, 1)),
                OpCase.of("last of three", new LogSoftmax(2, true), OpCase.data(2, 3, 4)),
                OpCase.of("nothing to share", new Softmax(-2, true), OpCase.data(2, 1, 1)))) {
            OpCase old = one.opset(9);
            List<Tensor> before = run(OnnxWriter.encode(old.graph(false)), old);
            byte[] later = OnnxWriter.encode(old.opset(13).graph(false));
            assertThat(OnnxReader.decode(later, null).nodes().getFirst().op()).hasSameClassAs(one.op());
            compare(one.title(), before.getFirst(), run(later, old).getFirst());
        }
    }

    private static List<Tensor> run(byte[] model, OpCase one) throws Exception {
        try (OrtSession session = OrtSession.open(model, OPTIONS)) {
            return List.copyOf(session.run(one.feed()).values());
        }
    }

    private static void compareShape(OpCase one, @org.jspecify.annotations.Nullable Shape shape, Tensor actual) {
        if (shape == null || !shape.isStatic()) {
            assertThat(one.open()).isTrue();
        } else {
            assertThat(shape).isEqualTo(actual.shape());
        }
    }

    private static void compare(String where, Tensor before, Tensor now) {
        assertThat(now.type()).as(where).isEqualTo(before.type());
        double[] expected = before.toDoubles();
        double[] actual = now.toDoubles();
        for (int i = 0; i < expected.length; i++) {
            if (Double.isFinite(expected[i])) {
                assertThat(actual[i]).as(where).isCloseTo(expected[i],
                        within(1e-6 * Math.max(1, Math.abs(expected[i]))));
            } else {
                assertThat(Double.valueOf(actual[i])).as(where).isEqualTo(Double.valueOf(expected[i]));
            }
        }
    }
}
