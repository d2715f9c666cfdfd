package dev.secateur.engine.compress.haq;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import dev.secateur.engine.architecture.Pictures;
import dev.secateur.engine.architecture.ResNet;
import dev.secateur.engine.compress.Applicability;
import dev.secateur.engine.compress.Finetune;
import dev.secateur.engine.compress.Learning;
import dev.secateur.engine.compress.Method;
import dev.secateur.engine.compress.MethodContract;
import dev.secateur.engine.compress.MethodInput;
import dev.secateur.engine.compress.MethodResult;
import dev.secateur.engine.data.Normalisation;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.GraphEditor;
import dev.secateur.engine.graph.Header;
import dev.secateur.engine.graph.Node;
import dev.secateur.engine.graph.Value;
import dev.secateur.engine.hardware.bits.BitLayer;
import dev.secateur.engine.hardware.bits.BitSerial;
import dev.secateur.engine.hardware.bits.OwnTable;
import dev.secateur.engine.hardware.bits.Quantity;
import dev.secateur.engine.job.CancelledException;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.onnx.OnnxWriter;
import dev.secateur.engine.op.Gather;
import dev.secateur.engine.op.Softmax;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.quant.Clipping;
import dev.secateur.engine.runtime.Samples;
import dev.secateur.engine.train.Pause;
import dev.secateur.engine.train.Quarters;
import dev.secateur.engine.train.TrainInput;
import dev.secateur.engine.train.TrainListener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

class HaqTest extends MethodContract<HaqConfig> {

    private static final Normalisation NORMALISATION = new Normalisation(1 / 255.0, new double[]{0.4},
            new double[]{0.25});
    private static final Goal LATENCY = new Goal(Quantity.LATENCY, Hardware.BISMO_EDGE, "", 0.5, 0);

    @TempDir
    Path folder;

    @Override
    protected Method<HaqConfig> method() {
        return new Haq();
    }

    @Override
    protected Graph graph() {
        return ResNet.of(8, new Pictures(1, 8, 4), 3);
    }

    @Override
    protected HaqConfig config() {
        return config(SearchKind.HAQ, false, LATENCY);
    }

    private static HaqConfig config(SearchKind search, boolean controls, Goal goal) {
        return new HaqConfig(search, controls, false, goal, new Episodes(5, 4, 24, 0, 1e-3), rounding(
                Quantiser.LINEAR), 16, 24, new Finetune(0, 0.01, 16, 0, false));
    }

    private static RoundingChoice rounding(Quantiser quantiser) {
        return new RoundingChoice(quantiser, Clipping.MINMAX, Clipping.MINMAX, true, true, true, 16);
    }

    private static Learning learning(TrainInput.@Nullable Checkpoints checkpoints) {
        return new Learning(new TrainInput.Pictures(new Quarters(64, 1), new Quarters(48, 2), NORMALISATION),
                new TrainInput.Conditions(5, 1, checkpoints, new Pause()), TrainListener.none());
    }

    @Override
    protected MethodResult run(Graph graph, HaqConfig config, @Nullable Samples samples, Progress progress)
            throws ProblemException {
        return method().run(new MethodInput<>(graph, config, samples, 5, 1, learning(null)), progress);
    }

    private HaqReport report(HaqConfig config) throws ProblemException {
        return (HaqReport) run(graph(), config, null, Progress.none()).report();
    }

    @ParameterizedTest
    @EnumSource(SearchKind.class)
    void everySearchKeepsToTheBudgetAndToFixedLayers(SearchKind search) throws Exception {
        HaqReport report = report(config(search, false, LATENCY));
        assertThat(report.policies()).singleElement().satisfies(p -> {
            assertThat(p.search()).isEqualTo(search.toString());
            assertThat(p.cost()).isLessThanOrEqualTo(report.limit().most()).isGreaterThan(0.3 * report.limit().most());
            assertThat(p.bits().getFirst()).containsExactly(8, 8);
            assertThat(p.bits().getLast()).containsExactly(8, 8);
            assertThat(p.bits()).allSatisfy(b -> assertThat(b).allMatch(n -> n >= 2 && n <= 8));
        });
        assertThat(report.trials()).hasSize(search.hasEpisodes() ? 5 : 0);
        assertThat(report.limit().most()).isCloseTo(0.5 * report.limit().reference(), within(1e-6));
    }

    @Test
    void controlsStandBesideTheChosenPolicyWithTheirPrices() throws Exception {
        HaqReport report = report(config(SearchKind.KNAPSACK, true, LATENCY));
        assertThat(report.policies()).extracting(HaqReport.Chosen::search).startsWith("knapsack")
                .containsExactlyInAnyOrder("haq", "random", "uniform", "greedy", "knapsack");
        assertThat(report.policies()).allSatisfy(p -> {
            assertThat(p.accuracy()).isNotNull();
            assertThat(p.lastAccuracy()).isNotNull();
            assertThat(p.prices()).hasSize(7).allMatch(q -> q.value() > 0 && q.part() <= 1);
        });
        assertThat(report.accuracy().apart()).isTrue();
    }

    @Test
    void theFileSaysWhatTheSimulationSays() throws Exception {
        HaqReport report = report(config(SearchKind.UNIFORM, false, new Goal(Quantity.SIZE, Hardware.BISMO_EDGE, "",
                1, 0)));
        assertThat(report.policies().getFirst().bits()).allSatisfy(b -> assertThat(b).containsExactly(8, 8));
        Double simulated = report.accuracy().simulated();
        Double exported = report.accuracy().exported();
        assertThat(simulated).isNotNull();
        assertThat(exported).isNotNull().isCloseTo(simulated, within(1.0 / 24 + 1e-9));
    }

    @Test
    void theSizeOfUniformBitsIsABudget() throws Exception {
        HaqReport report = report(config(SearchKind.UNIFORM, false, new Goal(Quantity.SIZE, Hardware.BISMO_EDGE, "",
                0.6, 4)));
        assertThat(report.policies().getFirst().bits().subList(1, 9)).allSatisfy(b -> assertThat(b)
                .as("activations cost no size").containsExactly(4, 8));
        assertThat(report.policies().getFirst().cost()).isCloseTo(report.limit().most(), within(1e-3));
    }

    @Test
    void trainingKeepsWeightsOnTheirGrids() throws Exception {
        HaqConfig plain = config(SearchKind.UNIFORM, false, LATENCY);
        HaqConfig trained = new HaqConfig(plain.search(), false, false, plain.goal(), plain.episodes(),
                plain.rounding(), 16, 24, new Finetune(2, 0.02, 16, 1e-4, false));
        MethodResult result = run(graph(), trained, null, Progress.none());
        HaqReport report = (HaqReport) result.report();
        assertThat(result.untrained()).isNotNull();
        Double simulated = report.accuracy().simulated();
        assertThat(simulated).isNotNull();
        assertThat(report.accuracy().exported()).isNotNull().isCloseTo(simulated, within(2.0 / 24 + 1e-9));
    }

    @Test
    void episodesMayTrainBeforeTheyAreJudged() throws Exception {
        HaqConfig usual = config(SearchKind.RANDOM, false, LATENCY);
        HaqReport report = report(new HaqConfig(usual.search(), false, false, usual.goal(),
                new Episodes(2, 1, 24, 32, 0.01), usual.rounding(), 16, 24, usual.finetune()));
        assertThat(report.trials()).hasSize(2);
    }

    @Test
    void codebooksLimitTheSizeOfWeightsAlone() throws Exception {
        Goal goal = new Goal(Quantity.SIZE, Hardware.BISMO_EDGE, "", 0.1, 0);
        HaqConfig usual = config(SearchKind.HAQ, false, goal);
        HaqConfig config = new HaqConfig(SearchKind.HAQ, false, false, goal, usual.episodes(),
                rounding(Quantiser.KMEANS), 16, 24, new Finetune(1, 0.01, 16, 0, false));
        MethodResult result = run(graph(), config, null, Progress.none());
        HaqReport report = (HaqReport) result.report();
        assertThat(report.policies().getFirst().cost()).isLessThanOrEqualTo(0.1001 * report.limit().reference());
        List<List<Integer>> bits = report.policies().getFirst().bits();
        assertThat(bits).allMatch(b -> b.getLast() == 32);
        List<String> layers = report.layers().stream().map(HaqReport.LayerInfo::name).toList();
        Graph made = result.graph();
        long packed = 0;
        for (int l = 0; l < layers.size(); l++) {
            Value weight = made.nodeNamed(layers.get(l)).orElseThrow().input(1);
            assertThat(made.constant(weight)).isEmpty();
            Node lookup = made.producer(weight).orElseThrow();
            while (!(lookup.op() instanceof Gather)) {
                lookup = made.producer(lookup.input(0)).orElseThrow();
            }
            assertThat(made.constant(lookup.input(0)).orElseThrow().elements())
                    .isLessThanOrEqualTo(1L << bits.get(l).getFirst());
            packed += report.layers().get(l).weights();
        }
        assertThat(OnnxWriter.encode(made).length).isLessThan((int) (packed * Float.BYTES / 2));
        assertThat(report.accuracy().exported()).isEqualTo(report.accuracy().simulated());
        assertThatThrownBy(() -> report(new HaqConfig(SearchKind.HAQ, false, false, LATENCY, usual.episodes(),
                rounding(Quantiser.KMEANS), 16, 24, usual.finetune()))).isInstanceOf(ProblemException.class)
                .hasMessageContaining("codebooks make nothing faster");
    }

    @Test
    void codebooksGoIntoModelsOfOldOperatorSetsAndToNoAccelerator() throws Exception {
        Goal goal = new Goal(Quantity.SIZE, Hardware.BISMO_EDGE, "", 0.1, 0);
        HaqConfig usual = config(SearchKind.UNIFORM, false, goal);
        HaqConfig books = new HaqConfig(SearchKind.UNIFORM, false, false, goal, usual.episodes(),
                rounding(Quantiser.KMEANS), 16, 24, usual.finetune());
        GraphEditor editor = graph().edit();
        editor.setHeader(new Header("old", 4, Map.of("", 9L), null));
        Graph made = run(editor.build(), books, null, Progress.none()).graph();
        assertThat(made.header().opset()).isGreaterThanOrEqualTo(10);
        assertThatThrownBy(() -> report(new HaqConfig(SearchKind.UNIFORM, false, true, goal, usual.episodes(),
                rounding(Quantiser.KMEANS), 16, 24, usual.finetune()))).isInstanceOf(ProblemException.class)
                .hasMessageContaining("leave transfer off");
    }

    @Test
    void aNetworkThatEndsInASoftmaxIsJudgedByItsProbabilities() throws Exception {
        Graph graph = graph();
        GraphEditor editor = graph.edit();
        editor.setOutputs(List.of(
                editor.addNode(new Softmax(1, false), "probabilities", graph.outputs().getFirst()).output()));
        List<double[]> scores = logarithms(graph);
        List<double[]> ending = logarithms(editor.build());
        assertThat(scores).hasSize(8);
        for (int i = 0; i < scores.size(); i++) {
            assertThat(ending.get(i)).containsExactly(scores.get(i), within(1e-4));
        }
    }

    private static List<double[]> logarithms(Graph graph) throws ProblemException {
        Roundings roundings = new Roundings(graph, rounding(Quantiser.KMEANS), Map.of());
        int[][] policy = new int[roundings.layers().size()][];
        Arrays.fill(policy, new int[]{2, BitNetwork.FLOAT});
        try (BitNetwork network = BitNetwork.of(roundings, ObservedGraph.of(graph))) {
            return network.scores(policy, new BitNetwork.Sample(new Quarters(8, 1), NORMALISATION, 0, 8),
                    Progress.none()).logarithms();
        }
    }

    @Test
    void aSearchThatWasStoppedGoesOnToTheBit() throws Exception {
        TrainInput.Checkpoints checkpoints = new TrainInput.Checkpoints(folder.resolve("run"), Duration.ZERO, true);
        HaqConfig config = config(SearchKind.HAQ, false, LATENCY);
        HaqReport whole = report(config);
        List<HaqReport> told = new ArrayList<>();
        assertThatThrownBy(() -> method().run(new MethodInput<>(graph(), config, null, 5, 1, learning(checkpoints),
                found -> {
                    told.add((HaqReport) found);
                    if (told.size() == 3) {
                        throw new CancelledException();
                    }
                }), Progress.none())).isInstanceOf(CancelledException.class);
        assertThat(told.getLast().trials()).isEqualTo(whole.trials().subList(0, 3));
        assertThat(Files.readString(folder.resolve("run.haq"))).contains("reward 8/8");
        HaqReport resumed = (HaqReport) method().run(new MethodInput<>(graph(), config, null, 5, 1, learning(
                checkpoints)), Progress.none()).report();
        assertThat(resumed).isEqualTo(whole);
    }

    @Test
    void transferTellsEachPolicyOnAllAccelerators() throws Exception {
        HaqConfig usual = config(SearchKind.KNAPSACK, false, LATENCY);
        HaqReport report = report(new HaqConfig(usual.search(), false, true, usual.goal(), usual.episodes(),
                usual.rounding(), 16, 24, usual.finetune()));
        assertThat(report.transfer()).extracting(HaqReport.Carried::searchedFor).containsExactly("Bit-serial, edge",
                "Bit-serial, cloud", "BitFusion-like");
        assertThat(report.transfer()).allSatisfy(c -> assertThat(c.prices()).anySatisfy(p -> {
            assertThat(p.hardware()).isEqualTo(c.searchedFor());
            assertThat(p.quantity()).isEqualTo("latency");
            // The fewest bits take 0.51 of the last accelerator's time.
            assertThat(p.part()).isLessThan(0.511);
        }));
    }

    @Test
    void aTableOfOnesOwnIsABudgetToo() throws Exception {
        List<BitLayer> layers = BitLayer.of(graph());
        Path table = Files.writeString(folder.resolve("own.csv"), OwnTable.template(layers, BitSerial.EDGE));
        HaqReport report = report(config(SearchKind.UNIFORM, false, new Goal(Quantity.ENERGY, Hardware.TABLE,
                table.toString(), 0.5, 0)));
        assertThat(report.limit().hardware()).isEqualTo("own.csv");
        assertThat(report.policies().getFirst().prices()).extracting(HaqReport.Price::hardware).contains("own.csv");
    }

    @Test
    void whatCannotBeIsRefusedWithAWayOut() {
        assertThatThrownBy(() -> report(config(SearchKind.HAQ, false, new Goal(Quantity.SIZE, Hardware.BISMO_EDGE, "",
                0.05, 0)))).isInstanceOf(ProblemException.class).hasMessageContaining("2 bits for every layer")
                .hasMessageContaining("ask for at least 0.2");
        assertThatThrownBy(() -> report(config(SearchKind.HAQ, false, new Goal(Quantity.LATENCY, Hardware.TABLE, "",
                0.5, 0)))).isInstanceOf(ProblemException.class).hasMessageContaining("name its file");
        assertThatThrownBy(() -> method().run(new MethodInput<>(graph(), config(), null, 5, 1), Progress.none()))
                .isInstanceOf(ProblemException.class).hasMessageContaining("--data");
    }

    @Test
    void aQuantisedModelIsNotApplicable() throws Exception {
        Graph quantised = run(graph(), config(SearchKind.UNIFORM, false, LATENCY), null, Progress.none()).graph();
        assertThat(method().applicability(quantised, config())).isInstanceOf(Applicability.No.class);
    }
}
