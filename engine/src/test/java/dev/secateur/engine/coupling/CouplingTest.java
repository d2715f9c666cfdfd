package dev.secateur.engine.coupling;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import dev.secateur.engine.architecture.Architecture;
import dev.secateur.engine.architecture.Pictures;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.GraphEditor;
import dev.secateur.engine.graph.Header;
import dev.secateur.engine.graph.Node;
import dev.secateur.engine.graph.Value;
import dev.secateur.engine.network.NetBuilder;
import dev.secateur.engine.onnx.OnnxReader;
import dev.secateur.engine.op.Binary;
import dev.secateur.engine.op.Concat;
import dev.secateur.engine.op.Conv;
import dev.secateur.engine.op.Identity;
import dev.secateur.engine.op.Opaque;
import dev.secateur.engine.op.Reshape;
import dev.secateur.engine.op.Softmax;
import dev.secateur.engine.op.Window;
import dev.secateur.engine.tensor.DType;
import dev.secateur.engine.tensor.Shape;
import dev.secateur.engine.tensor.Tensor;
import dev.secateur.engine.tensor.TensorType;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

class CouplingTest {

    private final GraphEditor editor = Graph
            .empty(new Header("test", 8, Map.of("", 17L), null)).edit();
    private final Value input = editor.addInput("x", new TensorType(DType.FLOAT, Shape.of(1, 3, 8, 8)));

    private Value conv(String name, Value data, int in, int out, int group) {
        Value weight = editor.addConstant(name + ".w",
                Tensor.of(new float[out * (in / group) * 9], out, in / group, 3, 3));
        return editor.addNode(new Conv(Window.square(3, 1, 1), group), name, data, weight).output();
    }

    private Coupling coupled(Value... results) {
        editor.setOutputs(List.of(results));
        return Coupling.of(editor.build());
    }

    private static ChannelGroup of(Coupling coupling, String node) {
        return coupling.groupOf(coupling.graph().nodeNamed(node).orElseThrow()).orElseThrow();
    }

    @Test
    void aGroupRunsAlongTheValuesBetweenItsLayers() {
        Value a = conv("a", input, 3, 4, 1);
        Value passed = editor.addNode(new Identity(), "pass", a).output();
        Value b = conv("b", passed, 4, 5, 1);
        Coupling coupling = coupled(b);
        assertThat(coupling.values(of(coupling, "a"))).containsExactlyInAnyOrder(a, passed);
        assertThat(coupling.values(of(coupling, "b"))).containsExactly(b);
    }

    @Test
    void aPlainLayerIsAGroupOfItsOwn() {
        Coupling coupling = coupled(conv("b", conv("a", input, 3, 4, 1), 4, 5, 1));
        ChannelGroup a = of(coupling, "a");
        assertThat(a.channels()).isEqualTo(4);
        assertThat(a.hold().strength()).isEqualTo(Hold.Strength.FREE);
        assertThat(a.producers()).extracting(coupling.graph()::name).containsExactly("a");
        assertThat(a.consumers()).extracting(coupling.graph()::name).containsExactly("b");
    }

    @Test
    void whatIsAddedGoesTogether() {
        Value a = conv("a", input, 3, 4, 1);
        Value b = conv("b", a, 4, 4, 1);
        Value sum = editor.addNode(new Binary(Binary.Kind.ADD), "sum", a, b).output();
        Coupling coupling = coupled(conv("c", sum, 4, 2, 1));
        ChannelGroup group = of(coupling, "a");
        assertThat(group.producers()).extracting(coupling.graph()::name).containsExactly("a", "b");
        assertThat(group.ties()).extracting(coupling.graph()::name).containsExactly("sum");
        assertThat(Explanation.of(coupling.graph(), group)).containsExactly("a and b make the same 4 channels.",
                "b and c sum over them and shrink with them.", "They are tied at sum (Add).");
    }

    @Test
    void whatIsJoinedKeepsItsOwnGroups() {
        Value a = conv("a", input, 3, 4, 1);
        Value b = conv("b", input, 3, 2, 1);
        Value joined = editor.addNode(new Concat(1), "join", a, b).output();
        Coupling coupling = coupled(conv("c", joined, 6, 2, 1));
        assertThat(of(coupling, "a")).isNotEqualTo(of(coupling, "b"));
        Member inC = of(coupling, "b").members().stream().filter(m -> m.role() == Role.CONSUMER).findFirst()
                .orElseThrow();
        assertThat(inC.channelOf()).containsExactly(-1, -1, -1, -1, 0, 1);
    }

    @Test
    void aDepthwiseLayerPassesItsChannelsOn() {
        Value a = conv("a", input, 3, 4, 1);
        Value d = conv("d", a, 4, 4, 4);
        Coupling coupling = coupled(conv("c", d, 4, 2, 1));
        ChannelGroup group = of(coupling, "a");
        assertThat(group.members()).extracting(m -> coupling.graph().name(m.node()) + " " + m.role())
                .containsExactly("a PRODUCER", "d CHANNEL", "c CONSUMER");
    }

    @Test
    void aGroupedLayerKeepsItsGroupsOfOneSize() {
        Value a = conv("a", input, 3, 8, 1);
        Value g = conv("g", a, 8, 4, 2);
        Coupling coupling = coupled(conv("c", g, 4, 2, 1));
        assertThat(of(coupling, "a").channels()).isEqualTo(4);
        assertThat(of(coupling, "g").channels()).isEqualTo(2);
    }

    @Test
    void theResultOfTheModelIsFrozenAndSaysSo() {
        Coupling coupling = coupled(conv("a", input, 3, 4, 1));
        ChannelGroup group = of(coupling, "a");
        assertThat(group.removable()).isZero();
        assertThat(Explanation.of(coupling.graph(), group).getLast()).contains("None can be removed", "result", "(a)");
    }

    @Test
    void whatMeetsTheInputIsFrozen() {
        Value a = conv("a", input, 3, 3, 1);
        Value sum = editor.addNode(new Binary(Binary.Kind.ADD), "sum", a, input).output();
        Coupling coupling = coupled(conv("c", sum, 3, 2, 1));
        assertThat(of(coupling, "a").hold().strength()).isEqualTo(Hold.Strength.FROZEN);
        assertThat(of(coupling, "a").hold().reasons().getFirst().node()).extracting(coupling.graph()::name)
                .isEqualTo("sum");
    }

    @Test
    void softmaxOverChannelsAndUnknownOperatorsFreeze() {
        Value a = conv("a", input, 3, 4, 1);
        Value soft = editor.addNode(new Softmax(1, false), "soft", a).output();
        Value b = conv("b", soft, 4, 4, 1);
        Value odd = editor.addNode(new Opaque("my", "Odd", Map.of()), "odd", b).output();
        Coupling coupling = coupled(conv("c", odd, 4, 2, 1));
        assertThat(of(coupling, "a").hold().reasons().getFirst().text()).contains("Softmax");
        assertThat(of(coupling, "b").hold().reasons().getFirst().text()).contains("Odd is not followed");
    }

    @Test
    void aSharedWeightTiesItsUsers() {
        Value weight = editor.addConstant("shared", Tensor.of(new float[4 * 4 * 9], 4, 4, 3, 3));
        Value a = conv("a", input, 3, 4, 1);
        Value first = editor.addNode(new Conv(Window.square(3, 1, 1), 1), "first", a, weight).output();
        Value second = editor.addNode(new Conv(Window.square(3, 1, 1), 1), "second", first, weight).output();
        Coupling coupling = coupled(conv("c", second, 4, 2, 1));
        assertThat(of(coupling, "first")).isEqualTo(of(coupling, "second"));
    }

    @Test
    void aWeightBehindAnIdentityIsCutAndNotShared() {
        Value weight = editor.addConstant("w", Tensor.of(new float[4 * 4 * 9], 4, 4, 3, 3));
        Value copy = editor.addNode(new Identity(), "copy", weight).output();
        Value a = conv("a", input, 3, 4, 1);
        Value first = editor.addNode(new Conv(Window.square(3, 1, 1), 1), "first", a, weight).output();
        Value second = editor.addNode(new Conv(Window.square(3, 1, 1), 1), "second", first, copy).output();
        Coupling coupling = coupled(conv("c", second, 4, 2, 1));
        assertThat(of(coupling, "second").removable()).isEqualTo(4);
        assertThat(of(coupling, "first")).isNotEqualTo(of(coupling, "second"));
    }

    @Test
    void optionAShortcutsTieStagesAtTheirOffsets() throws Exception {
        Path file = Path.of("../../shared/data/onnx/cifar10_resnet20_bn_clean.onnx").toAbsolutePath().normalize();
        assumeTrue(Files.isRegularFile(file), "skipped: no shared model");
        Coupling coupling = Coupling.of(OnnxReader.read(file));
        ChannelGroup trunk = coupling.groups().getFirst();
        assertThat(trunk.channels()).isEqualTo(64);
        assertThat(trunk.producers()).hasSize(10);
        List<Integer> widths = trunk.members().stream().filter(m -> m.role() == Role.PRODUCER)
                .map(m -> m.channelOf().length)
                .distinct().toList();
        assertThat(widths).containsExactly(16, 32, 64);
    }

    @Test
    void attentionIsCutByHeadsAndTheTokensOnlyWithTraining() throws Exception {
        Graph graph = Architecture.named("vit-tiny").orElseThrow().build(Pictures.cifarTen(), 1, 1);
        Coupling coupling = Coupling.of(graph);
        assertThat(coupling.groups()).anySatisfy(g -> assertThat(g.hold().strength()).isEqualTo(Hold.Strength.MIXED));
        // Keys are summed with queries, and values with the attention, head by head: a group of heads per layer.
        long heads = coupling.groups().stream().filter(g -> g.hold().strength() == Hold.Strength.FREE)
                .filter(g -> g.members().stream().anyMatch(m -> m.role() == Role.PRODUCER
                        && m.channelOf().length > g.channels()))
                .count();
        assertThat(heads).isEqualTo(6);
    }

    @Test
    void everyMemberPointsAtAConstantOfItsExtent() throws Exception {
        for (Architecture architecture : Architecture.all()) {
            Graph graph = architecture.build(Pictures.cifarTen(), 1, 1);
            for (ChannelGroup group : Coupling.of(graph).groups()) {
                for (Member member : group.members()) {
                    Node node = member.node();
                    assertThat(Weight.of(graph, node.input(member.input())).orElseThrow().dim(member.axis()))
                            .isEqualTo(member.channelOf().length);
                    assertThat(member.positions()).isPositive();
                }
            }
        }
    }

    @Test
    void aBatchThatADeclaredShapeFixesFreezesWhatIsBehind() {
        NetBuilder net = new NetBuilder("fixed", 13, 2);
        Value x = net.conv(net.picture(3, 7), 64, 3, 1, 1);
        Value flat = net.node(new Reshape(null, false), x, net.longs(1, 64 * 49));
        GraphEditor editor = net.finish(flat).edit();
        editor.declare(flat, TensorType.of(DType.FLOAT, Shape.of(1, 64 * 49)));
        Graph graph = editor.build();
        assertThat(Coupling.of(graph).removable(true).isEmpty()).isTrue();
    }
}
