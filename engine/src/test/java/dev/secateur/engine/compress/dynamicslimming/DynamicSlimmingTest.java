package dev.secateur.engine.compress.dynamicslimming;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import dev.secateur.engine.architecture.Pictures;
import dev.secateur.engine.architecture.ResNet;
import dev.secateur.engine.autograd.Scope;
import dev.secateur.engine.autograd.Var;
import dev.secateur.engine.compress.Applicability;
import dev.secateur.engine.compress.ConfigReader;
import dev.secateur.engine.compress.Learning;
import dev.secateur.engine.compress.Method;
import dev.secateur.engine.compress.MethodContract;
import dev.secateur.engine.compress.MethodInput;
import dev.secateur.engine.compress.MethodResult;
import dev.secateur.engine.coupling.Coupling;
import dev.secateur.engine.data.Batch;
import dev.secateur.engine.data.Normalisation;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.Value;
import dev.secateur.engine.job.CancelledException;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.network.NetBuilder;
import dev.secateur.engine.onnx.OnnxReader;
import dev.secateur.engine.onnx.OnnxWriter;
import dev.secateur.engine.op.Flatten;
import dev.secateur.engine.op.GlobalPool;
import dev.secateur.engine.op.MatMul;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.runtime.Samples;
import dev.secateur.engine.shape.ShapeInference;
import dev.secateur.engine.tensor.Shape;
import dev.secateur.engine.tensor.Tensor;
import dev.secateur.engine.train.Extension;
import dev.secateur.engine.train.Pause;
import dev.secateur.engine.train.Quarters;
import dev.secateur.engine.train.TrainEvent;
import dev.secateur.engine.train.TrainInput;
import dev.secateur.engine.train.TrainListener;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

class DynamicSlimmingTest extends MethodContract<DynamicConfig> {

    static final Normalisation NORMALISATION = new Normalisation(1 / 255.0, new double[]{0.4}, new double[]{0.25});

    @Override
    protected Method<DynamicConfig> method() {
        return new DynamicSlimming();
    }

    @Override
    protected Graph graph() {
        return ResNet.of(8, new Pictures(1, 8, 4), 3);
    }

    @Override
    protected DynamicConfig config() {
        return config(Gate.DYNAMIC, 0.3, Export.MASKED, 1);
    }

    static DynamicConfig config(Gate gate, double rate, Export export, int epochs) {
        return new DynamicConfig(gate, rate, export, 0.1, Comparison.RANKS, false, false,
                new Joint(epochs, 0.02, 16, 1e-4, 0.2, 5, 1e-4, 0.5, false, 0, 0.5, 2, Variance.SCORES, false),
                new Levels(2, 4, true, 0, 0.01));
    }

    private static DynamicConfig tuned(DynamicConfig of) {
        return new DynamicConfig(of.gate(), of.rate(), of.export(), of.leastShare(), of.compare(), of.recreate(),
                of.measure(), of.joint(), new Levels(2, 4, true, 1, 0.01));
    }

    static Learning learning() {
        return new Learning(new TrainInput.Pictures(new Quarters(64, 1), new Quarters(48, 2), NORMALISATION),
                TrainInput.Conditions.of(5, 1), TrainListener.none());
    }

    @Override
    protected MethodResult run(Graph graph, DynamicConfig config, @Nullable Samples samples, Progress progress)
            throws ProblemException {
        return method().run(new MethodInput<>(graph, config, samples, 5, 1, learning()), progress);
    }

    @Test
    void theMeanIsTheTargetAndTheExportIsOurExecution() throws Exception {
        MethodResult result = run(graph(), config(), null, Progress.none());
        DynamicReport report = (DynamicReport) result.report();
        DynamicReport.Outcome outcome = requireNonNull(report.outcome());
        assertThat(requireNonNull(report.costs()).mean()).isCloseTo(0.7, within(0.05));
        assertThat(outcome.difference()).isLessThan(1e-4);
        assertThat(outcome.flipped()).isLessThan(0.05);
        assertThat(report.layers()).hasSize(3);
        assertThat(report.curve()).isNotEmpty();
    }

    @Test
    void gatesAreReadBackFromTheirFile() throws Exception {
        Graph masked = run(graph(), config(), null, Progress.none()).graph();
        Graph reopened = OnnxReader.decode(OnnxWriter.encode(masked), null);
        DynamicConfig again = config(Gate.DYNAMIC, 0.3, Export.MASKED, 0);
        assertThat(method().applicability(reopened, again)).isEqualTo(Applicability.yes());
        assertThat(method().applicability(reopened, config())).isInstanceOf(Applicability.No.class);
        MethodResult second = run(reopened, again, null, Progress.none());
        assertThat(second.graph().nodes()).hasSameSizeAs(masked.nodes());
    }

    @Test
    void levelsRunOneByOneAndAreSlicesOfOneSetOfWeights() throws Exception {
        MethodResult result = run(graph(), config(Gate.DYNAMIC, 0.3, Export.LEVELS, 2), null, Progress.none());
        DynamicReport report = (DynamicReport) result.report();
        DynamicReport.Outcome outcome = requireNonNull(report.outcome());
        assertThat(report.levels()).hasSize(2);
        assertThat(requireNonNull(outcome.levelShare())).isBetween(0.4, 0.75);
        assertThat(requireNonNull(outcome.levels())).isBetween(0.0, 1.0);
        Graph routed = OnnxReader.decode(OnnxWriter.encode(result.graph()), null);
        assertThat(routed.nodes()).filteredOn(n -> n.op().type().equals("If")).hasSize(1);
        assertThat(ShapeInference.infer(routed).shape(routed.outputs().getFirst())).isEqualTo(Shape.of(1, 4));
        assertThat(OnnxWriter.encode(routed).length).isLessThan(OnnxWriter.encode(graph()).length * 3 / 2);
    }

    @Test
    void underGradedThresholdsBothExportsAreOneNetwork() throws Exception {
        DynamicConfig config = tuned(config(Gate.DYNAMIC, 0.3, Export.MASKED, 2));
        MethodResult result = run(graph(), config, null, Progress.none());
        DynamicReport report = (DynamicReport) result.report();
        DynamicReport.Outcome outcome = requireNonNull(report.outcome());
        assertThat(outcome.masked()).isEqualTo(outcome.levels());
        assertThat(requireNonNull(report.costs()).mean()).isCloseTo(requireNonNull(outcome.levelShare()), within(1e-9));
        assertThat(report.costs().mean()).isBetween(0.5, 0.75);
        Graph reopened = OnnxReader.decode(OnnxWriter.encode(result.graph()), null);
        DynamicReport again = (DynamicReport) run(reopened, config(Gate.DYNAMIC, 0.3, Export.LEVELS, 0), null,
                Progress.none()).report();
        assertThat(again.levels().stream().map(DynamicReport.LevelReport::widths).toList())
                .isEqualTo(report.levels().stream().map(DynamicReport.LevelReport::widths).toList());
        assertThat(requireNonNull(again.costs()).mean()).isCloseTo(report.costs().mean(), within(1e-6));
    }

    @Test
    void theTrainingTellsHowItsGatesStand() throws Exception {
        DynamicReport report = (DynamicReport) run(graph(), config(), null, Progress.none()).report();
        DynamicReport.Point last = report.curve().getLast();
        assertThat(last.open()).hasSize(3).allMatch(o -> o > 0 && o <= 1);
        assertThat(last.follows()).isBetween(-1.0, 1.0);
        assertThat(report.curve()).anyMatch(p -> p.deviation() > 0.005);
    }

    @ParameterizedTest
    @EnumSource(value = Gate.class, names = {"FBS", "STATIC"})
    void controlsCostAsMuchInTheMean(Gate gate) throws Exception {
        MethodResult result = run(graph(), config(gate, 0.3, Export.MASKED, 2), null, Progress.none());
        DynamicReport report = (DynamicReport) result.report();
        assertThat(requireNonNull(report.costs()).mean()).isBetween(0.64, 0.7);
        assertThat(report.costs().deviation()).isLessThan(1e-9);
        assertThat(requireNonNull(report.outcome()).difference()).isLessThan(1e-4);
        assertThat(report.layers()).anyMatch(l -> l.most() < l.channels());
    }

    /// A convolution and two layers of features behind it, all of them gated; one normalisation stands behind the mean over pixels.
    private static Graph withFeatures(boolean product) {
        NetBuilder net = new NetBuilder("features", 17, 3);
        Value x = net.convNormRelu(net.picture(1, 8), 16, 3, 1);
        x = net.convNormRelu(x, 32, 3, 1);
        x = net.norm(net.node(new Flatten(1), net.node(new GlobalPool(GlobalPool.Kind.AVERAGE), x)));
        x = net.relu(net.norm(net.head(x, 16)));
        x = product
                ? net.node(new MatMul(), 12, x, net.weight(16, 12))
                : net.head(x, 12);
        return net.finish(net.head(net.relu(net.norm(x)), 4));
    }

    @ParameterizedTest
    @CsvSource({"DYNAMIC, false", "DYNAMIC, true", "FBS, false", "FBS, true", "STATIC, true"})
    void layersOfFeaturesAreGatedToo(Gate gate, boolean product) throws Exception {
        Graph graph = withFeatures(product);
        MethodResult result = run(graph, config(gate, 0.3, Export.MASKED, 1), null, Progress.none());
        DynamicReport report = (DynamicReport) result.report();
        assertThat(report.layers()).hasSize(3);
        assertThat(requireNonNull(report.outcome()).difference()).isLessThan(1e-4);
        Graph reopened = OnnxReader.decode(OnnxWriter.encode(result.graph()), null);
        assertThat(ShapeInference.infer(reopened).conflicts()).isEmpty();
        if (gate == Gate.DYNAMIC) {
            assertThat(run(reopened, config(gate, 0.3, Export.LEVELS, 0), null, Progress.none()).report())
                    .isInstanceOf(DynamicReport.class);
        }
    }

    @ParameterizedTest
    @EnumSource(value = Gate.class, names = {"FBS", "STATIC"})
    void levelsOfControlsAreRefused(Gate gate) {
        assertThatThrownBy(() -> ConfigReader.read(DynamicConfig.defaults(), List.of("gate=" + gate, "export=levels")))
                .isInstanceOf(ProblemException.class).hasMessageContaining("export=levels needs gate=dynamic");
    }

    /// A layer that has come down to one channel is not one that could be gated any more; its place among the others stays.
    @Test
    void layersAreCutTwiceWhereOneHasASingleChannelLeft() throws Exception {
        GatedNetwork once = Settling.withoutUnused(indifferent(graph(), 0.01), foretold(20, -20, -20));
        GatedNetwork twice = Settling.withoutUnused(once, foretold(20, -20, 20));
        assertThat(once.layers()).extracting(GatedLayer::channels).containsExactly(1, 32, 64);
        assertThat(twice.layers()).extracting(GatedLayer::channels).containsExactly(1, 32, 1);
        assertThat(twice.sizes()[2]).containsExactly(once.sizes()[2][Permuted.order(once.sizes()[2])[0]]);

        Graph masked = MaskedGraph.of(once, once.macs().total());
        DynamicReport report = (DynamicReport) run(masked, config(Gate.DYNAMIC, 0.3, Export.MASKED, 0), null,
                Progress.none()).report();
        assertThat(report.layers()).extracting(DynamicReport.LayerReport::left).containsExactly(1, 32, 64);
    }

    private static Foretold foretold(float... outputs) {
        return new Foretold(new float[][]{outputs}, new int[]{0});
    }

    /// A network with gates whose predictor says the same of every picture.
    private Graph indifferent() {
        GatedNetwork network = indifferent(graph(), 0.1);
        return MaskedGraph.of(network, network.macs().total());
    }

    private static GatedNetwork indifferent(Graph graph, double floor) {
        List<GatedLayer> layers = GatedLayer.of(Coupling.of(graph));
        Predictor.Weights drawn = Predictor.drawn(new Quarters(1, 1).extents(), layers.size(), 1);
        Predictor.Weights same = new Predictor.Weights(drawn.pool(), drawn.first(), drawn.second(),
                Tensor.of(new float[(int) drawn.linear().elements()], drawn.linear().dims()), drawn.bias());
        double[][] sizes = layers.stream().map(l -> l.sizes(graph, Comparison.RANKS)).toArray(double[][]::new);
        return GatedNetwork.of(graph, same, sizes, floor);
    }

    @Test
    void whereAllPicturesTakeOneWidthThereIsNoLevelExport() throws Exception {
        MethodResult masked = run(indifferent(), config(Gate.DYNAMIC, 0.3, Export.MASKED, 0), null, Progress.none());
        DynamicReport report = (DynamicReport) masked.report();
        assertThat(report.levels()).isEmpty();
        assertThat(requireNonNull(report.outcome()).levels()).isNull();
        assertThat(report.note()).contains("there is no level export");
        assertThatThrownBy(
                () -> run(indifferent(), config(Gate.DYNAMIC, 0.3, Export.LEVELS, 0), null, Progress.none()))
                .isInstanceOf(ProblemException.class).hasMessageContaining("no levels to export");
    }

    @ParameterizedTest
    @EnumSource(value = Gate.class, names = {"DYNAMIC", "FBS"})
    void aRunThatIsGoneOnWithTellsOfItsBeginning(Gate gate, @TempDir Path folder) throws Exception {
        DynamicConfig config = config(gate, 0.3, Export.MASKED, 3);
        Path file = folder.resolve("out.onnx.checkpoint");
        TrainListener stops = event -> {
            if (event instanceof TrainEvent.Stepped stepped && stepped.step() == 6) {
                throw new CancelledException();
            }
        };
        assertThatThrownBy(() -> saved(config, file, false, stops)).isInstanceOf(CancelledException.class);
        assertThat(saved(config, file, true, TrainListener.none()).curve()).hasSize(12)
                .isEqualTo(((DynamicReport) run(graph(), config, null, Progress.none()).report()).curve());
    }

    private DynamicReport saved(DynamicConfig config, Path file, boolean resume, TrainListener listener)
            throws ProblemException {
        TrainInput.Conditions conditions = new TrainInput.Conditions(5, 1,
                new TrainInput.Checkpoints(file, Duration.ZERO, resume), new Pause());
        return (DynamicReport) method().run(new MethodInput<>(graph(), config, null, 5, 1,
                new Learning(learning().pictures(), conditions, listener)), Progress.none()).report();
    }

    /// More steps than points, the last point after fewer steps than the others.
    @Test
    void aLongTrainingHasNotTooManyPoints() {
        try (Trace trace = new Trace(1, points -> {}); Scope scope = Scope.open()) {
            Batch batch = new Batch(Batch.Position.START, new float[]{0}, new long[]{0}, new int[]{0},
                    new long[]{1, 1, 1, 1}, 0);
            for (int step = 0; step < 239; step++) {
                trace.add(new Trace.Seen(new double[]{0.5}, new double[]{0.4}, 0.2, new double[]{0.7}),
                        new Extension.Pass(new Extension.Moment(step, 239, 239), 0, batch, Var.scalar(0), Map.of(),
                                null));
            }
            assertThat(trace.points()).hasSize(239);
            assertThat(trace.points().getLast()).isEqualTo(new DynamicReport.Point(1, 0.5, 0.5, 0.5, 0.6, 0.2, 0, 0, 0,
                    List.of(0.7)));
        }
    }

    @Test
    void aRateBeyondTheFloorsIsRefused() {
        assertThatThrownBy(() -> run(graph(), config(Gate.DYNAMIC, 0.95, Export.MASKED, 1), null, Progress.none()))
                .isInstanceOf(ProblemException.class).hasMessageContaining("floor");
    }

    /// The predictor multiplies more than the convolutions that it could spare.
    @Test
    void gatesThatCostMoreThanTheySpareAreRefused() throws Exception {
        NetBuilder net = new NetBuilder("narrow", 17, 3);
        Value x = net.convNormRelu(net.convNormRelu(net.picture(1, 8), 4, 3, 1), 4, 3, 2);
        Graph narrow = net.finish(net.classify(x, 4));
        assertThatThrownBy(() -> run(narrow, config(Gate.DYNAMIC, 0.1, Export.MASKED, 1), null, Progress.none()))
                .isInstanceOf(ProblemException.class).hasMessageContaining("the rate cannot be reached")
                .hasMessageContaining("come with the gates");
        assertThat(run(narrow, config(Gate.STATIC, 0.1, Export.MASKED, 1), null, Progress.none()).changes())
                .isNotEmpty();
    }
}
