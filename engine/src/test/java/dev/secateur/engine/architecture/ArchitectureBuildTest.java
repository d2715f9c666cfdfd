package dev.secateur.engine.architecture;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import dev.secateur.engine.cost.CostRules;
import dev.secateur.engine.cost.Costs;
import dev.secateur.engine.graph.Constraint;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.onnx.OnnxReader;
import dev.secateur.engine.onnx.OnnxWriter;
import dev.secateur.engine.op.BatchNormalization;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.runtime.OrtOptions;
import dev.secateur.engine.runtime.OrtSession;
import dev.secateur.engine.runtime.SampleInputs;
import dev.secateur.engine.shape.Bindings;
import dev.secateur.engine.shape.ShapeInference;
import dev.secateur.engine.shape.Shapes;
import dev.secateur.engine.tensor.Shape;
import dev.secateur.engine.tensor.Tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

final class ArchitectureBuildTest {

    /// Multiply-accumulates in millions for CIFAR's pictures; those of ResNet follow from the paper's depth.
    private static final Map<String, Double> MOST = Map.of("resnet20", 42.0, "resnet32", 72.0, "resnet44", 100.0,
            "resnet56", 130.0);

    static Stream<Arguments> all() {
        return Architecture.all().stream().flatMap(a -> Stream.of(Arguments.of(a.id(), Pictures.fashion()),
                Arguments.of(a.id(), Pictures.cifarTen())));
    }

    @ParameterizedTest
    @MethodSource("all")
    void runsInOnnxRuntimeWithAnyBatch(String id, Pictures pictures) throws Exception {
        Graph graph = build(id, pictures, 1);
        assertThat(Constraint.violations(graph)).isEmpty();
        Graph read = OnnxReader.decode(OnnxWriter.encode(graph), null);
        try (OrtSession session = OrtSession.open(read, OrtOptions.defaults().withThreads(1))) {
            for (int batch : new int[]{1, 3}) {
                Map<String, Tensor> inputs = SampleInputs.normal(read, Bindings.none(), batch, 1);
                Tensor scores = session.run(inputs, Progress.none()).values().iterator().next();
                assertThat(scores.dims()).containsExactly(batch, 10);
                assertThat(scores.toDoubles()).doesNotContain(Double.NaN);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void staysWithinTheBudgetAndIsCountedWhole(String id, Pictures pictures) throws Exception {
        Graph graph = build(id, pictures, 1);
        Shapes shapes = ShapeInference.infer(graph, Bindings.batch(1));
        assertThat(shapes.conflicts()).isEmpty();
        assertThat(shapes.shape(graph.outputs().getFirst())).isEqualTo(Shape.of(1, 10));
        Costs costs = CostRules.count(graph, shapes);
        assertThat(costs.isComplete()).isTrue();
        assertThat(costs.macs() / 1e6).isBetween(1.0, MOST.getOrDefault(id, 44.0));
    }

    @Test
    void normalisationsBeginWithoutEffect() throws Exception {
        Graph graph = build("resnet20", Pictures.fashion(), 1);
        List<Double> first = graph.nodes().stream().filter(n -> n.op() instanceof BatchNormalization)
                .flatMap(n -> n.inputs().subList(1, 5).stream())
                .map(v -> graph.constant(v).orElseThrow().doubleAt(0)).toList();
        assertThat(first).hasSize(4 * 21);
        assertThat(first.subList(0, 4)).containsExactly(1.0, 0.0, 0.0, 1.0);
    }

    @Test
    void aWidthFactorWidensWhatCanBeWidened() throws Exception {
        Architecture vgg = Architecture.named("vgg-small").orElseThrow();
        long narrow = parameters(vgg.build(Pictures.cifarTen(), 0.5, 1));
        long wide = parameters(vgg.build(Pictures.cifarTen(), 1, 1));
        assertThat((double) wide / narrow).isBetween(3.8, 4.0);
        assertThatThrownBy(() -> Architecture.named("resnet20").orElseThrow().build(Pictures.cifarTen(), 0.5, 1))
                .isInstanceOf(ProblemException.class).hasMessageContaining("width is fixed");
    }

    @Test
    void refusesPicturesThatDoNotFit() {
        assertThatThrownBy(() -> build("vit-tiny", new Pictures(3, 30, 10), 1)).isInstanceOf(ProblemException.class)
                .hasMessageContaining("multiple of 4");
        assertThatThrownBy(() -> build("resnet20", new Pictures(3, 8, 10), 1)).isInstanceOf(ProblemException.class)
                .hasMessageContaining("at least 16");
    }

    @Test
    void nodesOfTransformersAreNamedAsTheExporterNamesThem() throws Exception {
        Graph graph = build("vit-tiny", Pictures.fashion(), 1);
        assertThat(graph.nodeNamed("/encoder/layers/layers.0/ln_1/LayerNormalization")).isPresent();
        assertThat(graph.nodeNamed("/encoder/layers/layers.5/self_attention/Softmax")).isPresent();
    }

    private static long parameters(Graph graph) {
        return CostRules.count(graph, ShapeInference.infer(graph, Bindings.batch(1))).parameters();
    }

    private static Graph build(String id, Pictures pictures, long seed) throws ProblemException {
        return Architecture.named(id).orElseThrow().build(pictures, 1, seed);
    }
}
