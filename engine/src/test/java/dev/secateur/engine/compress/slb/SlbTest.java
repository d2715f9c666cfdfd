package dev.secateur.engine.compress.slb;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.secateur.engine.architecture.MobileNetV2;
import dev.secateur.engine.architecture.Pictures;
import dev.secateur.engine.architecture.ResNet;
import dev.secateur.engine.autograd.Gradients;
import dev.secateur.engine.autograd.Mode;
import dev.secateur.engine.autograd.Var;
import dev.secateur.engine.compress.Applicability;
import dev.secateur.engine.compress.Learning;
import dev.secateur.engine.compress.Method;
import dev.secateur.engine.compress.MethodContract;
import dev.secateur.engine.compress.MethodInput;
import dev.secateur.engine.compress.MethodResult;
import dev.secateur.engine.data.Normalisation;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.GraphEditor;
import dev.secateur.engine.graph.Node;
import dev.secateur.engine.job.CancelledException;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.onnx.OnnxWriter;
import dev.secateur.engine.op.Identity;
import dev.secateur.engine.op.QuantizeLinear;
import dev.secateur.engine.op.Where;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.quant.QuantLayer;
import dev.secateur.engine.rewrite.Rewriter;
import dev.secateur.engine.rewrite.rules.FoldBatchNorm;
import dev.secateur.engine.runtime.SampleInputs;
import dev.secateur.engine.runtime.Samples;
import dev.secateur.engine.shape.Bindings;
import dev.secateur.engine.tensor.Tensor;
import dev.secateur.engine.train.OptimiserConfig;
import dev.secateur.engine.train.Pause;
import dev.secateur.engine.train.Quarters;
import dev.secateur.engine.train.TrainEvent;
import dev.secateur.engine.train.TrainInput;
import dev.secateur.engine.train.TrainListener;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

class SlbTest extends MethodContract<SlbConfig> {

    private static final Normalisation NORMALISATION = new Normalisation(1 / 255.0, new double[]{0.4},
            new double[]{0.25});

    @Override
    protected Method<SlbConfig> method() {
        return new Slb();
    }

    @Override
    protected Graph graph() {
        return ResNet.of(8, new Pictures(1, 8, 4), 3);
    }

    @Override
    protected SlbConfig config() {
        return config(2, 2, StateNorm.CALIBRATE, Storage.BITS, List.of());
    }

    private static SlbConfig config(int bits, int epochs, StateNorm norm, Storage storage, List<String> layers) {
        return config(bits, 32, epochs, norm, storage, layers);
    }

    private static SlbConfig config(int bits, int activations, int epochs, StateNorm norm, Storage storage,
            List<String> layers) {
        SlbConfig.Start start = new SlbConfig.Start(FirstLogits.DISTANCE, 0.5, Scaling.AUTO);
        Temperature temperature = new Temperature(1, 1000, 0.05, 0.85, false);
        return new SlbConfig(bits, activations, layers, Ends.FLOAT, start, temperature, norm, 64, epochs,
                OptimiserConfig.Kind.SGD, 0.1, 16, 1e-4, false, storage);
    }

    private static Learning learning(TrainListener listener, TrainInput.@Nullable Checkpoints checkpoints) {
        return new Learning(new TrainInput.Pictures(new Quarters(64, 1), new Quarters(32, 2), NORMALISATION),
                new TrainInput.Conditions(5, 1, checkpoints, new Pause()), listener);
    }

    @Override
    protected MethodResult run(Graph graph, SlbConfig config, @Nullable Samples samples, Progress progress)
            throws ProblemException {
        return method().run(new MethodInput<>(graph, config, samples, 5, 1, learning(TrainListener.none(), null)),
                progress);
    }

    /// Training pictures are mirrored at random, so half is what can be learned and a quarter is guessed.
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void itLearnsWithFewBits(int bits) throws Exception {
        SlbReport report = (SlbReport) run(graph(),
                config(bits, 12, StateNorm.CALIBRATE, Storage.BITS, List.of()), null, Progress.none()).report();
        SlbReport.Epoch first = report.epochs().getFirst();
        SlbReport.Epoch last = report.epochs().getLast();
        assertThat(report.epochs().get(report.bestEpoch() - 1).heldOut()).isGreaterThan(0.4);
        assertThat(last.temperature()).isGreaterThan(100 * first.temperature());
        assertThat(last.gap()).isLessThan(first.gap() / 10);
        assertThat(last.entropy()).isLessThan(first.entropy() / 10);
        assertThat(report.packedBytes()).isLessThan(report.weightBytes() * (bits + 4) / 32);
    }

    @ParameterizedTest
    @EnumSource(Storage.class)
    void everyFormOfTheFileComputesTheSame(Storage storage) throws Exception {
        for (int bits : new int[]{1, 2, 4}) {
            MethodResult result = run(graph(), config(bits, 1, StateNorm.CALIBRATE, storage, List.of()), null,
                    Progress.none());
            assertThat(requireNonNull(result.parity()).maxRel()).isLessThan(1e-5);
            SlbReport report = (SlbReport) result.report();
            assertThat(report.storedBytes()).isBetween(report.packedBytes() / 2, report.weightBytes());
            assertThat(report.notes()).hasSize(1);
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 1, bits", "2, 4, int4", "2, 8, int8", "4, 2, int8"})
    void whatFlowsIsRoundedTooAndTheFileRoundsTheSame(int bits, int activations, String storage) throws Exception {
        Storage stored = Arrays.stream(Storage.values()).filter(s -> s.toString().equals(storage)).findFirst()
                .orElseThrow();
        MethodResult result = run(graph(),
                config(bits, activations, 1, StateNorm.CALIBRATE, stored, List.of()),
                SampleInputs.samples(graph(), Bindings.none(), 1, 3), Progress.none());
        assertThat(requireNonNull(result.parity()).maxRel()).isLessThan(1e-5);
        assertThat(result.graph().nodes().stream().filter(n -> n.op() instanceof QuantizeLinear).count())
                .isGreaterThanOrEqualTo(6);
        assertThat(result.graph().nodes()).noneMatch(n -> n.op() instanceof Identity);
    }

    @ParameterizedTest
    @EnumSource(value = Storage.class, names = {"BITS", "INT8"})
    void oneBitKeepsTheSignWhereBothSignsFlow(Storage storage) throws Exception {
        Graph given = MobileNetV2.small(new Pictures(1, 8, 4), 3);
        MethodResult result = run(given, config(1, 1, 1, StateNorm.CALIBRATE, storage, List.of()),
                SampleInputs.samples(given, Bindings.none(), 1, 3), Progress.none());
        assertThat(requireNonNull(result.parity()).maxRel()).isLessThan(1e-5);
        Graph written = result.graph();
        List<Node> signs = written.nodes().stream().filter(n -> n.op() instanceof Where).toList();
        assertThat(signs).isNotEmpty();
        assertThat(signs).allSatisfy(n -> {
            float positive = written.constant(n.input(2)).orElseThrow().toFloats()[0];
            assertThat(positive).isPositive();
            assertThat(written.constant(n.input(1)).orElseThrow().toFloats()).containsExactly(-positive);
        });
    }

    @Test
    void aSignPassesGradientsOfSmallNumbersAndLearnsItsSize() {
        try (LearnedSign sign = new LearnedSign("x", 2);
                Var x = Var.of(new float[]{-3, -1, 0, 1, 3}, 5).requireGradient(true)) {
            Var y = sign.intercept(x, Mode.TRAIN);
            assertThat(y.toFloats()).containsExactly(new float[]{-2, -2, 2, 2, 2}, within(1e-6f));
            assertThat(sign.intercept(x, Mode.EVAL).toFloats()).containsExactly(-2, -2, 2, 2, 2);
            Gradients slopes = Gradients.of(y.sum(), List.of(x, sign.parameters().getFirst().value()));
            assertThat(slopes.at(0).orElseThrow().toFloats()).containsExactly(new float[]{0, 1, 1, 1, 0},
                    within(1e-6f));
            assertThat(slopes.at(1).orElseThrow().item()).isCloseTo(1, within(1e-6));
        }
    }

    @Test
    void statisticsOfTheSecondPassServeTheLikeliestValues() throws Exception {
        SlbReport report = (SlbReport) run(graph(), config(2, 12, StateNorm.EXACT, Storage.BITS, List.of()), null,
                Progress.none()).report();
        assertThat(report.epochs().get(report.bestEpoch() - 1).heldOut()).isGreaterThan(0.4);
    }

    @Test
    void layersOfTheirOwnAndEndsAreKept() throws Exception {
        List<QuantLayer> layers = QuantLayer.of(graph());
        SlbReport report = (SlbReport) run(graph(), config(2, 1, StateNorm.CALIBRATE, Storage.BITS,
                List.of(layers.get(1).name() + ":32", layers.get(2).name() + ":4")), null, Progress.none()).report();
        assertThat(report.left()).extracting(SlbReport.Left::name).containsExactly(layers.getFirst().name(),
                layers.get(1).name(), layers.getLast().name());
        assertThat(report.layers().getFirst().bits()).isEqualTo(4);
        assertThat(report.layers().subList(1, report.layers().size())).allMatch(l -> l.bits() == 2);
    }

    @Test
    void aNetworkWithoutNormalisationLearnsItsScales() throws Exception {
        Graph folded = Rewriter.everywhere(graph(), new FoldBatchNorm(), Progress.none());
        MethodResult result = run(folded, config(), null, Progress.none());
        assertThat(requireNonNull(result.parity()).maxRel()).isLessThan(1e-5);
    }

    @Test
    void whatItFindsIsToldWhileItRuns() throws Exception {
        List<SlbReport> told = new ArrayList<>();
        method().run(new MethodInput<>(graph(), config(), null, 5, 1, learning(TrainListener.none(), null),
                report -> told.add((SlbReport) report)), Progress.none());
        assertThat(told).hasSize(2);
        assertThat(told.getFirst().epochs()).hasSize(1);
        assertThat(told.getLast().epochs().getFirst().heldOut()).isNotNull();
        assertThat(told.getLast().layers()).allMatch(l -> l.gap() > 0);
    }

    @Test
    void aSearchThatWasInterruptedGoesOnBitByBit(@TempDir Path folder) throws Exception {
        SlbConfig config = config(2, 3, StateNorm.CALIBRATE, Storage.BITS, List.of());
        MethodResult whole = run(graph(), config, null, Progress.none());
        TrainInput.Checkpoints checkpoints = new TrainInput.Checkpoints(folder.resolve("c"), Duration.ofHours(1), true);
        boolean[] stop = {false};
        Progress stopping = new Progress() {
            @Override
            public void report(double fraction, String text) {}

            @Override
            public void check() {
                if (stop[0]) {
                    throw new CancelledException();
                }
            }
        };
        TrainListener listener = event -> stop[0] |= event instanceof TrainEvent.Stepped s && s.step() == 6;
        assertThatThrownBy(() -> method().run(new MethodInput<>(graph(), config, null, 5, 1,
                learning(listener, checkpoints)), stopping)).isInstanceOf(CancelledException.class);
        MethodResult resumed = method().run(new MethodInput<>(graph(), config, null, 5, 1,
                learning(TrainListener.none(), checkpoints)), Progress.none());
        assertThat(OnnxWriter.encode(resumed.graph())).isEqualTo(OnnxWriter.encode(whole.graph()));
        assertThat(resumed.report()).isEqualTo(whole.report());
    }

    @Test
    void whatCannotBeSearchedIsRefusedWithItsReason() throws Exception {
        assertThatThrownBy(() -> method().run(new MethodInput<>(graph(), config(), null, 5, 1), Progress.none()))
                .isInstanceOf(ProblemException.class).hasMessageContaining("learns from labelled pictures");
        assertThatThrownBy(() -> run(graph(), config(2, 1, StateNorm.CALIBRATE, Storage.BITS, List.of("none:2")), null,
                Progress.none())).isInstanceOf(ProblemException.class).hasMessageContaining("none");
        Graph quantised = run(graph(), config(2, 1, StateNorm.CALIBRATE, Storage.INT8, List.of()), null,
                Progress.none()).graph();
        assertThat(method().applicability(quantised, config())).isInstanceOfSatisfying(Applicability.No.class,
                no -> assertThat(no.reason()).contains("quantised already"));
        assertThatThrownBy(() -> run(broken(), config(), null, Progress.none())).isInstanceOf(ProblemException.class)
                .hasMessageContaining("NaN");
    }

    private Graph broken() {
        Graph graph = graph();
        GraphEditor editor = graph.edit();
        QuantLayer layer = QuantLayer.of(graph).get(1);
        float[] weights = layer.weight().toFloats();
        weights[3] = Float.NaN;
        editor.setInput(layer.node(), 1, editor.addConstant("broken", Tensor.of(weights, layer.weight().dims())));
        return editor.build();
    }
}
