package dev.secateur.engine.compress.scop;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import dev.secateur.engine.architecture.Pictures;
import dev.secateur.engine.architecture.ResNet;
import dev.secateur.engine.compress.Applicability;
import dev.secateur.engine.compress.Budget;
import dev.secateur.engine.compress.BudgetReport;
import dev.secateur.engine.compress.ChannelScope;
import dev.secateur.engine.compress.Finetune;
import dev.secateur.engine.compress.Learning;
import dev.secateur.engine.compress.Method;
import dev.secateur.engine.compress.MethodContract;
import dev.secateur.engine.compress.MethodInput;
import dev.secateur.engine.compress.MethodResult;
import dev.secateur.engine.coupling.Coupling;
import dev.secateur.engine.data.Normalisation;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.Header;
import dev.secateur.engine.graph.Value;
import dev.secateur.engine.hardware.TableStore;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.network.NetBuilder;
import dev.secateur.engine.network.Networks;
import dev.secateur.engine.onnx.OnnxWriter;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.runtime.Samples;
import dev.secateur.engine.train.Pause;
import dev.secateur.engine.train.Quarters;
import dev.secateur.engine.train.TrainInput;
import dev.secateur.engine.train.TrainListener;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

class ScopTest extends MethodContract<ScopConfig> {

    private static final Normalisation NORMALISATION = new Normalisation(1 / 255.0, new double[]{0.4},
            new double[]{0.25});

    @Override
    protected Method<ScopConfig> method() {
        return new Scop();
    }

    @Override
    protected Graph graph() {
        return ResNet.of(8, new Pictures(1, 8, 4), 3);
    }

    @Override
    protected ScopConfig config() {
        return config(Trunk.SCATTER, Finetune.none());
    }

    private static ScopConfig config(Trunk trunk, Finetune finetune) {
        return new ScopConfig(0.45, ChannelScope.GROUP, Budget.none(), Score.SCALED, trunk, 1, Knockoff.SHUFFLE, 8, "",
                PixelRange.SIGNED,
                2, 64, 16, 0.02, 32,
                finetune);
    }

    private static ScopConfig scoredBy(Score score) {
        return new ScopConfig(0.45, ChannelScope.GROUP, Budget.none(), score, Trunk.SCATTER, 1, Knockoff.SHUFFLE, 8, "",
                PixelRange.SIGNED, 2, 64, 16, 0.02, 32, Finetune.none());
    }

    private static Learning learning() {
        return new Learning(new TrainInput.Pictures(new Quarters(64, 1), new Quarters(32, 2), NORMALISATION),
                TrainInput.Conditions.of(5, 1), TrainListener.none());
    }

    @Override
    protected MethodResult run(Graph graph, ScopConfig config, @Nullable Samples samples, Progress progress)
            throws ProblemException {
        return method().run(new MethodInput<>(graph, config, samples, 5, 1, learning()), progress);
    }

    private ScopReport report(ScopConfig config) throws ProblemException {
        MethodResult result = run(graph(), config, null, Progress.none());
        assertThat(requireNonNull(result.parity()).maxRel()).isLessThan(1e-4);
        return (ScopReport) result.report();
    }

    @Test
    void everyLayerLosesTheSamePartAndTheStemAndProjectionsNone() throws Exception {
        ScopReport report = report(config());
        assertThat(report.layers()).hasSize(6).allSatisfy(l -> {
            int channels = l.scores().size();
            assertThat(l.removed()).hasSize((int) (0.45 * channels));
            double highest = l.removed().stream().mapToDouble(l.scores()::get).max().orElseThrow();
            assertThat(l.scores().stream().filter(s -> s < highest)).hasSizeLessThan(l.removed().size());
        });
        assertThat(report.layers()).extracting(ScopReport.LayerReport::form).containsExactly("sliced", "scattered",
                "sliced", "scattered", "sliced", "scattered");
    }

    @ParameterizedTest
    @EnumSource(Trunk.class)
    void everyFormOfTheTrunkComputesWhatTheMaskedNetworkDoes(Trunk trunk) throws Exception {
        ScopReport report = report(config(trunk, Finetune.none()));
        assertThat(report.outcome().macsRemoved()).isPositive();
        assertThat(report.layers().stream().anyMatch(l -> l.form().equals("scattered")))
                .isEqualTo(trunk == Trunk.SCATTER);
    }

    @Test
    void theFactorsMoveAndTheLossFalls() throws Exception {
        ScopReport report = report(
                new ScopConfig(0.45, ChannelScope.GROUP, Budget.none(), Score.PLAIN, Trunk.SCATTER, 1,
                        Knockoff.GAUSSIAN, 4, "",
                        PixelRange.SIGNED, 6, 64, 16, 0.05,
                        0, Finetune.none()));
        assertThat(report.spread()).isGreaterThan(0.02);
        assertThat(report.layers()).allSatisfy(
                l -> assertThat(l.betas()).allSatisfy(b -> assertThat(b).isBetween(0.0, 1.0)));
        assertThat(report.losses()).hasSize(6);
    }

    @Test
    void controlsCutAsMuchWithoutAnExperiment() throws Exception {
        ScopReport experiment = report(config());
        for (Score control : List.of(Score.FILTER, Score.RANDOM)) {
            ScopReport told = report(scoredBy(control));
            assertThat(told.losses()).isEmpty();
            assertThat(told.note()).startsWith("a control without an experiment");
            assertThat(told.layers()).extracting(ScopReport.LayerReport::scored)
                    .containsOnly(control.toString());
            assertThat(told.layers()).extracting(ScopReport.LayerReport::chosen)
                    .isEqualTo(experiment.layers().stream().map(ScopReport.LayerReport::chosen).toList());
        }
    }

    @Test
    void trainingAfterwardsIsSaid() throws Exception {
        ScopReport report = report(config(Trunk.SCATTER, new Finetune(1, 0.05, 16, 1e-4, true)));
        assertThat(report.outcome().finetuned()).isEqualTo(1);
        assertThat(report.note()).contains("trained for 1 epochs");
    }

    @Test
    void withoutDataItIsRefused() {
        assertThatThrownBy(() -> method().run(new MethodInput<>(graph(), config(), null, 5, 1), Progress.none()))
                .isInstanceOf(ProblemException.class).hasMessageContaining("--data");
    }

    @Test
    void aNetworkWithoutNormalisationIsNotForIt() {
        Graph empty = Graph.empty(new Header("empty", 8, Map.of("", 17L), null));
        assertThat(method().applicability(empty, config())).isInstanceOf(Applicability.No.class);
    }

    @Test
    void noPictureIsItsOwnKnockoff() {
        SplittableRandom random = new SplittableRandom(1);
        for (int count = 2; count < 40; count++) {
            long[] order = Derangement.of(count, random);
            for (int i = 0; i < count; i++) {
                assertThat(order[i]).isNotEqualTo(i);
            }
            assertThat(Arrays.stream(order).sorted().distinct().count()).isEqualTo(count);
        }
        assertThatThrownBy(() -> Derangement.of(1, random)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theLowestScoresGoAndOneChannelStays() {
        assertThat(Selection.lowest(new double[]{3, -1, 2, -1}, 2)).isEqualTo(bits(1, 3));
        assertThat(Selection.lowest(new double[]{1, 1, 1}, 1)).isEqualTo(bits(0));
        assertThat(Selection.losses(1, 0.95, 1)).isZero();
        assertThat(Selection.losses(10, 0.3, 1)).isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource({"16, 1, 9", "32, 1, 18", "64, 1, 36", "16, 8, 8", "32, 8, 16", "64, 8, 32", "16, 16, 16",
        "32, 16, 16", "64, 16, 32", "4, 8, 4"})
    void whatStaysIsRoundedToTheNearestMultiple(int channels, int round, int left) {
        assertThat(channels - Selection.losses(channels, 0.45, round)).isEqualTo(left);
    }

    @Test
    void whereScalesTellNothingApartTheFactorsDoAndWhereTheyDoNotTheFiltersDo() {
        Graph graph = graph();
        ControlledLayer layer = ControlledLayer.of(graph).getFirst();
        ControlledLayer silent = new ControlledLayer(layer.conv(), layer.norm(), new float[layer.channels()]);
        float[] betas = new float[layer.channels()];
        Arrays.fill(betas, 0.5f);
        assertThat(Scores.of(graph, silent, betas, Score.SCALED, 1).kind()).isEqualTo("filter");
        betas[3] = 0.75f;
        Scores plain = Scores.of(graph, silent, betas, Score.SCALED, 1);
        assertThat(plain.kind()).isEqualTo("plain");
        assertThat(plain.values()[3]).isEqualTo(0.5);
        betas[5] = 0.25f;
        assertThat(Scores.of(graph, silent, betas, Score.SCALED, 1).kind()).as("zeros of both signs")
                .isEqualTo("plain");
        assertThat(Scores.of(graph, layer, betas, Score.SCALED, 1).kind()).isEqualTo("scaled");
    }

    @Test
    void whatIsFoundOnTheWayIsTold() throws Exception {
        List<ScopReport> told = new ArrayList<>();
        MethodResult result = method().run(new MethodInput<>(graph(), config(), null, 5, 1, learning(),
                r -> told.add((ScopReport) r)), Progress.none());
        ScopReport last = (ScopReport) result.report();
        assertThat(told).hasSize(8).noneMatch(ScopReport::hasCut);
        assertThat(last.hasCut()).isTrue();
        assertThat(last.snapshots()).hasSize(9).startsWith(0.0, 0.25).endsWith(2.0);
        assertThat(last.layers()).allSatisfy(l -> {
            assertThat(l.history()).hasSize(9);
            assertThat(l.history().getFirst()).containsOnly(0.5);
            for (int i = 0; i < l.betas().size(); i++) {
                assertThat(l.history().getLast().get(i)).isCloseTo(l.betas().get(i), within(1e-5));
            }
        });
        assertThat(told.getLast().layers()).extracting(ScopReport.LayerReport::removed)
                .isEqualTo(last.layers().stream().map(ScopReport.LayerReport::removed).toList());
    }

    @ParameterizedTest
    @EnumSource(ChannelScope.class)
    void aGoalOfWorkIsReachedWithTheFewestChannels(ChannelScope scope) throws Exception {
        ScopConfig usual = config();
        ScopConfig config = new ScopConfig(0.9, scope, Budget.ofMacs(0.4), usual.score(), usual.trunk(), 1,
                Knockoff.SHUFFLE, 8, "",
                PixelRange.SIGNED, 1, 32, 16,
                0.02, 0, Finetune.none());
        ScopReport report = report(config);
        BudgetReport budget = requireNonNull(report.outcome().budget());
        assertThat(budget.met()).isTrue();
        assertThat(report.outcome().macsRemoved()).isEqualTo(budget.reached()).isBetween(0.4, 0.5);
        assertThat(report.layers()).allSatisfy(l -> assertThat(l.removed()).hasSize(l.chosen()));
        assertThatThrownBy(() -> report(new ScopConfig(0.9, scope, Budget.ofMacs(0.99), usual.score(), Trunk.KEEP, 1,
                Knockoff.SHUFFLE, 8, "", PixelRange.SIGNED, 1, 32, 16, 0.02, 0, Finetune.none())))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("cannot be reached");
    }

    /// Wide enough that filters take time.
    private static Graph wide() {
        NetBuilder net = new NetBuilder("wide", 17, 3);
        Value x = net.convNormRelu(net.picture(1, 8), 64, 3, 1);
        x = net.convNormRelu(net.convNormRelu(x, 128, 3, 1), 128, 3, 1);
        return net.finish(net.classify(x, 4));
    }

    /// Times that are measured again are others, and perhaps choose another cut than the one that was trained.
    @Test
    void aRunForTimeThatGoesOnForetellsAsAtItsBeginning(@TempDir Path folder) throws Exception {
        System.setProperty(TableStore.CACHE, folder.resolve("cache").toString());
        ScopConfig usual = config();
        ScopConfig config = new ScopConfig(0.9, ChannelScope.GROUP, Budget.ofTime(0.2), usual.score(), Trunk.KEEP, 1,
                Knockoff.SHUFFLE, 8, "", PixelRange.SIGNED, 1, 32, 16, 0.02, 0,
                new Finetune(1, 0.05, 16, 1e-4, false));
        MethodResult whole = saved(config, folder, false);
        MethodResult resumed = saved(config, folder, true);
        assertThat(OnnxWriter.encode(resumed.graph())).isEqualTo(OnnxWriter.encode(whole.graph()));
        BudgetReport.TimeReport before = time(whole);
        BudgetReport.TimeReport after = time(resumed);
        assertThat(after.forecastBefore()).isEqualTo(before.forecastBefore());
        assertThat(after.forecastAfter()).isEqualTo(before.forecastAfter());
    }

    private MethodResult saved(ScopConfig config, Path folder, boolean resume) throws ProblemException {
        Learning usual = learning();
        TrainInput.Checkpoints checkpoints = new TrainInput.Checkpoints(folder.resolve("net.onnx.checkpoint"),
                Duration.ZERO, resume);
        return method().run(new MethodInput<>(wide(), config, null, 5, 1, new Learning(usual.pictures(),
                new TrainInput.Conditions(5, 1, checkpoints, new Pause()), usual.listener())), Progress.none());
    }

    private static BudgetReport.TimeReport time(MethodResult result) {
        return requireNonNull(requireNonNull(((ScopReport) result.report()).outcome().budget()).time());
    }

    @AfterEach
    void forgetsWhereTablesAreKept() {
        System.clearProperty(TableStore.CACHE);
    }

    @Test
    void allChannelsTogetherAreRankedByWhatTheyAreInTheirLayer() {
        Selection selection = new Selection(List.of(new double[]{1, 1, 1, 1}, new double[]{-20, 10, 20, 30}),
                ChannelScope.NETWORK, 1);
        assertThat(selection.atRate(0.25)).containsExactly(0, 2);
        assertThat(selection.atRate(0.9)).containsExactly(3, 3);
        assertThat(new Selection(selection.scores(), ChannelScope.GROUP, 1).first(4)).containsExactly(2, 2);
    }

    @Test
    void invertedResidualsLoseTheirInnerChannelsWithTheDepthwiseConvolution() throws Exception {
        Graph graph = requireNonNull(Networks.classifiers().get("mobilenet-v2")).get();
        Map<ControlledLayer, double[]> scores = new LinkedHashMap<>();
        ControlledLayer.of(graph).forEach(l -> scores.put(l, new double[l.channels()]));
        Verdict verdict = new Verdict(Coupling.of(graph), scores, ScopCountsTest.chosen(scores, 0.45), Trunk.KEEP);
        assertThat(scores.keySet()).anyMatch(l -> verdict.form(l).equals("sliced"));
        verdict.cut();
    }

    private static BitSet bits(int... set) {
        BitSet bits = new BitSet();
        Arrays.stream(set).forEach(bits::set);
        return bits;
    }

    @Test
    void unionTakesFewerChannelsOfTheTrunkThanScatter() throws Exception {
        assertThat(report(config(Trunk.KEEP, Finetune.none())).outcome().macsRemoved())
                .isLessThanOrEqualTo(report(config(Trunk.UNION, Finetune.none())).outcome().macsRemoved());
    }
}
