package dev.secateur.engine.compress;

import java.util.List;

import org.junit.jupiter.api.Test;

import dev.secateur.engine.architecture.Architecture;
import dev.secateur.engine.architecture.Pictures;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.problem.ProblemException;

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
        ChannelReport report = cut(graph(), new ChannelConfig(0.25, ChannelScope.NETWORK, 1, 1, false, false));
        assertThat(report.removed()).isBetween(0.24, 0.25);
    }

    @Test
    void whatStaysIsRoundedUp() throws Exception {
        ChannelReport report = cut(built("vgg-small"), new ChannelConfig(0.3, ChannelScope.GROUP, 8, 1, false, false));
        assertThat(report.groups()).allMatch(g -> g.after() % 8 == 0).anyMatch(g -> g.after() < g.before());
    }

    @Test
    void theFloorHolds() throws Exception {
        ChannelReport report = cut(graph(), new ChannelConfig(0.9, ChannelScope.GROUP, 1, 6, false, false));
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
        MethodResult with = run(vit, new ChannelConfig(0.5, ChannelScope.GROUP, 1, 1, true, false), null,
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
