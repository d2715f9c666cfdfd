package dev.secateur.engine.compress.scop;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Map;
import java.util.SplittableRandom;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
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
import dev.secateur.engine.graph.Header;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.runtime.Samples;
import dev.secateur.engine.train.Quarters;
import dev.secateur.engine.train.TrainInput;
import dev.secateur.engine.train.TrainListener;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
        return new ScopConfig(0.45, Score.SCALED, trunk, 2, 64, 16, 0.02, 32, finetune);
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
        assertThat(report.macsRemoved()).isPositive();
        assertThat(report.layers().stream().anyMatch(l -> l.form().equals("scattered")))
                .isEqualTo(trunk == Trunk.SCATTER);
    }

    @Test
    void theFactorsMoveAndTheLossFalls() throws Exception {
        ScopReport report = report(
                new ScopConfig(0.45, Score.PLAIN, Trunk.SCATTER, 6, 64, 16, 0.05, 0, Finetune.none()));
        assertThat(report.spread()).isGreaterThan(0.02);
        assertThat(report.layers()).allSatisfy(
                l -> assertThat(l.betas()).allSatisfy(b -> assertThat(b).isBetween(0.0, 1.0)));
        assertThat(report.losses()).hasSize(6);
    }

    @Test
    void trainingAfterwardsIsSaid() throws Exception {
        ScopReport report = report(config(Trunk.SCATTER, new Finetune(1, 0.05, 16, 1e-4, true)));
        assertThat(report.finetuned()).isEqualTo(1);
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
        assertThat(Verdict.lowest(new double[]{3, -1, 2, -1}, 0.5)).isEqualTo(bits(1, 3));
        assertThat(Verdict.lowest(new double[]{1, 1, 1}, 0.34)).isEqualTo(bits(0));
        assertThat(Verdict.lowest(new double[]{2}, 0.95)).isEqualTo(bits());
    }

    private static BitSet bits(int... set) {
        BitSet bits = new BitSet();
        Arrays.stream(set).forEach(bits::set);
        return bits;
    }

    @Test
    void unionTakesFewerChannelsOfTheTrunkThanScatter() throws Exception {
        assertThat(report(config(Trunk.KEEP, Finetune.none())).macsRemoved())
                .isLessThanOrEqualTo(report(config(Trunk.UNION, Finetune.none())).macsRemoved());
    }
}
