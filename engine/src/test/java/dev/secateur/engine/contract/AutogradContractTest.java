package dev.secateur.engine.contract;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import dev.secateur.engine.autograd.AutogradRules;
import dev.secateur.engine.autograd.ExecutionOptions;
import dev.secateur.engine.autograd.Gradients;
import dev.secateur.engine.autograd.Mode;
import dev.secateur.engine.autograd.Parameter;
import dev.secateur.engine.autograd.Scope;
import dev.secateur.engine.autograd.Torch;
import dev.secateur.engine.autograd.TrainableGraph;
import dev.secateur.engine.autograd.Update;
import dev.secateur.engine.autograd.Var;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.Value;
import dev.secateur.engine.onnx.OnnxReader;
import dev.secateur.engine.onnx.OnnxWriter;
import dev.secateur.engine.op.MaxPool;
import dev.secateur.engine.op.QuantizeLinear;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.runtime.OrtOptions;
import dev.secateur.engine.runtime.OrtSession;
import dev.secateur.engine.tensor.DType;
import dev.secateur.engine.tensor.Tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

/// Every operator with a rule gives ONNX Runtime's numbers, and gradients that finite differences confirm.
class AutogradContractTest {

    private static final OrtOptions OPTIONS = OrtOptions.defaults().withOptimised(false).withThreads(1);
    private static final double STEP = 1e-6;
    private static final int PROBED = 8;

    @BeforeAll
    static void usesOneThread() {
        Torch.setThreads(1);
    }

    static Stream<OpCase> covered() {
        return OpCases.all().filter(c -> AutogradRules.covers(c.op().getClass()) && !asksForIndices(c));
    }

    /// Rounding to a grid has a gradient of 0, and the rule passes it straight through on purpose: see its own test.
    static Stream<OpCase> smooth() {
        return covered().filter(c -> !(c.op() instanceof QuantizeLinear));
    }

    private static boolean asksForIndices(OpCase one) {
        return one.op() instanceof MaxPool && one.outputs() > 1;
    }

    static Stream<OpCase> excused() {
        return OpCases.all().filter(c -> !AutogradRules.covers(c.op().getClass()) || asksForIndices(c));
    }

    @ParameterizedTest
    @MethodSource("covered")
    void numbersAreThoseOfOnnxRuntime(OpCase one) throws Exception {
        byte[] model = OnnxWriter.encode(one.graph(false));
        Graph graph = OnnxReader.decode(model, null);
        for (double low : new double[]{0.5, -0.55}) {
            Map<String, Tensor> feed = feed(one, low);
            List<Tensor> expected;
            try (OrtSession session = OrtSession.open(model, OPTIONS)) {
                expected = List.copyOf(session.run(feed).values());
            }
            try (Scope scope = Scope.open();
                    TrainableGraph network = TrainableGraph.of(graph, ExecutionOptions.defaults())) {
                List<Var> actual = List.copyOf(network.forward(inputs(graph, feed), Mode.EVAL).values());
                for (int i = 0; i < expected.size(); i++) {
                    compare(expected.get(i), actual.get(i).toTensor());
                }
            }
        }
    }

    private static void compare(Tensor expected, Tensor actual) {
        assertThat(actual.shape()).isEqualTo(expected.shape());
        for (long i = 0; i < expected.elements(); i++) {
            double wanted = expected.doubleAt(i);
            if (Double.isFinite(wanted)) {
                assertThat(actual.doubleAt(i)).isCloseTo(wanted,
                        within(tolerance(expected.dtype()) * Math.max(1, Math.abs(wanted))));
            } else {
                assertThat(Double.valueOf(actual.doubleAt(i))).isEqualTo(Double.valueOf(wanted));
            }
        }
    }

    /// Narrow types are computed in float32 here and round there.
    private static double tolerance(DType dtype) {
        return switch (dtype) {
            case FLOAT16 -> 1e-3;
            case BFLOAT16 -> 1e-2;
            default -> 1e-4;
        };
    }

    @ParameterizedTest
    @MethodSource("smooth")
    void gradientsAreThoseOfFiniteDifferences(OpCase one) throws Exception {
        Graph graph = OnnxReader.decode(OnnxWriter.encode(one.graph(false)), null);
        for (double low : new double[]{0.5, -0.55}) {
            try (Scope scope = Scope.open();
                    TrainableGraph network = TrainableGraph.of(graph, ExecutionOptions.defaults().inDouble())) {
                Map<Value, Var> inputs = inputs(graph, feed(one, low));
                inputs.replaceAll((value, var) -> var.dtype() == DType.FLOAT
                        ? var.to(DType.DOUBLE).requireGradient(true)
                        : var);
                List<Var> probed = new ArrayList<>(inputs.values().stream().filter(Var::needsGradient).toList());
                network.parameters().stream().map(Parameter::value).forEach(probed::add);
                Var loss = loss(network, inputs);
                if (loss.needsGradient() && loss.isFinite()) {
                    List<Var> gradients = Gradients.of(loss, probed).orZeros();
                    for (int i = 0; i < probed.size(); i++) {
                        probe(network, inputs, probed.get(i), gradients.get(i).toDoubles());
                    }
                }
            }
        }
    }

    private static void probe(TrainableGraph network, Map<Value, Var> inputs, Var probed, double[] gradient) {
        Tensor start = probed.toTensor();
        double[] numbers = start.toDoubles();
        for (int i = 0; i < Math.min(PROBED, numbers.length); i++) {
            int place = (int) ((long) i * numbers.length / Math.min(PROBED, numbers.length));
            double difference = (shifted(network, inputs, probed, numbers, place, STEP)
                    - shifted(network, inputs, probed, numbers, place, -STEP)) / (2 * STEP);
            assertThat(gradient[place]).as("element " + place + " of " + probed).isCloseTo(difference,
                    within(1e-5 * Math.max(1, Math.abs(difference))));
        }
    }

    private static double shifted(TrainableGraph network, Map<Value, Var> inputs, Var probed, double[] numbers,
            int place, double step) {
        double[] moved = numbers.clone();
        moved[place] += step;
        try (Var source = Var.of(moved, probed.dims()); Var back = Var.of(numbers, probed.dims())) {
            Update.assign(probed, source);
            double loss = loss(network, inputs).item();
            Update.assign(probed, back);
            return loss;
        }
    }

    /// All real results, each element with a weight of its own, so that a permuted gradient is found.
    private static Var loss(TrainableGraph network, Map<Value, Var> inputs) {
        Var sum = Var.of(new double[]{0});
        for (Var output : network.forward(inputs, Mode.EVAL).values()) {
            if (output.dtype().isFloating()) {
                double[] weights = new Random(5).doubles(output.elements(), 0.5, 1.5).toArray();
                sum = sum.add(output.reshape(-1).mul(Var.of(weights, weights.length)).sum());
            }
        }
        return sum;
    }

    @ParameterizedTest
    @MethodSource("excused")
    void operatorsWithoutARuleAreRefusedByName(OpCase one) throws Exception {
        Graph graph = OnnxReader.decode(OnnxWriter.encode(one.graph(false)), null);
        assertThatThrownBy(() -> TrainableGraph.of(graph, ExecutionOptions.defaults()))
                .isInstanceOf(ProblemException.class).hasMessageContaining("node node")
                .hasMessageFindingMatch("operator " + one.op().type() + "|ONNX Runtime");
    }

    private static Map<Value, Var> inputs(Graph graph, Map<String, Tensor> feed) {
        Map<Value, Var> inputs = new LinkedHashMap<>();
        graph.requiredInputs().forEach(v -> inputs.put(v, Var.of(Objects.requireNonNull(feed.get(graph.name(v))))));
        return inputs;
    }

    /// Real inputs get numbers of their own, so that they do not equal the weights, which would be a kink of a maximum.
    private static Map<String, Tensor> feed(OpCase one, double low) {
        Map<String, Tensor> feed = new LinkedHashMap<>();
        one.feed().forEach((name, tensor) -> {
            if (tensor.dtype() == DType.FLOAT) {
                double[] numbers = new Random(name.hashCode()).doubles(tensor.elements(), low, low + 1).toArray();
                float[] floats = new float[numbers.length];
                for (int i = 0; i < floats.length; i++) {
                    floats[i] = (float) numbers[i];
                }
                feed.put(name, Tensor.of(floats, tensor.dims()));
            } else {
                feed.put(name, tensor);
            }
        });
        return feed;
    }
}
