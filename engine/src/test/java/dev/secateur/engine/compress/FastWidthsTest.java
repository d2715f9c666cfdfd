package dev.secateur.engine.compress;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

import org.junit.jupiter.api.Test;

import dev.secateur.engine.architecture.Architecture;
import dev.secateur.engine.architecture.Pictures;
import dev.secateur.engine.cost.CostRules;
import dev.secateur.engine.coupling.ChannelCut;
import dev.secateur.engine.coupling.ChannelGroup;
import dev.secateur.engine.coupling.Coupling;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.hardware.Forecast;
import dev.secateur.engine.hardware.LayerTable;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.shape.Bindings;
import dev.secateur.engine.shape.ShapeInference;

import static org.assertj.core.api.Assertions.assertThat;

class FastWidthsTest {

    private static long macs(Graph graph) {
        return CostRules.count(graph, ShapeInference.infer(graph, Bindings.batch(1))).macs();
    }

    @Test
    void widthsBecomeMultiplesAtAboutTheSameWork() throws Exception {
        Graph graph = Architecture.named("vgg-small").orElseThrow().build(Pictures.cifarTen(), 0.5, 1);
        Coupling coupling = Coupling.of(graph);
        double[] scores = new double[coupling.units()];
        ChannelConfig config = ChannelConfig.of(0.4);
        BitSet asked = new ChannelChoice(coupling, scores, config).removed();
        FastWidths widths = new FastWidths(coupling, scores, config, new Forecast(1, 1, 0, 0),
                LayerTable.empty("cpu", 1, "test"));
        BitSet snapped = widths.snap(asked, Progress.none());
        for (ChannelGroup group : coupling.groups()) {
            if (group.removable() > 0) {
                int gone = (int) java.util.stream.IntStream.of(group.units()).filter(snapped::get).count();
                assertThat((group.channels() - gone) % 8).as(group.id()).isZero();
            }
        }
        assertThat(macs(ChannelCut.apply(coupling, snapped)))
                .isLessThanOrEqualTo((long) (1.01 * macs(ChannelCut.apply(coupling, asked))));
        Map<String, Double> timed = new HashMap<>(widths.table().milliseconds());
        assertThat(timed).hasSizeGreaterThan(6).allSatisfy((layer, ms) -> assertThat(ms).isPositive());
    }
}
