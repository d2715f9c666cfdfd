package dev.secateur.engine.compress.proxylessnas;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import dev.secateur.engine.architecture.MobileNetV2;
import dev.secateur.engine.architecture.Pictures;
import dev.secateur.engine.architecture.ResNet;
import dev.secateur.engine.autograd.ExecutionOptions;
import dev.secateur.engine.autograd.Gradients;
import dev.secateur.engine.autograd.Losses;
import dev.secateur.engine.autograd.Mode;
import dev.secateur.engine.autograd.Scope;
import dev.secateur.engine.autograd.TrainableGraph;
import dev.secateur.engine.autograd.Update;
import dev.secateur.engine.autograd.Var;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.Node;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.runtime.OrtOptions;
import dev.secateur.engine.runtime.OrtSession;
import dev.secateur.engine.runtime.SampleInputs;
import dev.secateur.engine.shape.Bindings;
import dev.secateur.engine.tensor.Tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

class SupernetworkTest {

    private static final Pictures SMALL = new Pictures(1, 8, 4);

    private static Supernetwork net(Graph graph) throws ProblemException {
        return Supernetwork.of(graph, new Places(graph, SpaceConfig.defaults()).all());
    }

    private static TrainableGraph store(Supernetwork net) throws ProblemException {
        List<Operation> all = net.edges().stream().flatMap(e -> e.operations().stream()).filter(o -> !o.isSkip())
                .toList();
        return TrainableGraph.of(net.store(), ExecutionOptions.defaults()
                .between(all.stream().map(Operation::entry).toList(), all.stream().map(Operation::exit).toList()));
    }

    private static float[] run(Graph graph, Map<String, Tensor> inputs) throws ProblemException {
        try (OrtSession session = OrtSession.open(graph, OrtOptions.defaults().withThreads(1))) {
            return session.run(inputs).values().iterator().next().toFloats();
        }
    }

    private static int[] drawn(Supernetwork net, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        return net.edges().stream().mapToInt(e -> random.nextInt(e.size())).toArray();
    }

    @Test
    void theChoiceOfEverythingAsItIsIsTheGivenNetwork() throws Exception {
        for (Graph graph : List.of(ResNet.of(20, SMALL, 3), MobileNetV2.small(SMALL, 3))) {
            Supernetwork net = net(graph);
            Graph same = net.network(net.given());
            Map<String, Tensor> inputs = SampleInputs.normal(graph, Bindings.batch(2), 2, 1);

            assertThat(run(same, inputs)).isEqualTo(run(graph, inputs));
            assertThat(same.nodes().stream().map(same::name).sorted())
                    .isEqualTo(graph.nodes().stream().map(graph::name).sorted().toList());
        }
    }

    @Test
    void gatesRunWhatTheNetworkOfAChoiceComputes() throws Exception {
        Supernetwork net = net(MobileNetV2.small(SMALL, 3));
        try (TrainableGraph trunk = TrainableGraph.of(net.trunk(), ExecutionOptions.defaults());
                TrainableGraph store = store(net);
                Scope scope = Scope.open()) {
            List<Gate> gates = Gate.attach(trunk, store, net.edges());
            for (int seed = 0; seed < 5; seed++) {
                int[] choice = drawn(net, seed);
                IntStream.range(0, choice.length).forEach(e -> gates.get(e).run(choice[e]));
                Graph network = net.network(choice);
                Map<String, Tensor> inputs = SampleInputs.normal(network, Bindings.batch(2), 2, seed);
                float[] gated = trunk.infer(Var.of(inputs.values().iterator().next())).toFloats();
                float[] exported = run(network, inputs);
                for (int i = 0; i < gated.length; i++) {
                    assertThat(gated[i]).isCloseTo(exported[i], within(1e-4f));
                }
            }
        }
    }

    @Test
    void edgesOfAResidualNetworkOfferSmallerKernelsWidthsAndNothing() throws Exception {
        Supernetwork net = net(ResNet.of(20, SMALL, 3));

        assertThat(net.edges()).hasSize(9);
        assertThat(net.edges().getFirst().operations()).extracting(Operation::label).containsExactly("3×3 + 3×3",
                "3×3", "3×3 + 3×3, 50 %", "3×3, 50 %", "skip");
        Edge strided = net.edges().get(3);
        assertThat(strided.operations()).extracting(Operation::label).containsExactly("3×3 + 3×3",
                "3×3 + 3×3, 50 %");
        assertThat(strided.operations().get(1).macs()).isLessThan(strided.operations().getFirst().macs());
    }

    @Test
    void aSmallerKernelIsTheMiddleOfTheGivenOne() throws Exception {
        Graph graph = ResNet.of(20, SMALL, 3);
        Supernetwork net = net(graph);
        int[] choice = net.given();
        choice[0] = 1;
        Graph smaller = net.network(choice);
        Node conv = smaller.nodeNamed("/layer1/layer1.0/conv1/Conv").orElseThrow();
        Tensor before = graph.constant(graph.nodeNamed("/layer1/layer1.0/conv1/Conv").orElseThrow().input(1))
                .orElseThrow();
        Tensor after = smaller.constant(conv.input(1)).orElseThrow();

        assertThat(after.dims()).containsExactly(before.dim(0), before.dim(1), 1, 1);
        assertThat(after.toFloats()[5]).isEqualTo(before.toFloats()[5 * 9 + 4]);
    }

    @Test
    void slopesOfGatesSayWhatEachOperationWouldChange() throws Exception {
        Supernetwork net = net(ResNet.of(20, SMALL, 3));
        int last = net.edges().size() - 1;
        try (TrainableGraph trunk = TrainableGraph.of(net.trunk(), ExecutionOptions.defaults());
                TrainableGraph store = store(net);
                Scope scope = Scope.open()) {
            List<Gate> gates = Gate.attach(trunk, store, net.edges());
            gates.get(last).compare(0, new int[]{0, 1, 2});
            Map<String, Tensor> inputs = SampleInputs.normal(net.network(net.given()), Bindings.batch(4), 4, 1);
            Var pictures = Var.of(inputs.values().iterator().next());
            Var labels = Var.of(new long[]{0, 1, 2, 3});
            Var loss = Losses.crossEntropy(trunk.forward(pictures, Mode.EVAL), labels, 0);
            double[] slopes = Gradients.of(loss, gates.get(last).gates()).orZeros().stream().mapToDouble(Var::item)
                    .toArray();

            assertThat(slopes).hasSize(3);
            assertThat(Arrays.stream(slopes).filter(s -> s != 0).count()).isEqualTo(3);
            // Behind the last edge only the mean and the linear layer follow, so scores move in a straight line with the second gate.
            double step = 1e-2;
            gates.get(last).gates().get(1);
            double forward = shifted(trunk, gates.get(last), pictures, labels, step);
            double back = shifted(trunk, gates.get(last), pictures, labels, -step);
            assertThat((forward - back) / (2 * step)).isCloseTo(slopes[1], within(1e-3));
        }
    }

    private static double shifted(TrainableGraph trunk, Gate gate, Var pictures, Var labels, double by) {
        gate.compare(0, new int[]{0, 1, 2});
        Update.assign(gate.gates().get(1), Var.scalar(by));
        return Losses.crossEntropy(trunk.forward(pictures, Mode.EVAL), labels, 0).item();
    }

    @Test
    void aSpaceWithOneFormOfEachBlockIsRefused() {
        Graph graph = ResNet.of(20, SMALL, 3);
        SpaceConfig single = new SpaceConfig(Space.MODEL, List.of(), false, List.of(), false, Start.GIVEN);

        assertThatThrownBy(() -> new Places(graph, single).all()).isInstanceOf(ProblemException.class)
                .hasMessageContaining("one form alone");
        assertThatThrownBy(() -> new Places(graph,
                new SpaceConfig(Space.MODEL, List.of("stage1.blok1"), true, List.of(), true, Start.GIVEN)).all())
                .isInstanceOf(ProblemException.class).hasMessageContaining("stage1.block1");
    }
}
