package dev.secateur.views.outline;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.GraphEditor;
import dev.secateur.engine.graph.Node;
import dev.secateur.engine.graph.Value;
import dev.secateur.engine.op.DequantizeLinear;
import dev.secateur.engine.op.QuantizeLinear;
import dev.secateur.engine.tensor.DType;
import dev.secateur.engine.tensor.Tensor;
import dev.secateur.views.testing.Networks;

import static org.assertj.core.api.Assertions.assertThat;

class OutlineTest {

    @Test
    void everyNodeStandsInExactlyOneLayer() {
        for (Graph graph : List.of(Networks.resNet(2), Networks.denseNet(3, 4), Networks.chain(5))) {
            Outline outline = Outline.of(graph, List.of());
            List<Integer> ids = outline.layers().stream().flatMap(l -> l.nodes().stream()).map(Node::id).toList();
            assertThat(ids).doesNotHaveDuplicates()
                    .hasSameElementsAs(graph.nodes().stream().map(Node::id).toList());
        }
    }

    @Test
    void aConvolutionIsOneLayerWithItsNormalisationAndActivation() {
        Outline outline = Outline.of(Networks.resNet(1), List.of());
        Layer first = outline.layers().getFirst();
        assertThat(first.parts()).extracting(p -> p.node().op().type())
                .containsExactly("Conv", "BatchNormalization", "Relu");
        assertThat(outline.layerOf(first.parts().getLast().node())).contains(first);
    }

    @Test
    void theRoundingOfAResultIsARowOfItsLayerAndRoundedWeightsStillTellTheirChannels() {
        Graph plain = Networks.chain(2);
        GraphEditor editor = plain.edit();
        Value scale = editor.addConstant("scale", Tensor.scalar(0.1f));
        Node second = plain.nodes().get(2);
        Value between = second.input(0);
        Node codes = editor.addNode(new QuantizeLinear(1, 0, true, null), "q", between, scale);
        Node back = editor.addNode(new DequantizeLinear(1, 0), "dq", codes.output(), scale);
        editor.setInput(second, 0, back.output());
        Value kernel = editor.addConstant("kernel", Tensor.of(DType.INT8, new long[]{4, 8, 3, 3},
                MemorySegment.ofArray(new byte[288])));
        Node weight = editor.addNode(new DequantizeLinear(0, 0), "dqw", kernel, scale);
        editor.setInput(second, 1, weight.output());
        Graph graph = editor.build();
        Outline outline = Outline.of(graph, List.of());
        assertThat(outline.layers()).hasSize(2);
        Layer first = outline.layers().getFirst();
        assertThat(first.parts()).extracting(Layer.Part::name).containsExactly("", "", "QDQ uint8");
        assertThat(first.parts().getLast().nodes()).extracting(graph::name).containsExactly("q", "dq");
        Layer last = outline.layers().getLast();
        assertThat(last.feeders()).extracting(graph::name).containsExactly("dqw");
        assertThat(OperatorText.channels(graph, last.head())).containsExactly(8, 4);
        assertThat(OperatorText.kernel(graph, last.head())).isEqualTo("3×3");
    }

    @Test
    void foundBlocksStandInStagesWithTheStemBefore() {
        Graph graph = Networks.resNet(2);
        Outline outline = Outline.of(graph, blocks(graph));
        assertThat(outline.root().items()).extracting(Item::label)
                .containsExactly("stem", "stage1", "stage2", "stage3", "head");
        Section stage = (Section) outline.item("stage2").orElseThrow();
        assertThat(stage.items()).extracting(Item::label).containsExactly("block1", "block2");
        Section block = (Section) outline.item("stage2.block1").orElseThrow();
        assertThat(block.items()).extracting(Item::label).containsExactly("conv1", "conv2", "Add");
        assertThat(block.layers().map(Layer::path)).first().isEqualTo("stage2.block1.conv1");
    }

    @Test
    void theChainOfTheShortcutSumStaysInItsBlock() {
        Graph graph = Networks.resNet(1);
        Outline outline = Outline.of(graph, blocks(graph));
        Section block = (Section) outline.item("stage1.block1").orElseThrow();
        Layer sum = block.layers().toList().getLast();
        assertThat(sum.parts()).extracting(p -> p.node().op().type()).containsExactly("Add", "Relu");
    }

    @Test
    void withoutBlocksNamesMakeTheGroups() {
        Outline outline = Outline.of(Networks.denseNet(12, 12, 12), List.of());
        assertThat(outline.root().items()).extracting(Item::label)
                .contains("denseblock1", "denseblock2", "denseblock3");
        Section dense = (Section) outline.root().items().stream().filter(i -> i.label().equals("denseblock2"))
                .findFirst().orElseThrow();
        assertThat(dense.sections().map(Item::label)).contains("denselayer1", "denselayer12");
    }

    @Test
    void noDrawnGroupLetsAPathLeaveAndComeBack() {
        Graph graph = Networks.denseNet(6, 6);
        Outline outline = Outline.of(graph, List.of());
        for (Section section : outline.root().sections().toList()) {
            assertThat(leavesAndReturns(graph, section)).as(section.id()).isFalse();
        }
    }

    @Test
    void aChainWithoutModulesStaysFlat() {
        Outline outline = Outline.of(Networks.chain(40), List.of());
        assertThat(outline.root().sections()).isEmpty();
        assertThat(outline.layers()).hasSize(40);
    }

    private static boolean leavesAndReturns(Graph graph, Section section) {
        Set<Integer> inside = section.nodes().stream().map(Node::id).collect(Collectors.toSet());
        Set<Integer> after = new HashSet<>();
        for (Node node : graph.nodes()) {
            boolean fromInside = false;
            boolean fromAfter = false;
            for (Node maker : makers(graph, node)) {
                fromInside |= inside.contains(maker.id());
                fromAfter |= after.contains(maker.id());
            }
            if (inside.contains(node.id()) && fromAfter) {
                return true;
            }
            if (!inside.contains(node.id()) && (fromInside || fromAfter)) {
                after.add(node.id());
            }
        }
        return false;
    }

    private static List<Node> makers(Graph graph, Node node) {
        List<Node> found = new ArrayList<>();
        node.inputs().forEach(v -> graph.producer(v).ifPresent(found::add));
        return found;
    }

    private static List<Span> blocks(Graph graph) {
        List<Span> blocks = new ArrayList<>();
        for (int stage = 1; stage <= 3; stage++) {
            for (int block = 0; block < 4; block++) {
                String scope = "/layer" + stage + "/layer" + stage + "." + block + "/";
                Set<Integer> nodes = graph.nodes().stream().filter(n -> graph.name(n).startsWith(scope))
                        .map(Node::id).collect(Collectors.toSet());
                if (!nodes.isEmpty()) {
                    blocks.add(new Span("stage" + stage + ".block" + (block + 1), "stage" + stage, "", nodes));
                }
            }
        }
        return blocks;
    }
}
