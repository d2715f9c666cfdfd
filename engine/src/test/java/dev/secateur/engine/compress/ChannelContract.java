package dev.secateur.engine.compress;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import dev.secateur.engine.architecture.Architecture;
import dev.secateur.engine.architecture.Pictures;
import dev.secateur.engine.architecture.ResNet;
import dev.secateur.engine.data.Normalisation;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.onnx.OnnxWriter;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.train.Quarters;
import dev.secateur.engine.train.TrainInput;
import dev.secateur.engine.train.TrainListener;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/// What every method that ranks channels has to keep, beside the contract of all methods.
public abstract class ChannelContract extends MethodContract<ChannelConfig> {

    @Override
    protected Graph graph() {
        return built("resnet20");
    }

    protected static Graph built(String id) {
        try {
            return Architecture.named(id).orElseThrow().build(Pictures.cifarTen(), 1, 3);
        } catch (ProblemException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    protected ChannelConfig config() {
        return ChannelConfig.of(0.5);
    }

    private ChannelReport cut(Graph graph, ChannelConfig config) throws ProblemException {
        MethodResult result = run(graph, config, null, Progress.none());
        assertThat(requireNonNull(result.parity()).maxRel()).isLessThan(ChannelPruning.TOLERANCE);
        return (ChannelReport) result.report();
    }

    @Test
    void theRateAskedForIsTheRateOfEveryGroup() throws Exception {
        ChannelReport report = cut(built("vgg-small"), ChannelConfig.of(0.45));
        assertThat(report.groups()).isNotEmpty()
                .allSatisfy(
                        g -> assertThat(g.before() - g.after()).isEqualTo((int) Math.floor(0.45 * g.before() + 1e-9)));
        assertThat(report.macsRemoved()).isGreaterThan(0.45);
    }

    @Test
    void theRateOverTheNetworkIsThatOfAllChannels() throws Exception {
        ChannelReport report = cut(graph(),
                new ChannelConfig(0.25, ChannelScope.NETWORK, 1, 1, false, false, Finetune.none()));
        assertThat(report.removed()).isBetween(0.24, 0.25);
    }

    @ParameterizedTest
    @EnumSource(ChannelScope.class)
    void aGoalOfMacsIsMetAndHardlyPassed(ChannelScope scope) throws Exception {
        ChannelReport report = cut(graph(), new ChannelConfig(0, scope, 1, 1, false, false, Finetune.none())
                .within(Budget.ofMacs(0.4)));
        assertThat(report.macsRemoved()).isBetween(0.4, 0.43);
        BudgetReport met = requireNonNull(report.budget());
        assertThat(met.met()).isTrue();
        assertThat(met.goal()).isEqualTo("macs");
        assertThat(met.reached()).isEqualTo(report.macsRemoved());
        assertThat(report.note()).contains("of the MACs saved, 40.0 % asked for;");
    }

    @Test
    void aShareOfEveryLayerStays() throws Exception {
        ChannelReport report = cut(built("vgg-small"), new ChannelConfig(0.9, ChannelScope.GROUP, Budget.none(), 1, 1,
                0.25, false, false, Finetune.none()));
        assertThat(report.groups()).allMatch(g -> g.after() == Math.ceilDiv(g.before(), 4))
                .allMatch(g -> g.why().contains("floor"));
    }

    @Test
    void whatStaysIsRoundedUp() throws Exception {
        ChannelReport report = cut(built("vgg-small"),
                new ChannelConfig(0.3, ChannelScope.GROUP, 8, 1, false, false, Finetune.none()));
        assertThat(report.groups()).allMatch(g -> g.after() % 8 == 0).anyMatch(g -> g.after() < g.before());
    }

    @Test
    protected void trainingAfterTheCutNeedsData() {
        ChannelConfig trained = new ChannelConfig(0.5, ChannelScope.GROUP, 1, 1, false, false,
                new Finetune(1, 0.05, 16, 0, false));
        assertThatThrownBy(() -> run(graph(), trained, null, Progress.none())).isInstanceOf(ProblemException.class)
                .hasMessageContaining("finetune.epochs").hasMessageContaining("--data");
    }

    @Test
    void theNetworkIsTrainedAfterTheCutIfAskedFor() throws Exception {
        Graph graph = ResNet.of(8, new Pictures(1, 8, 4), 3);
        Learning learning = new Learning(new TrainInput.Pictures(new Quarters(64, 1), null,
                new Normalisation(1 / 255.0, new double[]{0.4}, new double[]{0.25})), TrainInput.Conditions.of(5, 1),
                TrainListener.none());
        ChannelConfig trained = new ChannelConfig(0.5, ChannelScope.GROUP, 1, 1, false, false,
                new Finetune(1, 0.05, 16, 0, true));
        MethodResult with = method().run(new MethodInput<>(graph, trained, null, 5, 1, learning), Progress.none());
        MethodResult without = run(graph, config(), null, Progress.none());
        assertThat(((ChannelReport) with.report()).note()).contains("trained for 1 epochs");
        assertThat(with.metrics()).isEqualTo(without.metrics());
        assertThat(OnnxWriter.encode(with.graph())).isNotEqualTo(OnnxWriter.encode(without.graph()));
    }

    @Test
    void theFloorHolds() throws Exception {
        ChannelReport report = cut(graph(),
                new ChannelConfig(0.9, ChannelScope.GROUP, 1, 6, false, false, Finetune.none()));
        assertThat(report.groups()).allMatch(g -> g.after() >= 6).anyMatch(g -> g.why().contains("floor"));
    }

    @Test
    void aRateThatTakesNothingIsRefused() {
        assertThatThrownBy(() -> run(graph(), ChannelConfig.of(0.001), null, Progress.none()))
                .isInstanceOf(ProblemException.class).hasMessageContaining("rate");
    }

    @Test
    void tokensUnderLayerNormalizationGoOnlyWhenAskedFor() throws Exception {
        Graph vit = built("vit-tiny");
        ChannelReport without = cut(vit, config());
        MethodResult with = run(vit, new ChannelConfig(0.5, ChannelScope.GROUP, 1, 1, true, false, Finetune.none()),
                null,
                Progress.none());
        assertThat(with.parity()).isNull();
        assertThat(((ChannelReport) with.report()).macsRemoved()).isGreaterThan(without.macsRemoved());
        assertThat(((ChannelReport) with.report()).inputs()).contains("not compared");
    }

    @Test
    void aModelWithoutChannelsToCutSaysWhy() {
        Graph empty = Graph.empty(new dev.secateur.engine.graph.Header("empty", 8, java.util.Map.of("", 17L), null));
        assertThat(method().applicability(empty, config())).isEqualTo(new Applicability.No(
                "no convolution or matrix with constant weights was found", List.of()));
    }
}
