package dev.secateur.engine.compress.ptq;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import dev.secateur.engine.architecture.MobileNetV2;
import dev.secateur.engine.architecture.Pictures;
import dev.secateur.engine.architecture.ResNet;
import dev.secateur.engine.compress.Applicability;
import dev.secateur.engine.compress.Method;
import dev.secateur.engine.compress.MethodContract;
import dev.secateur.engine.compress.MethodInput;
import dev.secateur.engine.compress.MethodResult;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.GraphEditor;
import dev.secateur.engine.graph.Node;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.kernel.Kernels;
import dev.secateur.engine.onnx.OnnxWriter;
import dev.secateur.engine.op.BatchNormalization;
import dev.secateur.engine.op.QuantizeLinear;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.quant.Clipping;
import dev.secateur.engine.quant.Grid;
import dev.secateur.engine.quant.Histogram;
import dev.secateur.engine.quant.QuantLayer;
import dev.secateur.engine.quant.RangeSearch;
import dev.secateur.engine.runtime.OrtOptions;
import dev.secateur.engine.runtime.OrtSession;
import dev.secateur.engine.runtime.SampleInputs;
import dev.secateur.engine.runtime.Samples;
import dev.secateur.engine.shape.Bindings;
import dev.secateur.engine.tensor.DType;
import dev.secateur.engine.tensor.Tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

class PtqTest extends MethodContract<PtqConfig> {

    @Override
    protected Method<PtqConfig> method() {
        return new Ptq();
    }

    @Override
    protected Graph graph() {
        return ResNet.of(8, new Pictures(1, 8, 4), 3);
    }

    @Override
    protected PtqConfig config() {
        Ranges quick = new Ranges(Clipping.MINMAX, Clipping.MINMAX, 99.9, Scheme.AFFINE, true);
        return new PtqConfig(6, 7, List.of(), Ends.SAME, quick, false, true, true, false, SevenBits.AUTO, 10);
    }

    @Override
    protected MethodResult run(Graph graph, PtqConfig config, @Nullable Samples samples, Progress progress)
            throws ProblemException {
        Samples given = samples != null ? samples : SampleInputs.samples(graph, Bindings.none(), 16, 2);
        return method().run(new MethodInput<>(graph, config, given, 5, 1), progress);
    }

    /// Signal to noise between the file and the simulation, dB; infinite if they give the same.
    private static double agreement(PtqReport report) {
        Double fused = report.check().fusedDecibel();
        return fused == null ? Double.POSITIVE_INFINITY : fused;
    }

    private PtqReport report(Graph graph, PtqConfig config) throws ProblemException {
        return (PtqReport) run(graph, config, null, Progress.none()).report();
    }

    @ParameterizedTest
    @CsvSource({"8, 8, 35", "4, 8, 30", "8, 4, 25", "16, 16, 35", "16, 8, 35", "8, 16, 35", "8, 32, 90", "32, 8, 25"})
    void theFileComputesWhatTheSimulationDoes(int weights, int activations, double decibels) throws Exception {
        PtqReport report = report(graph(), PtqConfig.defaults().withBits(weights, activations));

        assertThat(agreement(report)).isGreaterThan(decibels);
        assertThat(report.check().unfusedDifference()).isLessThan(0.1);
        assertThat(report.layers()).hasSize(10)
                .allMatch(l -> l.weightBits() == weights && l.activationBits() == activations);
    }

    @ParameterizedTest
    @EnumSource(Clipping.class)
    void everyClippingWorksWithEitherScheme(Clipping clipping) throws Exception {
        for (Scheme scheme : Scheme.values()) {
            Ranges ranges = new Ranges(clipping, clipping, 99.9, scheme, scheme == Scheme.AFFINE);
            PtqConfig config = new PtqConfig(8, 8, List.of(), Ends.SAME, ranges, false, true, true, false,
                    SevenBits.NEVER, 10);
            assertThat(agreement(report(graph(), config))).isGreaterThan(25);
        }
    }

    @Test
    void moreBitsLoseLessInEveryLayer() throws Exception {
        List<PtqReport.Layer> few = report(graph(), PtqConfig.defaults().withBits(3, 3)).layers();
        List<PtqReport.Layer> many = report(graph(), PtqConfig.defaults().withBits(7, 7)).layers();
        for (int i = 0; i < few.size(); i++) {
            Double less = few.get(i).weightSqnr();
            Double more = many.get(i).weightSqnr();
            assertThat(more).isGreaterThan(less == null ? 0 : less + 15);
            assertThat(many.get(i).activationSqnr()).isGreaterThan(few.get(i).activationSqnr());
        }
    }

    @Test
    void theFileGetsSmallerAndPackedFilesSmallerStill() throws Exception {
        Graph graph = ResNet.of(20, new Pictures(3, 32, 10), 3);
        long before = OnnxWriter.encode(graph).length;
        PtqConfig four = PtqConfig.defaults().withBits(4, 8);
        long bytes = OnnxWriter.encode(run(graph, four, null, Progress.none()).graph()).length;
        PtqConfig packed = new PtqConfig(4, 8, List.of(), Ends.SAME, Ranges.defaults(), false, true, true, true,
                SevenBits.AUTO, 10);
        MethodResult result = run(graph, packed, null, Progress.none());
        long fewer = OnnxWriter.encode(result.graph()).length;

        assertThat(bytes).isLessThan((long) (0.4 * before));
        assertThat(fewer).isLessThan((long) (0.65 * bytes));
        assertThat(result.graph().header().opset()).isEqualTo(21);
        assertThat(result.graph().constants().values()).anyMatch(t -> t.dtype() == DType.INT4);
        assertThat(((PtqReport) result.report()).packedBytes()).isEqualTo(((PtqReport) result.report()).storedBytes());
    }

    @Test
    void layersMayHaveBitsOfTheirOwnAndEndsMayBeSpared() throws Exception {
        PtqReport.Layer second = report(graph(), config()).layers().get(1);
        PtqConfig own = config().withLayers(List.of(second.name() + ":3/5"));
        PtqReport.Layer changed = report(graph(), own).layers().get(1);
        PtqConfig ends = new PtqConfig(4, 4, List.of(), Ends.FLOAT, Ranges.defaults(), false, false, true, false,
                SevenBits.AUTO, 10);
        PtqReport spared = report(graph(), ends);

        assertThat(changed.weightBits()).isEqualTo(3);
        assertThat(changed.activationBits()).isEqualTo(5);
        assertThat(spared.layers()).hasSize(8);
        assertThat(spared.left()).hasSize(2);
        assertThat(agreement(spared)).isGreaterThan(20);
        assertThatThrownBy(() -> report(graph(), config().withLayers(List.of("nowhere:3/5"))))
                .isInstanceOf(ProblemException.class).hasMessageContaining("nowhere");
        assertThatThrownBy(() -> report(graph(), config().withLayers(List.of(second.name() + ":3"))))
                .isInstanceOf(ProblemException.class).hasMessageContaining("NAME:WEIGHTS/ACTIVATIONS");
    }

    @Test
    void weightsKeepToSevenBitsWhereThatIsAsked() throws Exception {
        PtqConfig seven = new PtqConfig(8, 8, List.of(), Ends.SAME, Ranges.defaults(), false, true, true, false,
                SevenBits.ALWAYS, 10);
        PtqReport report = report(graph(), seven);

        assertThat(report.layers()).allMatch(l -> l.weightBits() == 7);
        assertThat(report.processor()).contains("7 bits");
    }

    @Test
    void neighboursAreEqualisedWhereThatIsAsked() throws Exception {
        Ranges rough = new Ranges(Clipping.MINMAX, Clipping.MINMAX, 100, Scheme.AFFINE, false);
        PtqReport plain = report(graph(), new PtqConfig(6, 8, List.of(), Ends.SAME, rough, false, false, true, false,
                SevenBits.AUTO, 10));
        PtqReport equal = report(graph(), new PtqConfig(6, 8, List.of(), Ends.SAME, rough, true, false, true, false,
                SevenBits.AUTO, 10));

        assertThat(agreement(equal)).isGreaterThan(20);
        assertThat(equal.layers().stream().map(PtqReport.Layer::weightSqnr).toList())
                .isNotEqualTo(plain.layers().stream().map(PtqReport.Layer::weightSqnr).toList());
    }

    @Test
    void depthwiseLayersAndLimitedRectifiersWorkToo() throws Exception {
        Graph graph = MobileNetV2.small(new Pictures(3, 32, 10), 2);
        MethodResult result = run(graph, PtqConfig.defaults(), null, Progress.none());

        assertThat(agreement((PtqReport) result.report())).isGreaterThan(15);
        assertThat(result.graph().nodes()).noneMatch(n -> n.op() instanceof BatchNormalization);
    }

    @Test
    void aModelThatIsQuantisedAlreadyIsRefused() throws Exception {
        Graph quantised = run(graph(), config(), null, Progress.none()).graph();

        assertThat(quantised.nodes()).anyMatch(n -> n.op() instanceof QuantizeLinear);
        assertThat(method().applicability(quantised, config())).isInstanceOfSatisfying(Applicability.No.class,
                no -> assertThat(no.reason()).contains("already"));
    }

    @Test
    void activationsNeedDataAndWeightsAloneDoNot() throws Exception {
        assertThatThrownBy(
                () -> method().run(new MethodInput<>(graph(), config(), null, 5, 1), Progress.none()))
                .isInstanceOf(ProblemException.class).hasMessageContaining("--data");
        MethodResult alone = method().run(
                new MethodInput<>(graph(), PtqConfig.defaults().withBits(8, 32), null, 5, 1), Progress.none());
        assertThat(((PtqReport) alone.report()).notes()).anyMatch(n -> n.contains("weights alone"));
    }

    @Test
    void weightsMayBeIndicesIntoCodebooks() throws Exception {
        Graph graph = ResNet.of(8, new Pictures(3, 32, 10), 3);
        for (int bits : new int[]{2, 3, 8}) {
            MethodResult result = run(graph, PtqConfig.defaults().withBits(bits, 32).withCodebook(true), null,
                    Progress.none());
            PtqReport report = (PtqReport) result.report();
            assertThat(agreement(report)).isGreaterThan(80);
            assertThat(report.layers()).allMatch(l -> l.weightBits() == bits && l.stored().startsWith("codebook"));
            assertThat(report.storedBytes()).isLessThan(report.weightBytes() * (bits == 3 ? 5 : bits + 1) / 32 + 8192);
        }
        assertThat(agreement(report(graph, PtqConfig.defaults().withBits(4, 8).withCodebook(true))))
                .isGreaterThan(25);
    }

    @Test
    void aLayerWithFewerDifferentWeightsThanValuesLosesNothing() throws Exception {
        Graph graph = withWeights(0.5f);
        PtqReport report = report(graph, PtqConfig.defaults().withBits(2, 32).withCodebook(true));
        assertThat(report.layers().get(1).weightSqnr()).isNull();
        assertThat(report.notes()).anyMatch(n -> n.contains("different weights"));
    }

    @Test
    void aWeightThatIsNotFiniteIsRefusedWithItsLayer() {
        assertThatThrownBy(() -> report(withWeights(Float.POSITIVE_INFINITY), config()))
                .isInstanceOf(ProblemException.class).hasMessageContaining("Infinity");
    }

    /// The small network, all weights of its second layer alike.
    private Graph withWeights(float value) {
        Graph graph = graph();
        QuantLayer layer = QuantLayer.of(graph).get(1);
        float[] weights = new float[(int) layer.weights()];
        Arrays.fill(weights, value);
        GraphEditor editor = graph.edit();
        // Normalisations are taken away first: folding them would give each channel weights of its own.
        for (Node node : graph.nodes()) {
            if (node.op() instanceof BatchNormalization) {
                editor.replaceUses(node.output(), node.input(0));
            }
        }
        editor.setInput(layer.node(), 1, editor.addConstant("alike", Tensor.of(weights, layer.weight().dims())));
        editor.removeUnused();
        return editor.build();
    }

    @Test
    void aConstantActivationKeepsItsValue() throws Exception {
        Grid grid = new RangeSearch(Clipping.MSE, 100, false).grid(constant(0.37f), 4);
        assertThat(grid.round(0.37f)).isCloseTo(0.37f, within(1e-6f));
        assertThat(grid.round(0)).isZero();
    }

    private static Histogram constant(float value) {
        Histogram histogram = new Histogram(Kernels.plain());
        histogram.add(new float[]{value, value, value});
        return histogram;
    }

    @Test
    void roundingUpOrDownKeepsResultsNearerThanRoundingToTheNearest() throws Exception {
        Graph graph = graph();
        Samples samples = SampleInputs.samples(graph, Bindings.none(), 64, 9);
        PtqConfig nearest = new PtqConfig(3, 32, List.of(), Ends.SAME, Ranges.defaults(), false, false, false, false,
                SevenBits.AUTO, 64);
        double before = apart(graph, run(graph, nearest, samples, Progress.none()).graph(), samples);
        PtqConfig adaptive = new PtqConfig(3, 32, List.of(), Ends.SAME, Ranges.defaults(), false, false, false, false,
                SevenBits.AUTO, 64).withRounding(RoundingChoice.ADAPTIVE, 60);
        double after = apart(graph, run(graph, adaptive, samples, Progress.none()).graph(), samples);
        assertThat(after).isLessThan(0.8 * before);
    }

    /// Mean squared distance of results.
    private static double apart(Graph a, Graph b, Samples samples) throws ProblemException {
        try (OrtSession first = OrtSession.open(a, OrtOptions.defaults().withThreads(1));
                OrtSession second = OrtSession.open(b, OrtOptions.defaults().withThreads(1))) {
            double sum = 0;
            for (Map<String, Tensor> inputs : samples.runs()) {
                double[] x = first.run(inputs).values().iterator().next().toDoubles();
                double[] y = second.run(inputs).values().iterator().next().toDoubles();
                for (int i = 0; i < x.length; i++) {
                    sum += (x[i] - y[i]) * (x[i] - y[i]);
                }
            }
            return sum;
        }
    }
}
