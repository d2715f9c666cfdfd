package dev.secateur.engine.autograd;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.secateur.engine.architecture.Architecture;
import dev.secateur.engine.architecture.Pictures;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.GraphEditor;
import dev.secateur.engine.graph.Header;
import dev.secateur.engine.graph.Value;
import dev.secateur.engine.op.Binary;
import dev.secateur.engine.op.Unary;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.tensor.DType;
import dev.secateur.engine.tensor.Shape;
import dev.secateur.engine.tensor.Tensor;
import dev.secateur.engine.tensor.TensorType;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class WrittenGeluTest {

    private static final float ROOT = (float) Math.sqrt(2);

    private GraphEditor editor;
    private Value x;

    @BeforeEach
    void beginsAGraph() {
        Torch.setThreads(1);
        editor = Graph.empty(new Header("toy", 8, Map.of("", 17L), null)).edit();
        x = editor.addInput("x", TensorType.of(DType.FLOAT, Shape.of(4)));
    }

    private Value number(float value) {
        return editor.addConstant("number", Tensor.scalar(value));
    }

    private Value two(Binary.Kind kind, Value first, Value second) {
        return editor.addNode(new Binary(kind), kind.name(), first, second).output();
    }

    private Value multiply(Value first, Value second) {
        return two(Binary.Kind.MUL, first, second);
    }

    private Value raised(Value scaled, float one) {
        return two(Binary.Kind.ADD, number(one), editor.addNode(new Unary(Unary.Kind.ERF), "erf", scaled).output());
    }

    private Value usualRaised() {
        return raised(two(Binary.Kind.DIV, x, number(ROOT)), 1);
    }

    private Graph graph(Value... wanted) {
        editor.setOutputs(List.of(wanted));
        return editor.build();
    }

    private static List<String> steps(Graph graph) {
        return Plan.of(graph, WrittenGelu.of(graph),
                new Plan.Key(Set.copyOf(graph.inputs()), graph.outputs(), Set.of())).steps().stream()
                .map(n -> n.op().type()).toList();
    }

    @Test
    void isOneStepInWhateverOrderItsFactorsStand() {
        assertThat(steps(graph(multiply(multiply(x, usualRaised()), number(0.5f))))).containsExactly("Gelu");
        assertThat(steps(graph(multiply(multiply(x, number(0.5f)), usualRaised())))).containsExactly("Gelu");
        assertThat(steps(graph(multiply(x, multiply(number(0.5f), usualRaised()))))).containsExactly("Gelu");
        assertThat(steps(graph(multiply(multiply(number(0.5f), x),
                raised(multiply(number(1 / ROOT), x), 1))))).containsExactly("Gelu");
    }

    @ParameterizedTest
    @CsvSource({"1.42, 1, 0.5", "1.4142135, 1.1, 0.5", "1.4142135, 1, 0.6"})
    void othersStayAsTheyAreWritten(float root, float one, float half) {
        Value raised = raised(two(Binary.Kind.DIV, x, number(root)), one);
        assertThat(steps(graph(multiply(multiply(x, raised), number(half))))).hasSize(5).doesNotContain("Gelu");
    }

    @Test
    void isReadAsWrittenWhereSomethingElseUsesItsInside() {
        Value raised = usualRaised();
        Value result = multiply(multiply(x, raised), number(0.5f));
        assertThat(steps(graph(result, editor.addNode(new Unary(Unary.Kind.NEG), "neg", raised).output())))
                .doesNotContain("Gelu");
        assertThat(steps(graph(result, raised))).doesNotContain("Gelu");
    }

    @Test
    void ofAnotherValueIsNone() {
        Value other = editor.addInput("other", TensorType.of(DType.FLOAT, Shape.of(4)));
        assertThat(WrittenGelu.of(graph(multiply(multiply(other, usualRaised()), number(0.5f))))).isEmpty();
    }

    @Test
    void whatIsPutInsideIsAsked() throws ProblemException {
        Value raised = usualRaised();
        Graph graph = graph(multiply(multiply(x, raised), number(0.5f)));
        try (Scope all = Scope.open(); TrainableGraph network = TrainableGraph.of(graph, ExecutionOptions.defaults())) {
            Var data = Var.of(new float[]{-1, 0, 1, 2}, 4);
            float[] usual = network.infer(data).toFloats();
            assertThat(usual).containsExactly(new float[]{-0.15865526f, 0, 0.8413447f, 1.9544997f}, within(1e-6f));
            Interceptor doubled = (value, mode) -> value.mul(2);
            network.attach(raised, doubled);
            assertThat(network.infer(data).toFloats()).containsExactly(
                    new float[]{2 * usual[0], 0, 2 * usual[2], 2 * usual[3]}, within(1e-6f));
            network.detach(raised, doubled);
            assertThat(network.infer(data).toFloats()).isEqualTo(usual);
            assertThat(network.run(Map.of(x, data), List.of(raised), Mode.EVAL)).containsOnlyKeys(raised);
        }
    }

    /// An interceptor that changes nothing keeps a GELU from becoming one step, so it gives the other side of the comparison.
    @ParameterizedTest
    @ValueSource(strings = {"vit-tiny", "convnext-nano"})
    void resultsAndGradientsAreThoseOfTheWrittenForm(String id) throws ProblemException {
        Graph graph = Architecture.named(id).orElseThrow().build(Pictures.fashion(), 1, 1);
        assertThat(steps(graph)).contains("Gelu").doesNotContain("Erf");
        try (Scope all = Scope.open(); TrainableGraph network = TrainableGraph.of(graph, ExecutionOptions.defaults())) {
            Torch.setSeed(1);
            Var pictures = Var.normal(2, 1, 28, 28);
            List<float[]> whole = resultAndGradients(network, pictures);
            graph.nodes().stream().filter(n -> n.op() instanceof Unary)
                    .forEach(n -> network.attach(n.output(), (data, mode) -> data));
            List<float[]> written = resultAndGradients(network, pictures);
            assertThat(whole).hasSameSizeAs(written);
            for (int i = 0; i < whole.size(); i++) {
                assertThat(whole.get(i)).as("number %d", i).containsExactly(written.get(i), within(2e-5f));
            }
        }
    }

    private static List<float[]> resultAndGradients(TrainableGraph network, Var pictures) {
        Var scores = network.forward(pictures, Mode.TRAIN);
        List<Var> gradients = Gradients.of(scores.mul(scores).mean(), network.trainedValues()).orZeros();
        List<float[]> all = new ArrayList<>(
                Stream.concat(Stream.of(scores), gradients.stream()).map(Var::toFloats).toList());
        assertThat(all).allSatisfy(numbers -> assertThat(numbers).isNotEmpty());
        return all;
    }
}
