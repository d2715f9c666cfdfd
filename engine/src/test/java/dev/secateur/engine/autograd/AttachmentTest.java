package dev.secateur.engine.autograd;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.GraphEditor;
import dev.secateur.engine.graph.Header;
import dev.secateur.engine.graph.Value;
import dev.secateur.engine.op.Conv;
import dev.secateur.engine.op.Unary;
import dev.secateur.engine.op.Window;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.tensor.DType;
import dev.secateur.engine.tensor.Shape;
import dev.secateur.engine.tensor.Tensor;
import dev.secateur.engine.tensor.TensorType;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

/// What methods put between weights or values and their users, each in a toy: `x -> conv 1x1 -> relu -> conv 1x1 -> y`.
class AttachmentTest {

    private static final long CHANNELS = 2;

    private Scope scope;
    private Graph graph;
    private Value input;
    private Value hidden;
    private TrainableGraph network;

    @BeforeEach
    void buildsTheToy() throws ProblemException {
        Torch.setThreads(1);
        scope = Scope.open();
        GraphEditor editor = Graph.empty(new Header("toy", 8, Map.of("", 17L), null)).edit();
        input = editor.addInput("x", TensorType.of(DType.FLOAT, Shape.of(1, CHANNELS, 1, 1)));
        Value first = editor.addConstant("first", Tensor.of(new float[]{1, 2, 3, 4}, CHANNELS, CHANNELS, 1, 1));
        Value second = editor.addConstant("second", Tensor.of(new float[]{1, 1, 1, -1}, CHANNELS, CHANNELS, 1, 1));
        Conv conv = new Conv(Window.square(1, 1, 0), 1);
        hidden = editor.addNode(new Unary(Unary.Kind.RELU), "relu",
                editor.addNode(conv, "conv1", input, first).output()).output();
        editor.setOutputs(List.of(editor.addNode(conv, "conv2", hidden, second).output()));
        graph = editor.build();
        network = TrainableGraph.of(graph, ExecutionOptions.defaults());
    }

    @AfterEach
    void frees() {
        network.close();
        scope.close();
    }

    private Parameter parameter(String name) {
        return network.parameters().stream().filter(p -> p.name().equals(name)).findFirst().orElseThrow();
    }

    private float[] forward() {
        return network.forward(picture(), Mode.EVAL).toFloats();
    }

    private static Var picture() {
        return Var.of(new float[]{1, 1}, 1, CHANNELS, 1, 1);
    }

    @Test
    void runsTheToy() {
        assertThat(forward()).containsExactly(10, -4);
    }

    @Test
    void aMaskHidesWeightsAndStaysInTheFrozenGraph() {
        Var mask = Var.of(new float[]{1, 1, 0, 0}, CHANNELS, CHANNELS, 1, 1);
        Parameter first = parameter("first");
        network.attach(first, (raw, mode) -> raw.mul(mask));
        assertThat(forward()).containsExactly(3, 3);
        Var loss = network.forward(picture(), Mode.TRAIN).sum();
        assertThat(Gradients.of(loss, List.of(first.value())).orZeros().getFirst().toFloats())
                .containsExactly(2, 2, 0, 0);
        Graph frozen = network.freeze();
        assertThat(frozen.constants().values()).anyMatch(
                t -> t.sameAs(Tensor.of(new float[]{1, 2, 0, 0}, CHANNELS, CHANNELS, 1, 1)));
        network.detach(first);
        assertThat(forward()).containsExactly(10, -4);
        assertThatThrownBy(() -> {
            network.attach(first, (raw, mode) -> raw);
            network.attach(first, (raw, mode) -> raw);
        }).isInstanceOf(IllegalStateException.class).hasMessageContaining("first");
    }

    @Test
    void aDiracTensorMixesIntoTheWeight() {
        Var dirac = Var.of(new float[]{1, 0, 0, 1}, CHANNELS, CHANNELS, 1, 1);
        Parameter share = Parameter.of("share", ParameterKind.EXTRA, Tensor.scalar(0.25f));
        network.attach(parameter("first"), new Parametrisation() {
            @Override
            public Var effective(Var raw, Mode mode) {
                return dirac.add(raw.sub(dirac).mul(share.value()));
            }

            @Override
            public List<Parameter> parameters() {
                return List.of(share);
            }
        });
        assertThat(forward()).containsExactly(new float[]{1.5f + 2.5f, 1.5f - 2.5f}, within(1e-6f));
        assertThat(network.trained()).contains(share).hasSize(3);
        assertThat(network.snapshot()).containsKey("attached/share");
        share.close();
    }

    @Test
    void categoricalWeightsAreAMixtureInTrainingAndAChoiceInUse() {
        Var choices = Var.of(new float[]{-1, 1}, 2);
        Parameter logits = Parameter.of("logits", ParameterKind.EXTRA,
                Tensor.of(new float[]{0, 0, 0, 1, 2, 0, -1, 3}, 4, 2));
        network.attach(parameter("first"), (raw, mode) -> {
            Var share = logits.value().softmax(-1);
            Var mixed = share.mul(choices).sum(false, 1);
            Var chosen = choices.select(0, share.argmax(-1));
            return (mode == Mode.TRAIN ? mixed : chosen).reshape(CHANNELS, CHANNELS, 1, 1);
        });
        assertThat(network.forward(picture(), Mode.TRAIN).toFloats()[0]).isBetween(0f, 1f);
        Var loss = network.forward(picture(), Mode.TRAIN).sum();
        float[] gradient = Gradients.of(loss, List.of(logits.value())).orZeros().getFirst().toFloats();
        assertThat(gradient[3]).isCloseTo(-gradient[2], within(1e-6f)).isNotZero();
        assertThat(network.freeze().constants().values()).anyMatch(
                t -> t.sameAs(Tensor.of(new float[]{-1, 1, -1, 1}, CHANNELS, CHANNELS, 1, 1)));
        logits.close();
    }

    @Test
    void fakeQuantisedWeightsTrainThroughTheRounding() {
        Parameter second = parameter("second");
        second.assign(Tensor.of(new float[]{0.9f, 1.2f, 0.6f, -1.1f}, CHANNELS, CHANNELS, 1, 1));
        network.attach(second, (raw, mode) -> Functions.straightThrough(raw.round(), raw));
        assertThat(forward()).containsExactly(10, -4);
        Var loss = network.forward(picture(), Mode.TRAIN).sum();
        assertThat(Gradients.of(loss, List.of(second.value())).orZeros().getFirst().toFloats())
                .containsExactly(3, 7, 3, 7);
    }

    @Test
    void aGateStandsBehindAValueAndLearns() {
        Parameter gate = Parameter.of("gate", ParameterKind.EXTRA, Tensor.of(new float[]{1, 0}, 1, 2, 1, 1));
        Interceptor interceptor = (value, mode) -> value.mul(gate.value());
        network.attach(hidden, interceptor);
        assertThat(forward()).containsExactly(3, 3);
        Var loss = network.forward(picture(), Mode.TRAIN).sum();
        assertThat(Gradients.of(loss, List.of(gate.value())).orZeros().getFirst().toFloats()).containsExactly(6, 0);
        network.detach(hidden, interceptor);
        assertThat(forward()).containsExactly(10, -4);
        gate.close();
    }

    @Test
    void anInterceptorMixesTwoOperators() {
        network.attach(hidden, (value, mode) -> value.mul(0.75).add(value.neg().mul(0.25)));
        assertThat(forward()).containsExactly(5, -2);
    }

    @Test
    void knockoffHalvesCompeteBehindAValue() {
        Var knockoff = Var.of(new float[]{5, 5}, 1, CHANNELS, 1, 1);
        Parameter share = Parameter.of("share", ParameterKind.EXTRA, Tensor.of(new float[]{0.5f, 1}, 1, 2, 1, 1));
        network.attach(hidden, (value, mode) -> value.mul(share.value())
                .add(knockoff.mul(share.value().neg().add(1))));
        assertThat(forward()).containsExactly(new float[]{4 + 7, 4 - 7}, within(1e-6f));
        share.close();
    }

    @Test
    void anObserverMayKeepWhatItSees() {
        Var[] seen = new Var[1];
        network.attach(hidden, (value, mode) -> {
            seen[0] = value;
            return value;
        });
        forward();
        assertThat(seen[0].toFloats()).containsExactly(3, 7);
    }

    @Test
    void runsThePartBetweenTwoValues() {
        Map<Value, Var> front = network.run(Map.of(input, picture()), List.of(hidden), Mode.EVAL);
        assertThat(front.get(hidden)).extracting(v -> v.toFloats()).isEqualTo(new float[]{3, 7});
        Var start = Var.of(new float[]{1, 0}, 1, CHANNELS, 1, 1).requireGradient(true);
        Var end = network.run(Map.of(hidden, start), graph.outputs(), Mode.EVAL).values().iterator().next();
        assertThat(end.toFloats()).containsExactly(1, 1);
        assertThat(Gradients.of(end.sum(), List.of(start)).orZeros().getFirst().toFloats()).containsExactly(2, 0);
        assertThatThrownBy(() -> network.run(Map.of(), graph.outputs(), Mode.EVAL))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("[x]");
    }

    @Test
    void aFrozenParameterGetsNoGradient() {
        parameter("first").setTrained(false);
        assertThat(network.trained()).extracting(Parameter::name).containsExactly("second");
        Var loss = network.forward(picture(), Mode.TRAIN).sum();
        assertThat(Gradients.of(loss, network.trainedValues()).orZeros().getFirst().toFloats())
                .containsExactly(3, 7, 3, 7);
    }
}
