package dev.secateur.engine.runtime;

import java.util.List;
import java.util.Objects;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import dev.secateur.engine.architecture.MobileNetV2;
import dev.secateur.engine.architecture.Pictures;
import dev.secateur.engine.architecture.ResNet;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.GraphEditor;
import dev.secateur.engine.graph.Header;
import dev.secateur.engine.graph.Node;
import dev.secateur.engine.graph.Value;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.network.Networks;
import dev.secateur.engine.op.BatchNormalization;
import dev.secateur.engine.op.Binary;
import dev.secateur.engine.op.Conv;
import dev.secateur.engine.op.MatMul;
import dev.secateur.engine.op.Unary;
import dev.secateur.engine.shape.Bindings;
import dev.secateur.engine.tensor.DType;
import dev.secateur.engine.tensor.Shape;
import dev.secateur.engine.tensor.Tensor;
import dev.secateur.engine.tensor.TensorType;

import static org.assertj.core.api.Assertions.assertThat;

final class ProfileTest {

    private static final OrtOptions ONE = OrtOptions.defaults().withThreads(1);
    private static final double SHARE = 0.95;

    private static Profile profile(Graph network) throws Exception {
        Bindings bindings = Bindings.batch(1).with("batch", 1).with("time", 5);
        return Profile.of(network, ONE, SampleInputs.normal(network, bindings, 1, 1), 4, Progress.none());
    }

    private static Graph network(String name) {
        return Objects.requireNonNull(Networks.all().get(name)).get();
    }

    static Set<String> names() {
        return Networks.all().keySet();
    }

    @Test
    void everyConvolutionOfAFusedNetworkHasItsTime() throws Exception {
        for (Graph network : List.of(ResNet.of(8, Pictures.fashion(), 1), MobileNetV2.small(Pictures.fashion(), 1))) {
            Profile profile = profile(network);
            assertThat(profile.runs()).isEqualTo(4);
            for (Node node : network.nodes()) {
                if (node.op() instanceof Conv) {
                    assertThat(profile.nodeMs()).as(network.name(node)).containsKey(node.id());
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void nearlyAllTimeOfEveryFamilyStandsAtItsNodes(String name) throws Exception {
        Graph network = network(name);
        Profile profile = profile(network);
        assertThat(profile.attributed()).isGreaterThanOrEqualTo(SHARE);
        assertThat(profile.kernelMs()).isPositive();
        Set<Integer> timed = profile.nodeMs().keySet();
        assertThat(profile.fusedInto().keySet()).doesNotContainAnyElementsOf(timed);
        assertThat(timed).containsAll(profile.fusedInto().values());
    }

    @Test
    void aBlocksSumAndActivationsRunWithinItsConvolutions() throws Exception {
        Graph network = network("resnet-bottleneck");
        Profile profile = profile(network);
        for (Node node : network.nodes()) {
            if (node.op() instanceof Binary || node.op() instanceof BatchNormalization) {
                Integer into = profile.fusedInto().get(node.id());
                assertThat(into).as(network.name(node)).isNotNull();
                assertThat(network.nodes().indexOf(node)).isGreaterThan(indexOf(network, into));
            }
        }
    }

    private static int indexOf(Graph network, int id) {
        return network.nodes().stream().map(Node::id).toList().indexOf(id);
    }

    @Test
    void thePartsOfAnActivationThatRunAsOneKernelAreFused() throws Exception {
        Graph network = network("vit");
        Profile profile = profile(network);
        for (Node node : network.nodes()) {
            if (node.op() instanceof Unary) {
                assertThat(profile.fusedInto()).as(network.name(node)).containsKey(node.id());
            }
        }
    }

    @Test
    void nodesThatAreNamedLikeKernelsOrNotAtAllKeepTheirOwnTimes() throws Exception {
        GraphEditor editor = Graph.empty(new Header("names", 8, java.util.Map.of("", 17L), null)).edit();
        Value x = editor.addInput("x", TensorType.of(DType.FLOAT, Shape.of(64, 64)));
        Value weight = editor.addConstant("w", Tensor.of(new float[64 * 64], 64, 64));
        Value product = editor.addValue("product");
        Node unnamed = editor.addNode("", new Node(-1, new MatMul(), List.of(x, weight), List.of(product), List.of(),
                null));
        Node gelu = editor.addNode(new Unary(Unary.Kind.SIN), "Gelu", product);
        Node moved = editor.addNode(new Unary(Unary.Kind.COS), "Transpose_token_3", gelu.output());
        editor.setOutputs(List.of(moved.output()));
        Profile profile = profile(editor.build());
        assertThat(profile.attributed()).isEqualTo(1);
        assertThat(profile.nodeMs()).containsOnlyKeys(unnamed.id(), gelu.id(), moved.id());
    }
}
