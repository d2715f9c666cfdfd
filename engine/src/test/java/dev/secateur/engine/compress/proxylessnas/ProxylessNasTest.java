package dev.secateur.engine.compress.proxylessnas;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

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
import dev.secateur.engine.compress.MethodListener;
import dev.secateur.engine.compress.MethodResult;
import dev.secateur.engine.data.Normalisation;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.GraphEditor;
import dev.secateur.engine.graph.Header;
import dev.secateur.engine.graph.Value;
import dev.secateur.engine.job.CancelledException;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.onnx.OnnxWriter;
import dev.secateur.engine.op.Unary;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.runtime.Samples;
import dev.secateur.engine.search.Trial;
import dev.secateur.engine.tensor.DType;
import dev.secateur.engine.tensor.Dim;
import dev.secateur.engine.tensor.Shape;
import dev.secateur.engine.tensor.TensorType;
import dev.secateur.engine.train.Pause;
import dev.secateur.engine.train.Quarters;
import dev.secateur.engine.train.TrainInput;
import dev.secateur.engine.train.TrainListener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ProxylessNasTest extends MethodContract<ProxylessConfig> {

    @TempDir
    Path folder = Path.of("");

    @Override
    protected Method<ProxylessConfig> method() {
        return new ProxylessNas();
    }

    @Override
    protected Graph graph() {
        return ResNet.of(20, new Pictures(1, 8, 4), 3);
    }

    @Override
    protected ProxylessConfig config() {
        return config(Algorithm.TWO_PATHS, CostLoss.POWER, 0.5, 0.1);
    }

    private static ProxylessConfig config(Algorithm algorithm, CostLoss loss, double alphaLr, double lambda) {
        CostConfig d = CostConfig.defaults();
        return new ProxylessConfig(SpaceConfig.defaults(),
                new SearchConfig(algorithm, 1, 2, 0.05, 16, 4e-5, 0.1, alphaLr, 2, 0.25, 3),
                new CostConfig(CostKind.MACS, loss, 0.6, d.factor(), d.power(), lambda, d.reward(), "", false, 0),
                ControlConfig.none(), new Finetune(1, 0.02, 16, 1e-4, false));
    }

    private static Learning learning(TrainInput.@Nullable Checkpoints checkpoints) {
        return new Learning(new TrainInput.Pictures(new Quarters(64, 1), new Quarters(32, 2),
                new Normalisation(1 / 255.0, new double[]{0.4}, new double[]{0.25})),
                new TrainInput.Conditions(5, 1, checkpoints, new Pause()), TrainListener.none());
    }

    @Override
    protected MethodResult run(Graph graph, ProxylessConfig config, @Nullable Samples samples, Progress progress)
            throws ProblemException {
        return run(graph, config, null, MethodListener.none(), progress);
    }

    private MethodResult run(Graph graph, ProxylessConfig config, TrainInput.@Nullable Checkpoints checkpoints,
            MethodListener listener, Progress progress) throws ProblemException {
        return method().run(new MethodInput<>(graph, config, null, 5, 1, learning(checkpoints), listener), progress);
    }

    @ParameterizedTest
    @EnumSource(Algorithm.class)
    void everyAlgorithmMovesProbabilitiesAndTellsThem(Algorithm algorithm) throws Exception {
        List<ProxylessReport> told = new ArrayList<>();
        MethodResult result = run(graph(), config(algorithm, CostLoss.POWER, 0.1, 0.1), null,
                r -> told.add((ProxylessReport) r), Progress.none());
        ProxylessReport report = (ProxylessReport) result.report();

        assertThat(told).hasSizeGreaterThan(3).allMatch(ProxylessReport::searching);
        assertThat(report.history()).hasSize(told.size());
        ProxylessReport.Point first = report.history().getFirst();
        ProxylessReport.Point last = report.history().getLast();
        assertThat(first.entropy()).isGreaterThan(0.99);
        assertThat(last.entropy()).isLessThan(first.entropy());
        assertThat(last.probabilities()).allSatisfy(
                edge -> assertThat(edge.stream().mapToDouble(Double::doubleValue).sum()).isBetween(0.999, 1.001));
        assertThat(report.trials()).hasSize(1);
        assertThat(report.search().trials()).extracting(Trial::stage).containsExactly("epoch 1", "epoch 2",
                "derived, trained");
        assertThat(report.search().chosen()).containsExactly(3);
        assertThat(report.search().trials().getLast().cost()).isEqualTo(report.cost().derived());
        assertThat(report.trials().getFirst().operations())
                .isEqualTo(report.edges().stream().map(e -> e.operations().get(e.chosen()).label()).toList());
    }

    @Test
    void aHighPriceLeavesTheCheapestOperations() throws Exception {
        CostConfig d = CostConfig.defaults();
        ProxylessConfig dear = config(Algorithm.FULL, CostLoss.LINEAR, 0.3, 1000);
        ProxylessReport report = (ProxylessReport) run(graph(), dear, null, Progress.none()).report();

        assertThat(d.lambda()).isLessThan(dear.cost().lambda());
        assertThat(report.cost().derived()).isEqualTo(report.cost().least());
        assertThat(report.edges().getFirst().operations().get(report.edges().getFirst().chosen()).label())
                .isEqualTo("skip");
        assertThat(report.note()).doesNotContain("aimed at");
    }

    @Test
    void whatCostsMoreThanWasAimedAtIsTold() throws Exception {
        ProxylessReport report = (ProxylessReport) run(graph(), config(Algorithm.FULL, CostLoss.LINEAR, 1e-6, 1e-3),
                null, Progress.none()).report();

        assertThat(report.cost().derived()).isGreaterThan(1.05 * report.cost().target());
        assertThat(report.note()).contains("60 % were aimed at");
    }

    @Test
    void timesOfAnotherMachineAreToldAsSuch() throws Exception {
        ProxylessConfig macs = config();
        Path file = folder.resolve("times.json");
        Supernetwork net = Supernetwork.of(graph(), new Places(graph(), macs.space()).all());
        Costs costs = new Costs(CostKind.TIME, 50, net.edges().stream()
                .map(e -> IntStream.range(0, e.operations().size()).mapToDouble(i -> 9 - i).toArray()).toList());
        TimeTable own = TimeTable.of(net, costs, 1, null);
        new TimeTable("another processor", 1, own.runtime(), own.space(), own.base(), own.edges(),
                new ProxylessReport.TableCheck(2, 1, 1, 0, "")).write(file);
        CostConfig d = CostConfig.defaults();
        CostConfig times = new CostConfig(CostKind.TIME, d.loss(), 0.9, d.factor(), d.power(), d.lambda(),
                d.reward(), file.toString(), true, 0);

        ProxylessReport report = (ProxylessReport) run(graph(), new ProxylessConfig(macs.space(), macs.search(), times,
                macs.control(), macs.retrain()), null, Progress.none()).report();

        assertThat(report.note()).contains("not of this machine", "another processor");
    }

    @Test
    void aSearchThatWasEndedGoesOnToTheSameResult() throws Exception {
        MethodResult whole = run(graph(), config(), null, MethodListener.none(), Progress.none());
        TrainInput.Checkpoints kept = new TrainInput.Checkpoints(folder.resolve("run"), Duration.ZERO, true);
        AtomicInteger left = new AtomicInteger(6);
        assertThatThrownBy(() -> run(graph(), config(), kept, r -> {
            if (left.decrementAndGet() == 0) {
                throw new CancelledException();
            }
        }, Progress.none())).isInstanceOf(CancelledException.class);
        assertThat(left.get()).isLessThanOrEqualTo(0);

        MethodResult after = run(graph(), config(), kept, MethodListener.none(), Progress.none());

        assertThat(OnnxWriter.encode(after.graph())).isEqualTo(OnnxWriter.encode(whole.graph()));
        assertThat(after.report()).isEqualTo(whole.report());
    }

    @Test
    void goingOnWithOtherSettingsIsRefused() throws Exception {
        TrainInput.Checkpoints kept = new TrainInput.Checkpoints(folder.resolve("run"), Duration.ofHours(1), true);
        run(graph(), config(), kept, MethodListener.none(), Progress.none());

        assertThatThrownBy(() -> run(graph(), config(Algorithm.FULL, CostLoss.POWER, 0.5, 0.1), kept,
                MethodListener.none(), Progress.none())).isInstanceOf(ProblemException.class)
                .hasMessageContaining("other settings");
    }

    @Test
    void aTargetBelowTheCheapestNetworkIsRefused() {
        CostConfig d = CostConfig.defaults();
        ProxylessConfig c = config();
        ProxylessConfig low = new ProxylessConfig(c.space(), c.search(), new CostConfig(CostKind.MACS, CostLoss.POWER,
                0.01, d.factor(), d.power(), d.lambda(), d.reward(), "", false, 0), c.control(), c.retrain());

        assertThatThrownBy(() -> run(graph(), low, null, Progress.none())).isInstanceOf(ProblemException.class)
                .hasMessageContaining("cheapest network");
    }

    @Test
    void aNetworkWithoutBlocksIsRefused() {
        GraphEditor editor = Graph.empty(new Header("plain", 8, Map.of("", 17L), null)).edit();
        Value input = editor.addInput("input", TensorType.of(DType.FLOAT,
                new Shape(List.of(Dim.of("batch"), Dim.of(1), Dim.of(8), Dim.of(8)))));
        editor.setOutputs(List.of(editor.addNode(new Unary(Unary.Kind.RELU), "output", input).output()));

        assertThat(method().applicability(editor.build(), config())).isEqualTo(
                Applicability.no("the model has no blocks among whose forms could be chosen"));
    }
}
