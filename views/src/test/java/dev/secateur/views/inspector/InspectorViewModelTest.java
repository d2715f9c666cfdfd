package dev.secateur.views.inspector;

import java.util.Objects;

import org.junit.jupiter.api.Test;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.Node;
import dev.secateur.engine.op.Conv;
import dev.secateur.views.session.Selection;
import dev.secateur.views.session.SessionModel;
import dev.secateur.views.testing.Networks;
import dev.secateur.views.testing.Sessions;

import static org.assertj.core.api.Assertions.assertThat;

class InspectorViewModelTest {

    private final Graph graph = Networks.resNet(1);
    private final SessionModel session = Sessions.with(graph);
    private final InspectorViewModel inspector = new InspectorViewModel(session);

    @Test
    void nothingSelectedShowsNothing() {
        assertThat(inspector.nodeProperty().get()).isNull();
        assertThat(inspector.summaryProperty().get()).isNull();
    }

    @Test
    void aNodeTellsItsAttributesOperandsAndCosts() {
        Node conv = firstConvolution();
        session.select(Selection.ofNode(conv.id()));
        NodeSheet sheet = Objects.requireNonNull(inspector.nodeProperty().get());
        assertThat(sheet.type()).isEqualTo("Conv");
        assertThat(sheet.name()).isEqualTo("/conv1/Conv");
        assertThat(sheet.facts().attributes()).contains(new Fact("kernel_shape", "[3, 3]"), new Fact("group", "1"));
        assertThat(sheet.facts().inputs()).extracting(Fact::name).containsExactly("data", "weight");
        assertThat(sheet.facts().inputs().getFirst().note()).isEqualTo("float 1×3×32×32");
        assertThat(sheet.facts().costs()).contains(new Fact("Parameters", "432"));
        assertThat(sheet.links().chain()).extracting(NodeSheet.Link::label).containsExactly("Conv", "BatchNorm",
                "Relu");
    }

    @Test
    void aConvolutionTellsItsCoupledChannelsWithTheNodesToGoTo() {
        session.select(Selection.ofNode(firstConvolution().id()));
        CoupledSheet sheet = Objects.requireNonNull(inspector.coupledProperty().get());
        assertThat(sheet.title()).isEqualTo("16 channels, all can go");
        assertThat(sheet.sentences()).anyMatch(s -> s.contains("make the same 16 channels"))
                .anyMatch(s -> s.startsWith("They are tied at "));
        assertThat(sheet.roles()).extracting(CoupledSheet.Role::title).containsExactly("Make the channels",
                "One number for each", "Sum over them", "Tie them");
        inspector.show(sheet.roles().getFirst().nodes().getLast().node());
        assertThat(Objects.requireNonNull(inspector.nodeProperty().get()).name())
                .isEqualTo("/layer3/layer3.0/conv2/Conv");
    }

    @Test
    void channelsThatAreTheModelsResultAreFrozenAndNameTheNodeThatHoldsThem() {
        session.select(Selection.ofNode(graph.nodeNamed("/fc/Gemm").orElseThrow().id()));
        CoupledSheet sheet = Objects.requireNonNull(inspector.coupledProperty().get());
        assertThat(sheet.frozen()).isTrue();
        assertThat(sheet.roles().getLast().title()).isEqualTo("Hold them");
        assertThat(sheet.roles().getLast().nodes()).extracting(NodeSheet.Link::label).containsExactly("/fc/Gemm");
    }

    @Test
    void theWeightsAreReadAndCounted() {
        session.select(Selection.ofNode(firstConvolution().id()));
        assertThat(inspector.weights()).hasSize(1);
        InspectorViewModel.WeightSheet sheet = inspector.weights().getFirst();
        assertThat(sheet.weight().role()).isEqualTo("weight");
        assertThat(sheet.statistics().finite()).isEqualTo(432);
        assertThat(sheet.statistics().deviation()).isBetween(0.08, 0.12);
    }

    @Test
    void aChainLeadsToItsOtherNodes() {
        session.select(Selection.ofNode(firstConvolution().id()));
        NodeSheet sheet = Objects.requireNonNull(inspector.nodeProperty().get());
        inspector.show(sheet.links().chain().get(1).node());
        NodeSheet norm = Objects.requireNonNull(inspector.nodeProperty().get());
        assertThat(norm.type()).isEqualTo("BatchNormalization");
        assertThat(inspector.weights()).extracting(w -> w.weight().role())
                .containsExactly("scale", "shift", "mean", "variance");
    }

    @Test
    void severalNodesAreSummedUp() {
        Selection all = graph.nodes().stream().filter(n -> n.op() instanceof Conv).map(n -> Selection.ofNode(n.id()))
                .reduce(Selection.NONE, Selection::plus);
        session.select(all);
        SelectionSheet sheet = Objects.requireNonNull(inspector.summaryProperty().get());
        assertThat(inspector.nodeProperty().get()).isNull();
        assertThat(sheet.title()).isEqualTo("7 items");
        assertThat(sheet.operators()).contains(new Fact("Conv", "7"), new Fact("BatchNorm", "7"));
        assertThat(inspector.weights()).isEmpty();
    }

    private Node firstConvolution() {
        return graph.nodes().stream().filter(n -> n.op() instanceof Conv).findFirst().orElseThrow();
    }
}
