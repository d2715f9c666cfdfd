package dev.secateur.engine.runtime;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import dev.secateur.engine.architecture.MobileNetV2;
import dev.secateur.engine.architecture.Pictures;
import dev.secateur.engine.architecture.ResNet;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.GraphEditor;
import dev.secateur.engine.graph.Node;
import dev.secateur.engine.graph.Value;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.op.BatchNormalization;
import dev.secateur.engine.op.Binary;
import dev.secateur.engine.op.Reshape;
import dev.secateur.engine.op.Unary;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.shape.Bindings;
import dev.secateur.engine.tensor.Tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

final class ParityTest {

    private static final Graph NETWORK = ResNet.of(8, Pictures.fashion(), 1);

    @Test
    void aNetworkEqualsItself() throws Exception {
        Samples samples = SampleInputs.samples(NETWORK, Bindings.none(), 8, 1);
        assertThat(samples.runs()).hasSize(1);
        Difference difference = Parity.compare(NETWORK, NETWORK, samples, Progress.none());
        assertThat(difference.isNone()).isTrue();
        assertThat(difference.maxRel()).isZero();
        assertThat(difference.inputs()).isEqualTo("8 samples from N(0, 1), seed 1");
        assertThat(difference.perOutput()).hasSize(1);
    }

    @Test
    void aShiftedResultDiffersByTheShift() throws Exception {
        Node last = NETWORK.nodes().getLast();
        float[] bias = NETWORK.constant(last.input(2)).orElseThrow().toFloats();
        bias[3] += 0.5f;
        GraphEditor editor = NETWORK.edit();
        editor.setInput(last, 2, editor.addConstant("shifted", Tensor.of(bias, bias.length)));
        Map<String, Tensor> inputs = SampleInputs.normal(NETWORK, Bindings.none(), 4, 2);
        Difference difference = Parity.compare(editor.build(), NETWORK, List.of(inputs), Progress.none());
        assertThat(difference.maxAbs()).isCloseTo(0.5, within(1e-5));
        double largest = largestResult(inputs);
        assertThat(difference.maxRel()).isCloseTo(difference.maxAbs() / largest, within(1e-9));
    }

    private static double largestResult(Map<String, Tensor> inputs) throws ProblemException {
        try (OrtSession session = OrtSession.open(NETWORK, OrtOptions.defaults())) {
            double largest = 0;
            for (double value : session.run(inputs).values().iterator().next().toDoubles()) {
                largest = Math.max(largest, Math.abs(value));
            }
            return largest;
        }
    }

    /// The network with a sigmoid and a reshape at its end, `shift` added before in one sum or in two.
    private static Graph unlikely(float shift, boolean twice) {
        Node last = NETWORK.nodes().getLast();
        float[] bias = NETWORK.constant(last.input(2)).orElseThrow().toFloats();
        GraphEditor editor = NETWORK.edit();
        for (int i = 0; i < bias.length; i++) {
            bias[i] += twice ? 0 : shift;
        }
        editor.setInput(last, 2, editor.addConstant("shifted", Tensor.of(bias, bias.length)));
        Value scores = last.output();
        if (twice) {
            scores = editor.addNode(new Binary(Binary.Kind.ADD), "shift", scores,
                    editor.addConstant("shift_by", Tensor.scalar(shift))).output();
        }
        Value likely = editor.addNode(new Unary(Unary.Kind.SIGMOID), "sigmoid", scores).output();
        editor.setOutputs(List.of(editor.addNode(new Reshape(null, false), "reshape", likely,
                editor.addConstant("extents", Tensor.vector(-1, 5, 2))).output()));
        return editor.build();
    }

    @Test
    void whatIsNearlyImpossibleIsComparedBeforeTheSigmoid() throws Exception {
        Samples samples = SampleInputs.samples(NETWORK, Bindings.none(), 64, 3);
        Graph graph = unlikely(-14, false);
        Difference same = Parity.compare(unlikely(-14, true), graph, samples, Progress.none());
        assertThat(same.maxAbs()).as("the sigmoid itself is not exact").isPositive();
        assertThat(same.maxRel()).isLessThan(1e-6);
        Difference other = Parity.compare(unlikely(-13.98f, false), graph, samples, Progress.none());
        assertThat(other.maxAbs()).isLessThan(5e-7);
        assertThat(other.maxRel()).isBetween(0.02 / 20, 0.02 / 12);
    }

    @Test
    void aResultThatIsNotFiniteIsAProblemAtTheNodeThatMadeIt() {
        Node norm = NETWORK.nodes().stream().filter(n -> n.op() instanceof BatchNormalization).toList().get(2);
        GraphEditor editor = NETWORK.edit();
        float[] variance = NETWORK.constant(norm.input(4)).orElseThrow().toFloats();
        variance[0] = -1;
        editor.setInput(norm, 4, editor.addConstant("negative", Tensor.of(variance, variance.length)));
        Graph broken = editor.build();
        assertThatThrownBy(() -> Parity.compare(broken, NETWORK,
                SampleInputs.samples(NETWORK, Bindings.none(), 2, 1), Progress.none()))
                .isInstanceOf(ProblemException.class).hasMessageContaining("not finite")
                .hasMessageContaining(broken.name(norm));
    }

    @Test
    void networksWithDifferentResultsAreNotCompared() {
        Graph other = MobileNetV2.small(new Pictures(1, 28, 7), 1);
        assertThatThrownBy(() -> Parity.compare(other, NETWORK,
                SampleInputs.samples(NETWORK, Bindings.none(), 2, 1), Progress.none()))
                .isInstanceOf(ProblemException.class).hasMessageContaining("2×7").hasMessageContaining("2×10");
    }

    @Test
    void aNegativeZeroIsNoDifference() throws Exception {
        Graph twice = negatedTwice();
        Samples samples = SampleInputs.samples(NETWORK, Bindings.none(), 2, 1);
        assertThat(Parity.compare(twice, NETWORK, samples, Progress.none()).isNone()).isTrue();
    }

    private static Graph negatedTwice() {
        GraphEditor editor = NETWORK.edit();
        Value logits = NETWORK.outputs().getFirst();
        Node once = editor.addNode(new Unary(Unary.Kind.NEG), "once", logits);
        Node again = editor.addNode(new Unary(Unary.Kind.NEG), "again", once.output());
        editor.setOutputs(List.of(again.output()));
        return editor.build();
    }
}
