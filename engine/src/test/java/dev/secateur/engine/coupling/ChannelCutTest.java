package dev.secateur.engine.coupling;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.secateur.engine.architecture.Architecture;
import dev.secateur.engine.architecture.Pictures;
import dev.secateur.engine.cost.CostRules;
import dev.secateur.engine.cost.Costs;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.network.Networks;
import dev.secateur.engine.onnx.OnnxReader;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.runtime.OrtOptions;
import dev.secateur.engine.runtime.OrtSession;
import dev.secateur.engine.runtime.SampleInputs;
import dev.secateur.engine.shape.Bindings;
import dev.secateur.engine.shape.ShapeInference;
import dev.secateur.engine.tensor.Tensor;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/// What is left after a cut computes the same as the graph with the channels masked, in ONNX Runtime.
class ChannelCutTest {

    private static final double TOLERANCE = 1e-4;

    static Stream<String> architectures() {
        return Architecture.all().stream().map(Architecture::id);
    }

    private static Graph built(String id) throws ProblemException {
        return Architecture.named(id).orElseThrow().build(Pictures.cifarTen(), 1, 11);
    }

    @ParameterizedTest
    @MethodSource("architectures")
    void aRandomCutOfOurNetworksComputesWhatTheMaskedGraphDoes(String id) throws Exception {
        Coupling coupling = Coupling.of(built(id));
        for (long seed = 0; seed < 3; seed++) {
            BitSet removed = Cuts.random(coupling, false, 0.2 + 0.3 * seed, seed);
            assertThat(removed.cardinality()).isPositive();
            assertThat(Cuts.differing(coupling, removed, TOLERANCE)).as("%s, seed %d", id, seed).isEmpty();
        }
    }

    static Stream<String> families() {
        return Stream.concat(Networks.classifiers().keySet().stream(), Stream.of("detector"));
    }

    @ParameterizedTest
    @MethodSource("families")
    void aRandomCutOfEveryFamilyComputesWhatTheMaskedGraphDoes(String network) throws Exception {
        Coupling coupling = Coupling.of(requireNonNull(Networks.all().get(network)).get());
        for (long seed = 0; seed < 3; seed++) {
            BitSet removed = Cuts.random(coupling, false, 0.2 + 0.3 * seed, seed);
            assertThat(removed.cardinality()).isPositive();
            // How many boxes a detector keeps depends on its numbers, so its masked graph cannot be compared with the whole one.
            if (!network.equals("detector")) {
                assertThat(Cuts.effect(coupling, removed)).isGreaterThan(10 * TOLERANCE);
            }
            assertThat(Cuts.differing(coupling, removed, TOLERANCE)).as("%s, seed %d", network, seed).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"cifar10_resnet20_bn.onnx", "cifar10_resnet20_bn_clean.onnx",
        "cifar10_resnet20_bnfolded.onnx",
        "cifar10_resnet56_bn_clean.onnx", "cifar10_resnet8_mlperftiny_bn.onnx", "fastestdet.onnx", "mnist_cntk.onnx",
        "ultraface_rfb320.onnx", "yolox_nano.onnx", "yunet_s_dynamic.onnx"})
    void aRandomCutOfARealModelComputesWhatTheMaskedGraphDoes(String name) throws Exception {
        Path file = Path.of("../../shared/data/onnx", name).toAbsolutePath().normalize();
        assumeTrue(Files.isRegularFile(file), "skipped: no shared model " + name);
        Coupling coupling = Coupling.of(OnnxReader.read(file));
        for (long seed = 0; seed < 2; seed++) {
            BitSet removed = Cuts.random(coupling, false, 0.3 + 0.3 * seed, seed);
            assertThat(removed.cardinality()).isPositive();
            assertThat(Cuts.differing(coupling, removed, TOLERANCE)).as("%s, seed %d", name, seed).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("architectures")
    void channelsUnderAStatisticAreCutToANetworkThatRuns(String id) throws Exception {
        Graph graph = built(id);
        Coupling coupling = Coupling.of(graph);
        Graph cut = ChannelCut.apply(coupling, Cuts.random(coupling, true, 0.5, 3));
        try (OrtSession session = OrtSession.open(cut, OrtOptions.defaults().withThreads(1))) {
            Map<String, Tensor> results = session.run(SampleInputs.normal(cut, Bindings.none(), 2, 1));
            assertThat(results.values()).allSatisfy(t -> assertThat(t.dims()).containsExactly(2, 10));
        }
    }

    @Test
    void aCutRemovesParametersAndWork() throws Exception {
        Graph graph = built("resnet20");
        Coupling coupling = Coupling.of(graph);
        Costs before = count(graph);
        Costs after = count(ChannelCut.apply(coupling, Cuts.random(coupling, false, 0.5, 1)));
        assertThat(after.parameters()).isLessThan(before.parameters());
        assertThat(after.macs()).isLessThan(before.macs());
    }

    private static Costs count(Graph graph) {
        return CostRules.count(graph, ShapeInference.infer(graph, Bindings.batch(1)));
    }

    @Test
    void cuttingNothingGivesTheVeryGraph() throws Exception {
        Graph graph = built("vgg-small");
        assertThat(ChannelCut.apply(Coupling.of(graph), new BitSet())).isSameAs(graph);
    }

    @Test
    void theGraphItselfIsNotTouched() throws Exception {
        Graph graph = built("resnet20");
        Coupling coupling = Coupling.of(graph);
        List<Tensor> before = List.copyOf(graph.constants().values());
        ChannelCut.apply(coupling, Cuts.random(coupling, false, 0.5, 1));
        assertThat(List.copyOf(graph.constants().values())).isEqualTo(before);
    }

    @Test
    void aUnitThatCannotGoIsRefusedWithItsNode() throws Exception {
        Graph graph = built("resnet20");
        Coupling coupling = Coupling.of(graph);
        BitSet all = new BitSet();
        all.set(0, coupling.units());
        all.andNot(coupling.removable(true));
        assertThat(all.cardinality()).isEqualTo(10);
        assertThatThrownBy(() -> ChannelCut.apply(coupling, all)).isInstanceOf(ProblemException.class)
                .hasMessageContaining("result").hasMessageContaining("fc");
    }

    @Test
    void aLayerIsNeverEmptied() throws Exception {
        Coupling coupling = Coupling.of(built("resnet20"));
        BitSet all = coupling.removable(true);
        assertThatThrownBy(() -> ChannelCut.apply(coupling, all)).isInstanceOf(ProblemException.class)
                .hasMessageContaining("none left");
        BitSet floored = Floor.apply(coupling, all, 2, unit -> -unit);
        Graph cut = ChannelCut.apply(coupling, floored);
        assertThat(Coupling.of(cut).groups()).allSatisfy(g -> assertThat(g.channels()).isGreaterThanOrEqualTo(2));
    }

    @Test
    void whatMattersMostIsKeptAtTheFloor() throws Exception {
        Coupling coupling = Coupling.of(built("vgg-small"));
        ChannelGroup first = coupling.groups().getFirst();
        BitSet removed = new BitSet();
        for (int unit : first.units()) {
            removed.set(unit);
        }
        BitSet floored = Floor.apply(coupling, removed, 3, unit -> unit);
        int last = first.units().length - 1;
        assertThat(floored.get(first.units()[last])).isFalse();
        assertThat(floored.get(first.units()[0])).isTrue();
        assertThat(floored.cardinality()).isEqualTo(first.channels() - 3);
    }
}
