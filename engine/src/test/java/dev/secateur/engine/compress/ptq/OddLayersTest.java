package dev.secateur.engine.compress.ptq;

import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.secateur.engine.compress.MethodInput;
import dev.secateur.engine.compress.MethodResult;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.GraphEditor;
import dev.secateur.engine.graph.Header;
import dev.secateur.engine.graph.Value;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.network.NetBuilder;
import dev.secateur.engine.op.Flatten;
import dev.secateur.engine.op.Gemm;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.runtime.OrtOptions;
import dev.secateur.engine.runtime.OrtSession;
import dev.secateur.engine.runtime.SampleInputs;
import dev.secateur.engine.runtime.Samples;
import dev.secateur.engine.shape.Bindings;
import dev.secateur.engine.tensor.Tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/// Layers whose bias is none, operator sets and widths that few models have.
class OddLayersTest {

    private static final int FEATURES = 16;
    private static final int CLASSES = 5;

    /// What a fully connected layer adds to its products.
    enum Addend {
        COMPUTED(1, 1, (net, x) -> net.relu(net.head(x, CLASSES))),
        WEIGHTED(2, 0.5f, (net, x) -> net.around(0, 3,
                CLASSES)),
        WEIGHTED_NONE(0.5f, 1, null),
        SCALAR(1, 1, (net, x) -> net.number(4)),
        ONE(1, 1,
                (net, x) -> net.around(4, 1, 1)),
        ROW(1, 1, (net, x) -> net.around(0, 3, 1, CLASSES));

        private final Gemm op;
        private final @Nullable BiFunction<NetBuilder, Value, Value> made;

        Addend(float alpha, float beta, @Nullable BiFunction<NetBuilder, Value, Value> made) {
            this.op = new Gemm(alpha, beta, false, true);
            this.made = made;
        }

        Graph graph() {
            NetBuilder net = new NetBuilder("odd", 13, 3);
            Value x = net.node(new Flatten(1), FEATURES, net.picture(1, 4));
            Value hidden = net.relu(net.head(x, FEATURES));
            Value weight = net.weight(CLASSES, FEATURES);
            return net.finish(made == null
                    ? net.node(op, CLASSES, hidden, weight)
                    : net.node(op, CLASSES, hidden, weight, made.apply(net, hidden)));
        }
    }

    private static MethodResult run(Graph graph, PtqConfig config, Samples samples) throws ProblemException {
        return new Ptq().run(new MethodInput<>(graph, config, samples, 5, 1), Progress.none());
    }

    private static Samples samples(Graph graph) throws ProblemException {
        return SampleInputs.samples(graph, Bindings.none(), 64, 9);
    }

    /// Signal to noise of results, dB.
    private static double agreement(Graph a, Graph b, Samples samples) throws ProblemException {
        double signal = 0;
        double noise = 0;
        try (OrtSession first = OrtSession.open(a, OrtOptions.defaults().withThreads(1));
                OrtSession second = OrtSession.open(b, OrtOptions.defaults().withThreads(1))) {
            for (Map<String, Tensor> inputs : samples.runs()) {
                double[] x = first.run(inputs).values().iterator().next().toDoubles();
                double[] y = second.run(inputs).values().iterator().next().toDoubles();
                for (int i = 0; i < x.length; i++) {
                    signal += x[i] * x[i];
                    noise += (x[i] - y[i]) * (x[i] - y[i]);
                }
            }
        }
        return 10 * Math.log10(signal / noise);
    }

    @ParameterizedTest
    @EnumSource(Addend.class)
    void whateverALayerAddsStaysWhatItWas(Addend addend) throws Exception {
        Graph graph = addend.graph();
        Samples samples = samples(graph);
        assertThat(agreement(graph, run(graph, PtqConfig.defaults(), samples).graph(), samples)).isGreaterThan(25);
    }

    @ParameterizedTest
    @ValueSource(ints = {9, 10, 12, 15})
    void activationsMayHaveAnyWidthBetweenAByteAndTwo(int bits) throws Exception {
        Graph graph = Addend.ROW.graph();
        Samples samples = samples(graph);
        PtqConfig config = PtqConfig.defaults().withBits(16, bits);
        assertThat(agreement(graph, run(graph, config, samples).graph(), samples)).isGreaterThan(4.5 * bits);
    }

    @Test
    void biasesAreCorrectedForWeightsAloneWhereThereIsData() throws Exception {
        Graph graph = Addend.ROW.graph();
        Samples samples = samples(graph);
        PtqConfig coarse = PtqConfig.defaults().withBits(2, 32);
        PtqConfig plain = new PtqConfig(2, 32, List.of(), Ends.SAME, coarse.ranges(), false, false, true, false,
                SevenBits.AUTO, 500);
        double corrected = agreement(graph, run(graph, coarse, samples).graph(), samples);
        assertThat(corrected).isGreaterThan(agreement(graph, run(graph, plain, samples).graph(), samples) + 1);

        PtqReport without = (PtqReport) new Ptq().run(new MethodInput<>(graph, coarse, null, 5, 1), Progress.none())
                .report();
        assertThat(without.calibration()).contains("biases are not corrected");
    }

    @Test
    void codebooksHaveAsManyValuesAsTheirBitsTell() throws Exception {
        NetBuilder net = new NetBuilder("wide", 13, 3);
        Graph graph = net.finish(net.head(net.node(new Flatten(1), 64, net.picture(1, 8)), 16));
        PtqConfig usual = PtqConfig.defaults();
        PtqConfig config = new PtqConfig(8, 32, List.of(), Ends.SAME, usual.ranges(), false, false, true, false,
                SevenBits.ALWAYS, 10).withCodebook(true);
        PtqReport report = (PtqReport) run(graph, config, samples(graph)).report();
        assertThat(report.layers().getFirst().weightBits()).isEqualTo(8);
        assertThat(report.processor()).contains("all their bits");
    }

    @Test
    void anOldOperatorSetIsRaisedForCodebooks() throws Exception {
        NetBuilder net = new NetBuilder("old", 13, 3);
        // 15 weights of 4 bits leave half a byte, which has to be cut off.
        Graph now = net.finish(net.head(net.node(new Flatten(1), 9, net.picture(1, 3)), 5));
        GraphEditor editor = now.edit();
        editor.setHeader(new Header("old", 4, Map.of("", 9L), null));
        Graph old = editor.build();
        Samples samples = samples(old);
        Graph made = run(old, PtqConfig.defaults().withBits(4, 32).withCodebook(true), samples).graph();
        assertThat(made.header().opset()).isGreaterThanOrEqualTo(10);
        assertThat(agreement(old, made, samples)).isGreaterThan(15);
    }

    @Test
    void roundingIsLearnedOnce() {
        PtqConfig training = PtqConfig.defaults().withLearn(Learn.none().withEpochs(1));
        assertThatThrownBy(() -> training.withRounding(RoundingChoice.ADAPTIVE, 10))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("one of both");
    }
}
