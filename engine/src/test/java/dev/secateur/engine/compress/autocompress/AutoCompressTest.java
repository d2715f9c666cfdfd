package dev.secateur.engine.compress.autocompress;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.secateur.engine.architecture.Pictures;
import dev.secateur.engine.architecture.ResNet;
import dev.secateur.engine.compress.Applicability;
import dev.secateur.engine.compress.ConfigReader;
import dev.secateur.engine.compress.Learning;
import dev.secateur.engine.compress.Method;
import dev.secateur.engine.compress.MethodContract;
import dev.secateur.engine.compress.MethodInput;
import dev.secateur.engine.compress.MethodResult;
import dev.secateur.engine.data.Normalisation;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.Value;
import dev.secateur.engine.hardware.TableStore;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.network.NetBuilder;
import dev.secateur.engine.onnx.OnnxWriter;
import dev.secateur.engine.op.Flatten;
import dev.secateur.engine.op.Gemm;
import dev.secateur.engine.op.GlobalPool;
import dev.secateur.engine.op.Identity;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.runtime.Samples;
import dev.secateur.engine.search.SearchReport;
import dev.secateur.engine.tensor.DType;
import dev.secateur.engine.tensor.Shape;
import dev.secateur.engine.tensor.Tensor;
import dev.secateur.engine.tensor.TensorType;
import dev.secateur.engine.train.Pause;
import dev.secateur.engine.train.Quarters;
import dev.secateur.engine.train.TrainInput;
import dev.secateur.engine.train.TrainListener;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class AutoCompressTest extends MethodContract<AutoCompressConfig> {

    private static final AnnealingPlan FEW = new AnnealingPlan(1, 0.4, 0.3, 0.35, 32, 16, Judge.AUTO, 1);
    private static final AdmmPlan SHORT = new AdmmPlan(2, 1, 1e-2, 10, 0.02);
    private static final RetrainPlan LITTLE = new RetrainPlan(1, 1, 0.02, 16, 1e-4, 0, false);

    @Override
    protected Method<AutoCompressConfig> method() {
        return new AutoCompress();
    }

    @Override
    protected Graph graph() {
        return ResNet.of(8, new Pictures(1, 8, 4), 3);
    }

    @Override
    protected AutoCompressConfig config() {
        return config(4, Structure.BOTH, SearchKind.ANNEALING, 1);
    }

    private static AutoCompressConfig config(double goal, Structure structure, SearchKind search, int purify) {
        return new AutoCompressConfig(goal, Objective.WEIGHTS, structure, search, true, 2, 4, 100, FEW, SHORT, LITTLE,
                new PurifyPlan(purify, 10, 1));
    }

    static Learning learning(TrainInput.@Nullable Checkpoints checkpoints) {
        return new Learning(new TrainInput.Pictures(new Quarters(64, 1), new Quarters(32, 2),
                new Normalisation(1 / 255.0, new double[]{0.4}, new double[]{0.25})),
                new TrainInput.Conditions(5, 1, checkpoints, new Pause()), TrainListener.none());
    }

    @Override
    protected MethodResult run(Graph graph, AutoCompressConfig config, @Nullable Samples samples, Progress progress)
            throws ProblemException {
        return method().run(new MethodInput<>(graph, config, samples, 5, 1, learning(null)), progress);
    }

    private AutoCompressReport report(AutoCompressConfig config) throws ProblemException {
        MethodResult result = run(graph(), config, null, Progress.none());
        return (AutoCompressReport) result.report();
    }

    private static double times(AutoCompressReport report) {
        return report.before().weights() / report.after().weights();
    }

    @Test
    void roundsDoubleTheReductionUntilTheGoal() throws Exception {
        assertThat(Rounds.targets(6)).containsExactly(2.0, 4.0, 6.0);
        assertThat(Rounds.targets(2)).containsExactly(2.0);
        assertThat(Rounds.targets(1.5)).containsExactly(1.5);

        AutoCompressReport report = report(config());
        assertThat(report.rounds()).extracting(AutoCompressReport.RoundReport::target).containsExactly(2.0, 4.0);
        for (AutoCompressReport.RoundReport round : report.rounds()) {
            assertThat(report.before().weights() / round.after().weights()).isBetween(round.target(),
                    round.target() * 1.15);
            assertThat(round.evaluations()).isEqualTo(Annealing.evaluations(FEW));
            assertThat(round.distances()).hasSize(10);
        }
        assertThat(times(report)).isGreaterThanOrEqualTo(4);
        assertThat(requireNonNull(report.purification()).after().weights())
                .isLessThanOrEqualTo(report.rounds().getLast().after().weights());
        assertThat(report.search().chosen()).hasSize(3);
        assertThat(report.passes().admm()).isEqualTo(2 * 2 * 64);
        assertThat(report.layers()).anyMatch(l -> !l.kept().isEmpty());
    }

    @Test
    void aFileThatWasWrittenHoldsTheSameZeros() throws Exception {
        MethodResult result = run(graph(), config(2, Structure.COLUMNS, SearchKind.UNIFORM, 0), null,
                Progress.none());
        AutoCompressReport report = (AutoCompressReport) result.report();

        Anatomy after = Anatomy.of(result.graph());
        for (Layer layer : after.layers()) {
            AutoCompressReport.LayerReport told = report.layers().stream()
                    .filter(l -> l.name().equals(after.name(layer))).findFirst().orElseThrow();
            if (!told.kept().isEmpty()) {
                assertThat(layer.live(Projection.of(after.numbers(), layer.weight())).stream().boxed().toList())
                        .isEqualTo(told.kept());
            }
        }
        assertThat(times(report)).isBetween(2.0, 2.1);
        assertThat(report.search().trials()).hasSize(1);
    }

    @Test
    void randomLooksAtAsManyCandidatesAsAnnealing() throws Exception {
        AutoCompressReport random = report(config(2, Structure.BOTH, SearchKind.RANDOM, 0));
        AutoCompressReport unguided = report(config(2, Structure.FILTERS, SearchKind.UNGUIDED, 0));

        assertThat(random.rounds().getFirst().evaluations()).isEqualTo(Annealing.evaluations(FEW))
                .isEqualTo(unguided.rounds().getFirst().evaluations());
        assertThat(unguided.layers()).allMatch(l -> l.kept().isEmpty());
        assertThat(times(unguided)).isGreaterThanOrEqualTo(2);
    }

    @Test
    void singleWeightsGoWhereverTheyAre() throws Exception {
        AutoCompressReport report = report(config(4, Structure.WEIGHTS, SearchKind.ANNEALING, 0));

        assertThat(times(report)).isBetween(4.0, 4.05);
        assertThat(report.after().denseWeights()).isEqualTo(report.before().denseWeights());
        assertThat(requireNonNull(report.packed()).packedBytes()).isLessThan(
                requireNonNull(report.packed()).denseBytes() / 3);
        assertThat(report.note()).contains("nothing is faster");
    }

    @Test
    void aGoalBeyondTheFloorsIsNamedWithWhatCanBeReached() {
        assertThatThrownBy(() -> report(config(5000, Structure.BOTH, SearchKind.UNIFORM, 0)))
                .isInstanceOf(ProblemException.class).hasMessageContaining("at most");
    }

    @Test
    void aRoundThatLosesTooMuchIsGivenUp() {
        AutoCompressConfig c = config(2, Structure.BOTH, SearchKind.UNIFORM, 0);
        AutoCompressConfig strict = new AutoCompressConfig(60, c.objective(), c.structure(), c.search(), c.trunks(), 1,
                1, 0, c.annealing(), new AdmmPlan(1, 0, 1, 1, 0.01), new RetrainPlan(0, 0, 0.01, 16, 0, 0, false),
                c.purify());
        // A network that was never trained guesses, before and after: what is lost is then a matter of luck, so the given one is trained.
        assertThatThrownBy(() -> method().run(new MethodInput<>(trained(), strict, null, 5, 1, learning(null)),
                Progress.none())).isInstanceOf(ProblemException.class).hasMessageContaining("more than the limit");
    }

    private Graph trained() throws ProblemException {
        Workshop workshop = Workshop.of(new MethodInput<>(graph(), config(), null, 5, 1, learning(null)));
        return new Round(workshop, dev.secateur.engine.search.SearchLog.open(workshop.info(), workshop.place(),
                r -> {}), null).retrained(graph(), 12, 0.05, "first", Progress.none());
    }

    @Test
    void aRunThatGoesOnMeasuresNothingAgainAndComesToTheSame(@TempDir Path folder) throws Exception {
        TrainInput.Checkpoints first = new TrainInput.Checkpoints(folder.resolve("net.onnx.checkpoint"),
                Duration.ZERO, false);
        TrainInput.Checkpoints again = new TrainInput.Checkpoints(first.file(), Duration.ZERO, true);
        AutoCompressConfig config = config(2, Structure.BOTH, SearchKind.ANNEALING, 0);
        MethodResult whole = method().run(new MethodInput<>(graph(), config, null, 5, 1, learning(first)),
                Progress.none());
        List<Integer> recalled = new ArrayList<>();
        MethodResult resumed = method().run(new MethodInput<>(graph(), config, null, 5, 1, learning(again),
                r -> recalled.add(((AutoCompressReport) r).search().recalled())), Progress.none());

        assertThat(OnnxWriter.encode(resumed.graph()))
                .isEqualTo(OnnxWriter.encode(whole.graph()));
        SearchReport search = ((AutoCompressReport) resumed.report()).search();
        assertThat(search.recalled()).isEqualTo(search.trials().size()).isEqualTo(recalled.getLast());
        assertThat(Files.readAllLines(folder.resolve("net.onnx.search.jsonl"))).hasSize(1 + search.trials().size());

        AutoCompressConfig other = config(3, Structure.BOTH, SearchKind.ANNEALING, 0);
        assertThatThrownBy(() -> method().run(new MethodInput<>(graph(), other, null, 5, 1, learning(again)),
                Progress.none())).isInstanceOf(ProblemException.class).hasMessageContaining("configuration");
    }

    /// Wide enough that filters take time.
    private static Graph wide() {
        NetBuilder net = new NetBuilder("wide", 17, 3);
        Value x = net.convNormRelu(net.picture(1, 8), 64, 3, 1);
        x = net.convNormRelu(net.convNormRelu(x, 128, 3, 1), 128, 3, 1);
        return net.finish(net.classify(x, 4));
    }

    /// Times that are measured again are others, and ratios follow from them.
    @Test
    void aRunForTimeThatGoesOnForetellsAsAtItsBeginning(@TempDir Path folder) throws Exception {
        System.setProperty(TableStore.CACHE, folder.resolve("cache").toString());
        AutoCompressConfig config = timed(PurifyPlan.defaults());
        Path file = folder.resolve("net.onnx.checkpoint");
        MethodResult whole = method().run(new MethodInput<>(wide(), config, null, 5, 1,
                learning(new TrainInput.Checkpoints(file, Duration.ZERO, false))), Progress.none());
        MethodResult resumed = method().run(new MethodInput<>(wide(), config, null, 5, 1,
                learning(new TrainInput.Checkpoints(file, Duration.ZERO, true))), Progress.none());

        assertThat(OnnxWriter.encode(resumed.graph())).isEqualTo(OnnxWriter.encode(whole.graph()));
        AutoCompressReport before = (AutoCompressReport) whole.report();
        AutoCompressReport after = (AutoCompressReport) resumed.report();
        assertThat(after.search().recalled()).isEqualTo(after.search().trials().size());
        assertThat(requireNonNull(after.time()).forecastBefore())
                .isEqualTo(requireNonNull(before.time()).forecastBefore());
        assertThat(after.time().forecastAfter()).isEqualTo(before.time().forecastAfter());
    }

    @AfterEach
    void forgetsWhereTablesAreKept() {
        System.clearProperty(TableStore.CACHE);
    }

    private AutoCompressConfig timed(PurifyPlan purify) {
        AutoCompressConfig c = config(1.2, Structure.BOTH, SearchKind.ANNEALING, 0);
        return new AutoCompressConfig(c.goal(), Objective.TIME, c.structure(), c.search(), c.trunks(), 2, 4, 100,
                c.annealing(), new AdmmPlan(1, 0, 1, 1, 0.01), c.retrain(), purify);
    }

    /// A network that says the same of every picture: accuracy tells nothing, so the search begins anew by the loss.
    @Test
    void candidatesThatAreMetAgainAreCountedOnce() throws Exception {
        NetBuilder net = new NetBuilder("blind", 17, 3);
        Value x = net.convNormRelu(net.convNormRelu(net.picture(1, 8), 8, 3, 1), 8, 3, 1);
        Value flat = net.node(new Flatten(1), net.node(new GlobalPool(GlobalPool.Kind.AVERAGE), x));
        Graph blind = net.finish(net.node(new Gemm(1, 1, false, true), 4, flat,
                net.constant("none", Tensor.of(new float[4 * 8], 4, 8)),
                net.constant("same", Tensor.of(new float[4], 4))));
        AutoCompressReport report = (AutoCompressReport) run(blind, config(1.5, Structure.FILTERS,
                SearchKind.ANNEALING, 0), null, Progress.none()).report();
        assertThat(report.rounds().getFirst().judge()).isEqualTo("loss");
        assertThat(report.passes().search()).isEqualTo(Annealing.evaluations(FEW) * FEW.passes());
    }

    @Test
    void aFixedBatchIsRefusedBeforeTheSearch() {
        NetBuilder net = new NetBuilder("fixed", 17, 3);
        Value picture = net.input("input", TensorType.of(DType.FLOAT, Shape.of(1, 1, 8, 8)));
        Graph fixed = net.finish(net.classify(net.convNormRelu(net.node(new Identity(), 1, picture), 8, 3, 1), 4));
        assertThat(method().applicability(fixed, config())).isInstanceOf(Applicability.No.class);
        assertThatThrownBy(() -> run(fixed, config(), null, Progress.none())).isInstanceOf(ProblemException.class)
                .hasMessageContaining("the model's batch is fixed at 1; free it first");
    }

    @Test
    void purificationIsRefusedWhereNothingIsPurified() throws Exception {
        PurifyPlan own = new PurifyPlan(2, 0.25, 1);
        assertThatThrownBy(() -> timed(own)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("objective=time");
        for (String other : List.of("objective=time", "structure=weights")) {
            assertThatThrownBy(
                    () -> ConfigReader.read(AutoCompressConfig.defaults(), List.of(other, "purify.epochs=3")))
                    .isInstanceOf(ProblemException.class).hasMessageContaining("purify does nothing")
                    .hasMessageContaining(other);
            assertThat(ConfigReader.read(AutoCompressConfig.defaults(), List.of(other)).purify())
                    .isEqualTo(PurifyPlan.defaults());
            assertThat(ConfigReader
                    .read(AutoCompressConfig.defaults(), List.of(other, "purify.epochs=3", "purify.moves=0")).purify()
                    .moves()).isZero();
        }
    }

    @Test
    void macsCanBeTheGoal() throws Exception {
        AutoCompressConfig c = config(2, Structure.BOTH, SearchKind.ANNEALING, 0);
        AutoCompressReport report = report(new AutoCompressConfig(2, Objective.MACS, c.structure(), c.search(), false,
                2, 4, 100, new AnnealingPlan(1, 0.4, 0.3, 0.35, 32, 16, Judge.LOSS, 2), c.admm(), c.retrain(),
                c.purify()));

        assertThat(report.before().macs() / report.after().macs()).isGreaterThanOrEqualTo(2);
        assertThat(report.rounds().getFirst().judge()).isEqualTo("loss");
        assertThat(Map.of("trunks", report.rounds().getFirst().ratios().size())).containsEntry("trunks", 3 + 8);
    }
}
