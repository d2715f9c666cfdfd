package dev.secateur.views.graph;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import dev.secateur.engine.graph.Graph;
import dev.secateur.views.canvas.model.Box;
import dev.secateur.views.canvas.model.BoxKind;
import dev.secateur.views.canvas.model.Diagram;
import dev.secateur.views.canvas.model.Link;
import dev.secateur.views.canvas.model.Reading;
import dev.secateur.views.canvas.model.Row;
import dev.secateur.views.outline.Amounts;
import dev.secateur.views.session.Analysis;
import dev.secateur.views.session.Measurement;
import dev.secateur.views.testing.Networks;

import static org.assertj.core.api.Assertions.assertThat;

class DiagramBuilderTest {

    @Test
    void aChainIsOneBoxWithARowForEachNode() {
        Diagram diagram = picture(Networks.resNet(1), ColourBy.OPERATOR, Map.of()).diagram();
        Box stem = diagram.boxes().stream().filter(b -> b.title().equals("conv1")).findFirst().orElseThrow();
        assertThat(stem.kind()).isEqualTo(BoxKind.NODE);
        assertThat(stem.rows()).extracting(Row::name).containsExactly("Conv 3×3 · 3→16", "BatchNorm", "Relu");
    }

    @Test
    void inputsAndOutputsArePillsWithTheirShapes() {
        Diagram diagram = picture(Networks.resNet(1), ColourBy.OPERATOR, Map.of()).diagram();
        assertThat(diagram.boxes()).filteredOn(b -> b.kind() == BoxKind.ENDPOINT).extracting(Box::title)
                .containsExactly("input 1×3×32×32", "fc/Gemm 1×10".replace("fc", "/fc"));
    }

    @Test
    void residualEdgesAreShortcutsAndTheTrunkIsNot() {
        Picture picture = picture(Networks.resNet(1), ColourBy.OPERATOR, Map.of());
        List<Link> shortcuts = picture.diagram().links().stream().filter(Link::shortcut).toList();
        assertThat(shortcuts).hasSize(3);
        assertThat(shortcuts).allSatisfy(l -> assertThat(picture.diagram().box(l.to()).rows().getFirst().name())
                .isEqualTo("Add"));
    }

    @Test
    void theScaleEndsAtARoundNumberAboveTheLargestBlockOrLayer() {
        Reading reading = reading(picture(Networks.resNet(1), ColourBy.MACS, Map.of()), "conv1");
        assertThat(reading).isInstanceOfSatisfying(Reading.Value.class, v -> {
            assertThat(v.text()).isEqualTo("0.44");
            assertThat(v.position()).isBetween(0.0, 0.3);
        });
        assertThat(Scale.upTo(0.258).most()).isEqualTo(0.3, org.assertj.core.api.Assertions.within(1e-9));
        assertThat(Scale.upTo(0)).isEqualTo(Scale.UNIT);
    }

    @Test
    void rowsThatRunInAnotherNodesKernelAreFusedAndNameItAndOthersWithoutTimeSayWhy() {
        Graph graph = Networks.resNet(1);
        int head = graph.nodes().getFirst().id();
        int norm = graph.nodes().get(1).id();
        int add = graph.nodeNamed("/layer1/layer1.0/Add").orElseThrow().id();
        Map<Integer, Integer> fused = Map.of(norm, head, add, head);
        Picture picture = picture(graph, ColourBy.TIME, new Measurement(Map.of(head, 0.061), fused, 1, 0.1, "test"));
        List<Row> stem = picture.diagram().box(head).rows();
        assertThat(stem).extracting(r -> r.reading().text()).containsExactly("0.061", "fused", "no data");
        assertThat(stem.get(1).reading().note()).isEqualTo("runs in /conv1/Conv (Conv)");
        assertThat(stem.get(2).reading().note()).contains("left out");
        assertThat(picture.diagram().box(add).rows().getFirst().reading())
                .isEqualTo(new Reading.Fused("/conv1/Conv (Conv)"));
    }

    @Test
    void withoutAMeasurementTimeHasNoData() {
        Picture picture = picture(Networks.resNet(1), ColourBy.TIME, Map.of());
        assertThat(reading(picture, "fc")).isEqualTo(new Reading.NoData("not measured yet"));
    }

    @Test
    void aClosedGroupTellsWhatItHolds() {
        Diagram diagram = picture(Networks.denseNet(12, 12), ColourBy.PARAMETERS, Map.of()).diagram();
        Box group = diagram.boxes().stream().filter(b -> b.title().equals("stage1.block1")).findFirst().orElseThrow();
        assertThat(group.rows().getFirst().name()).isEqualTo("24 convolutions");
        assertThat(group.detail()).isEqualTo("85 nodes");
        assertThat(group.bodyReading()).isInstanceOf(Reading.Value.class);
    }

    private static Reading reading(Picture picture, String title) {
        return picture.diagram().boxes().stream().filter(b -> b.title().equals(title)).findFirst().orElseThrow().rows()
                .getFirst().reading();
    }

    private static Picture picture(Graph graph, ColourBy colourBy, Map<Integer, Double> times) {
        return picture(graph, colourBy, new Measurement(times, 1, "test"));
    }

    private static Picture picture(Graph graph, ColourBy colourBy, Measurement measured) {
        Analysis analysis = new Analysis(graph);
        Amounts amounts = new Amounts(analysis.outline(), analysis.costs(), measured.nodeMs());
        Scale scale = Readings.scaleFor(analysis.outline(), amounts, colourBy);
        Readings.Runs runs = new Readings.Runs(graph, measured);
        return new DiagramBuilder(analysis, new Readings(amounts, runs, colourBy, scale), Details.NONE).picture();
    }
}
