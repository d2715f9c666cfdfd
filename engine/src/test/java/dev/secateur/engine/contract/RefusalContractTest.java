package dev.secateur.engine.contract;

import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.onnx.OnnxWriter;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.runtime.OrtOptions;
import dev.secateur.engine.runtime.OrtSession;
import dev.secateur.engine.shape.ShapeConflict;
import dev.secateur.engine.shape.ShapeInference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/// Operands that are reported as a conflict are those that ONNX Runtime refuses, when it loads or when it runs.
class RefusalContractTest {

    static Stream<OpCase> cases() {
        return RefusedCases.all();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void aConflictIsReportedAndOnnxRuntimeRefuses(OpCase one) throws Exception {
        Graph graph = one.graph(false);
        assertThat(ShapeInference.infer(graph).conflicts()).singleElement().satisfies(
                c -> assertThat(c.kind()).isEqualTo(ShapeConflict.Kind.OPERANDS),
                c -> assertThat(c.reason()).isNotBlank());
        byte[] model = OnnxWriter.encode(graph);
        assertThatThrownBy(() -> run(model, one)).isInstanceOf(ProblemException.class);
    }

    private static void run(byte[] model, OpCase one) throws ProblemException {
        try (OrtSession session = OrtSession.open(model,
                OrtOptions.defaults().withThreads(1).withOptimised(false))) {
            session.run(one.feed());
        }
    }
}
