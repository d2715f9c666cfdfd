package dev.secateur.engine.autograd;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import org.bytedeco.javacpp.Pointer;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.secateur.engine.architecture.Architecture;
import dev.secateur.engine.architecture.Pictures;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.GraphEditor;
import dev.secateur.engine.graph.Header;
import dev.secateur.engine.graph.Value;
import dev.secateur.engine.op.Binary;
import dev.secateur.engine.op.MatMul;
import dev.secateur.engine.op.Unary;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.runtime.OrtOptions;
import dev.secateur.engine.runtime.OrtSession;
import dev.secateur.engine.tensor.DType;
import dev.secateur.engine.tensor.Shape;
import dev.secateur.engine.tensor.Tensor;
import dev.secateur.engine.tensor.TensorType;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

class TrainableGraphTest {

    private static final int STEPS = 1000;
    private static final int STRETCHES = 3;
    private static final int WARM_UP = 100;

    /// One leaked step would hold about 1.5 MB of activations, 1,000 of them a hundred times this.
    private static final long SLACK = 16L << 20;

    @BeforeAll
    static void usesOneThread() {
        Torch.setThreads(1);
        Torch.setSeed(1);
    }

    private static Graph resNet() throws ProblemException {
        return Architecture.named("resnet20").orElseThrow().build(new Pictures(3, 16, 10), 1, 3);
    }

    private static double step(TrainableGraph network, List<Var> trained, Var pictures, Var labels) {
        try (Scope step = Scope.open()) {
            Var loss = Losses.crossEntropy(network.forward(pictures, Mode.TRAIN), labels, 0);
            Update.addScaled(trained, -0.05, Gradients.of(loss, trained).orZeros());
            return loss.item();
        }
    }

    @Test
    void stepsAgainstTheGradientLowerTheLoss() throws ProblemException {
        Graph graph = resNet();
        try (Scope all = Scope.open(); TrainableGraph network = TrainableGraph.of(graph, ExecutionOptions.defaults())) {
            List<Var> trained = network.trainedValues();
            Var pictures = Var.normal(8, 3, 16, 16);
            Var labels = Var.of(new long[]{0, 1, 2, 3, 4, 5, 6, 7});
            double first = step(network, trained, pictures, labels);
            for (int i = 0; i < 4; i++) {
                step(network, trained, pictures, labels);
            }
            assertThat(step(network, trained, pictures, labels)).isLessThan(0.8 * first);
        }
    }

    @Test
    void aFrozenGraphGivesInOnnxRuntimeWhatTheTrainedOneGives() throws ProblemException {
        Graph graph = resNet();
        try (Scope all = Scope.open(); TrainableGraph network = TrainableGraph.of(graph, ExecutionOptions.defaults())) {
            Var pictures = Var.normal(2, 3, 16, 16);
            step(network, network.trainedValues(), pictures, Var.of(new long[]{3, 5}));
            Graph frozen = network.freeze();
            float[] ours = network.infer(pictures).toFloats();
            try (OrtSession session = OrtSession.open(frozen, OrtOptions.defaults().withThreads(1))) {
                Tensor theirs = session.run(Map.of(frozen.name(frozen.inputs().getFirst()), pictures.toTensor()))
                        .values().iterator().next();
                assertThat(ours).containsExactly(theirs.toFloats(), within(1e-3f));
            }
            assertThat(frozen.constants()).hasSameSizeAs(graph.constants());
            assertThat(graph.constants().keySet()).doesNotContainAnyElementsOf(
                    frozen.constants().keySet().stream().filter(v -> !graph.constants().containsKey(v)).toList());
        }
    }

    /// LibTorch computes pictures with the channels innermost faster, one channel in two layouts at once among them: everything behind has many.
    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void channelsAreInnermostAllTheWay(int channels) throws ProblemException {
        Graph graph = Architecture.named("mobilenetv2-cifar").orElseThrow().build(new Pictures(channels, 16, 10), 1, 3);
        try (Scope all = Scope.open(); TrainableGraph network = TrainableGraph.of(graph, ExecutionOptions.defaults())) {
            Map<String, Boolean> innermost = new TreeMap<>();
            graph.nodes().forEach(node -> network.attach(node.output(), (data, mode) -> {
                if (data.rank() == 4) {
                    innermost.put(graph.name(node), data.raw().is_contiguous(torch.MemoryFormat.ChannelsLast));
                }
                return data;
            }));
            network.forward(Var.normal(2, channels, 16, 16), Mode.TRAIN);
            assertThat(innermost).hasSizeGreaterThan(50).doesNotContainValue(false);
        }
    }

    @Test
    void anUntrainedGraphFreezesToItself() throws ProblemException {
        Graph graph = resNet();
        try (TrainableGraph network = TrainableGraph.of(graph, ExecutionOptions.defaults())) {
            assertThat(network.freeze()).isSameAs(graph);
            assertThat(network.parameters()).hasSize(3 * (1 + 18 + 2) + 2);
            assertThat(network.parameters()).filteredOn(p -> p.kind().decays()).hasSize(1 + 18 + 2 + 1);
            assertThat(network.statistics()).hasSize(1 + 18 + 2);
        }
    }

    @Test
    void aSnapshotBringsBackEveryBit() throws ProblemException {
        try (Scope all = Scope.open();
                TrainableGraph network = TrainableGraph.of(resNet(), ExecutionOptions.defaults())) {
            Var pictures = Var.normal(2, 3, 16, 16);
            Var labels = Var.of(new long[]{3, 5});
            Map<String, Tensor> state = network.snapshot();
            float[] before = network.infer(pictures).toFloats();
            double loss = step(network, network.trainedValues(), pictures, labels);
            assertThat(network.infer(pictures).toFloats()).isNotEqualTo(before);
            network.restore(state);
            assertThat(network.infer(pictures).toFloats()).isEqualTo(before);
            assertThat(step(network, network.trainedValues(), pictures, labels)).isEqualTo(loss);
            assertThatThrownBy(() -> network.restore(Map.of())).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void memoryStaysFlatOverAThousandSteps() throws ProblemException {
        try (Scope all = Scope.open();
                TrainableGraph network = TrainableGraph.of(resNet(), ExecutionOptions.defaults())) {
            List<Var> trained = network.trainedValues();
            Var pictures = Var.normal(2, 3, 16, 16);
            Var labels = Var.of(new long[]{3, 5});
            for (int i = 0; i < WARM_UP; i++) {
                step(network, trained, pictures, labels);
            }
            long handles = Pointer.totalCount();
            // The Java heap of the test's process may grow meanwhile; a leak grows in every stretch, the heap does not.
            long grown = Long.MAX_VALUE;
            for (int stretch = 0; stretch < STRETCHES && grown >= SLACK; stretch++) {
                long resident = Pointer.physicalBytes();
                for (int i = 0; i < STEPS; i++) {
                    step(network, trained, pictures, labels);
                }
                assertThat(Pointer.totalCount()).isLessThanOrEqualTo(handles);
                grown = Math.min(grown, Pointer.physicalBytes() - resident);
            }
            assertThat(grown).isLessThan(SLACK);
        }
    }

    @Test
    void runningStatisticsMoveByTheMomentumOfTheNode() throws ProblemException {
        try (Scope all = Scope.open();
                TrainableGraph network = TrainableGraph.of(resNet(), ExecutionOptions.defaults())) {
            Statistics first = network.statistics().getFirst();
            float[] before = first.variance().toFloats();
            Var pictures = Var.normal(4, 3, 16, 16);
            network.forward(pictures, Mode.EVAL);
            assertThat(first.variance().toFloats()).isEqualTo(before);
            Value made = network.graph().nodes().getFirst().output();
            Var data = network.run(Map.of(network.graph().inputs().getFirst(), pictures), List.of(made), Mode.EVAL)
                    .values().iterator().next();
            double mean = data.slice(1, 0, 1).mean().item();
            network.forward(pictures, Mode.TRAIN);
            assertThat((double) first.mean().toFloats()[0]).isCloseTo(0.1 * mean, within(1e-5));
            assertThat(first.keep()).isCloseTo(0.9, within(1e-6));
            float[] moved = first.variance().toFloats();
            first.setFixed(true);
            network.forward(pictures, Mode.TRAIN);
            assertThat(first.variance().toFloats()).isEqualTo(moved);
        }
    }

    @Test
    void weightsThatNoGradientReachesAreRefusedWithTheNodesName() throws ProblemException {
        GraphEditor editor = Graph.empty(new Header("steps", 8, Map.of("", 17L), null)).edit();
        Value input = editor.addInput("x", TensorType.of(DType.FLOAT, Shape.of(1, 2)));
        Value first = editor.addConstant("first", Tensor.of(new float[]{1, 2, 3, 4}, 2, 2));
        Value second = editor.addConstant("second", Tensor.of(new float[]{1, 1, 1, -1}, 2, 2));
        Value rounded = editor.addNode(new Unary(Unary.Kind.ROUND), "steps",
                editor.addNode(new MatMul(), "matmul", input, first).output()).output();
        editor.setOutputs(List.of(editor.addNode(new MatMul(), "last", rounded, second).output()));
        Graph graph = editor.build();
        assertThatThrownBy(() -> TrainableGraph.of(graph, ExecutionOptions.defaults()))
                .isInstanceOf(ProblemException.class).hasMessageContaining("node steps")
                .hasMessageContaining("first").hasMessageContaining("step function");
        try (TrainableGraph network = TrainableGraph.of(graph, ExecutionOptions.defaults().freezing(Set.of(first)))) {
            assertThat(network.trained()).extracting(Parameter::name).containsExactly("second");
        }
        try (TrainableGraph network = TrainableGraph.of(graph,
                ExecutionOptions.defaults().between(List.of(rounded), graph.outputs()))) {
            assertThat(network.parameters()).extracting(Parameter::name).containsExactly("second");
        }
    }

    @Test
    void aSharedWeightStaysSharedAndGetsTheGradientOfBothUses() throws ProblemException {
        GraphEditor editor = Graph.empty(new Header("shared", 8, Map.of("", 17L), null)).edit();
        Value input = editor.addInput("x", TensorType.of(DType.FLOAT, Shape.of(1, 2)));
        Value weight = editor.addConstant("w", Tensor.of(new float[]{1, 0, 0, 1}, 2, 2));
        Value a = editor.addNode(new MatMul(), "a", input, weight).output();
        Value b = editor.addNode(new MatMul(), "b", a, weight).output();
        editor.setOutputs(List.of(editor.addNode(new Binary(Binary.Kind.ADD), "sum", a, b).output()));
        Graph graph = editor.build();
        try (Scope all = Scope.open(); TrainableGraph network = TrainableGraph.of(graph, ExecutionOptions.defaults())) {
            Var loss = network.forward(Var.of(new float[]{1, 2}, 1, 2), Mode.TRAIN).sum();
            List<Var> gradients = Gradients.of(loss, network.trainedValues()).orZeros();
            assertThat(gradients.getFirst().toFloats()).containsExactly(3, 3, 6, 6);
            Update.addScaled(network.trainedValues(), 1, gradients);
            Graph frozen = network.freeze();
            assertThat(frozen.constants()).hasSize(1);
            assertThat(frozen.constants().keySet()).doesNotContain(weight);
            Value now = frozen.constants().keySet().iterator().next();
            assertThat(frozen.uses(now)).hasSize(2);
        }
    }
}
