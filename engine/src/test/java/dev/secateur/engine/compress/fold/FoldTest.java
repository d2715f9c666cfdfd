package dev.secateur.engine.compress.fold;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import dev.secateur.engine.architecture.MobileNetV2;
import dev.secateur.engine.architecture.Pictures;
import dev.secateur.engine.architecture.ResNet;
import dev.secateur.engine.compress.Applicability;
import dev.secateur.engine.compress.Method;
import dev.secateur.engine.compress.MethodContract;
import dev.secateur.engine.compress.MethodResult;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.Value;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.network.Networks;
import dev.secateur.engine.op.BatchNormalization;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.rewrite.Net;
import dev.secateur.engine.rewrite.Net.Place;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

final class FoldTest extends MethodContract<FoldConfig> {

    @Override
    protected Method<FoldConfig> method() {
        return new Fold();
    }

    @Override
    protected Graph graph() {
        return ResNet.of(8, Pictures.cifarTen(), 3);
    }

    @Override
    protected FoldConfig config() {
        return FoldConfig.defaults();
    }

    private MethodResult fold(Graph graph) throws ProblemException {
        MethodResult result = run(graph, config(), null, Progress.none());
        assertThat(((FoldReport) result.report()).difference()).isLessThan(1e-5);
        return result;
    }

    @Test
    void noNormalisationIsLeftInNetworksOfConvolutions() throws Exception {
        for (Graph graph : List.of(graph(), MobileNetV2.small(Pictures.cifarTen(), 3))) {
            MethodResult result = fold(graph);

            assertThat(result.graph().nodes()).noneMatch(n -> n.op() instanceof BatchNormalization);
            assertThat(result.metrics().get("macsAfter")).isLessThanOrEqualTo(result.metrics().get("macsBefore"));
            assertThat(((FoldReport) result.report()).kept()).isEmpty();
        }
    }

    @Test
    void aRepVggBlockBecomesOneConvolution() throws Exception {
        Net net = new Net(3, 6, 9, 9);
        Value x = net.relu(net.input());
        Value large = net.norm(net.conv(x, 6, 6, Place.square(3, 1, 1).withoutBias()), 6);
        Value small = net.norm(net.conv(x, 6, 6, Place.square(1, 1, 0).withoutBias()), 6);
        Graph graph = net.build(net.relu(net.add(net.add(large, small), net.norm(x, 6))));

        assertThat(fold(graph).graph().nodes().stream().map(n -> n.op().type())).containsExactly("Relu", "Conv",
                "Relu");
    }

    @Test
    void chainsMergeOnlyWhereThatPays() throws Exception {
        Net net = new Net(3, 8, 9, 9);
        Value narrow = net.conv(net.conv(net.input(), 8, 2, Place.square(1, 1, 0)), 2, 8, Place.square(1, 1, 0));
        Value wide = net.conv(net.conv(net.relu(narrow), 8, 32, Place.square(1, 1, 0)), 32, 8, Place.square(1, 1, 0));
        MethodResult result = fold(net.build(net.relu(wide)));

        assertThat(result.graph().nodes().stream().map(n -> n.op().type())).containsExactly("Conv", "Conv", "Relu",
                "Conv", "Relu");
    }

    @Test
    void whatCannotFoldIsNamedWithItsReason() throws Exception {
        Net net = new Net(3, 4, 9, 9);
        Value kept = net.norm(net.relu(net.norm(net.conv(net.input(), 4, 4, Place.square(3, 1, 1)), 4)), 4);
        MethodResult result = fold(net.build(net.conv(kept, 4, 4, Place.square(3, 1, 1))));

        assertThat(((FoldReport) result.report()).kept()).singleElement().satisfies(k -> {
            assertThat(k.node()).isEqualTo("norm4");
            assertThat(k.reason()).contains("Relu");
        });
    }

    @Test
    void aSecondRunFindsNothing() throws Exception {
        Graph once = fold(graph()).graph();

        assertThat(method().applicability(once, config())).isEqualTo(Applicability.no("there is nothing left to fold"));
        assertThatThrownBy(() -> run(once, config(), null, Progress.none())).isInstanceOf(ProblemException.class)
                .hasMessageContaining("nothing left to fold");
    }

    @Test
    void withoutAnyFamilyNothingIsDone() {
        FoldConfig none = new FoldConfig(false, false, false, false, false, false, false);

        assertThat(method().applicability(graph(), none))
                .isEqualTo(Applicability.no("no family of rules is chosen"));
    }

    static List<String> networks() {
        return List.copyOf(Networks.all().keySet());
    }

    @ParameterizedTest
    @MethodSource("networks")
    void everyFamilyOfNetworksComputesTheSame(String name) throws Exception {
        Graph graph = java.util.Objects.requireNonNull(Networks.all().get(name)).get();
        FoldConfig everything = new FoldConfig(true, true, true, true, true, true, true);
        if (method().applicability(graph, everything) instanceof Applicability.Yes) {
            MethodResult result = run(graph, everything, null, Progress.none());

            assertThat(((FoldReport) result.report()).difference()).isLessThan(1e-4);
            assertThat(result.graph().nodes().size()).isLessThanOrEqualTo(graph.nodes().size());
        }
    }
}
