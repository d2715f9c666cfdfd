package dev.secateur.engine.coupling;

import java.util.BitSet;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import dev.secateur.engine.architecture.Architecture;
import dev.secateur.engine.architecture.Pictures;
import dev.secateur.engine.cost.CostRules;
import dev.secateur.engine.cost.Costs;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.network.Networks;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.shape.Bindings;
import dev.secateur.engine.shape.ShapeInference;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

class CutCountsTest {

    static Stream<String> architectures() {
        return Architecture.all().stream().map(Architecture::id);
    }

    static Stream<String> families() {
        return Networks.classifiers().keySet().stream();
    }

    private static void agrees(Graph graph) throws ProblemException {
        Coupling coupling = Coupling.of(graph);
        CutCounts counts = CutCounts.of(coupling, 1);
        for (long seed = 0; seed < 2; seed++) {
            BitSet removed = Cuts.random(coupling, false, 0.3 + 0.4 * seed, seed);
            Graph cut = ChannelCut.apply(coupling, removed);
            Costs real = CostRules.count(cut, ShapeInference.infer(cut, Bindings.batch(1)));
            assertThat(counts.of(removed)).isEqualTo(new CutCounts.Left(real.parameters(), real.macs()));
        }
    }

    @ParameterizedTest
    @MethodSource("architectures")
    void countsOfOurNetworksAreThoseOfTheRealCut(String id) throws Exception {
        agrees(Architecture.named(id).orElseThrow().build(Pictures.cifarTen(), 1, 11));
    }

    @ParameterizedTest
    @MethodSource("families")
    void countsOfKnownFamiliesAreThoseOfTheRealCut(String name) throws Exception {
        agrees(requireNonNull(Networks.classifiers().get(name)).get());
    }

    @Test
    void withoutACutTheCountsAreThoseOfTheGraph() throws Exception {
        Graph graph = Architecture.named("resnet20").orElseThrow().build(Pictures.cifarTen(), 1, 11);
        Costs all = CostRules.count(graph, ShapeInference.infer(graph, Bindings.batch(1)));
        assertThat(CutCounts.of(Coupling.of(graph), 1).of(new BitSet()))
                .isEqualTo(new CutCounts.Left(all.parameters(), all.macs()));
    }
}
