package dev.secateur.engine.hardware;

import java.nio.file.Path;
import java.util.BitSet;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.secateur.engine.architecture.Architecture;
import dev.secateur.engine.architecture.Pictures;
import dev.secateur.engine.coupling.ChannelGroup;
import dev.secateur.engine.coupling.Coupling;
import dev.secateur.engine.coupling.CutCounts;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.job.Progress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class WidthForecastTest {

    @Test
    void fullAndHalfWidthsAreThoseOfTheTableAndOthersLieBetween(@TempDir Path folder) throws Exception {
        for (String id : new String[]{"vgg-small", "mobilenetv2-cifar"}) {
            Graph graph = Architecture.named(id).orElseThrow().build(Pictures.cifarTen(),
                    id.startsWith("vgg") ? 0.25 : 1, 1);
            Coupling coupling = Coupling.of(graph);
            CutCounts counts = CutCounts.of(coupling, 1);
            TableStore store = new TableStore(folder.resolve(id));
            WidthForecast widths = WidthForecast.of(graph, 1, store.load("test", 1), store, Progress.none());
            double before = widths.of(counts.shapes(new BitSet())).orElseThrow();
            LayerTable table = store.load("test", 1);
            assertThat(table.milliseconds()).isNotEmpty();
            double half = widths.of(counts.shapes(part(coupling, 2))).orElseThrow();
            double quarter = widths.of(counts.shapes(part(coupling, 4))).orElseThrow();
            assertThat(before).isPositive();
            assertThat(table.of(Forecast.layers(graph, 1).iterator().next())).isPresent();
            assertThat(quarter).as(id).isPositive().isLessThanOrEqualTo(half + 1e-9);
        }
    }

    @Test
    void theWholeNetworkIsForetoldAsMeasured(@TempDir Path folder) throws Exception {
        Graph graph = Architecture.named("vgg-small").orElseThrow().build(Pictures.cifarTen(), 0.25, 1);
        TableStore store = new TableStore(folder);
        WidthForecast widths = WidthForecast.of(graph, 1, store.load("test", 1), store, Progress.none());
        double whole = widths.of(CutCounts.of(Coupling.of(graph), 1).shapes(new BitSet())).orElseThrow();
        BitSet one = new BitSet();
        one.set(Coupling.of(graph).groups().getFirst().units()[0]);
        double less = widths.of(CutCounts.of(Coupling.of(graph), 1).shapes(one)).orElseThrow();
        assertThat(less).isCloseTo(whole, within(0.25 * whole));
    }

    /// All but each n-th channel of what can go.
    private static BitSet part(Coupling coupling, int keepEach) {
        BitSet removed = new BitSet();
        for (ChannelGroup group : coupling.groups()) {
            for (int i = 0; i < group.channels(); i++) {
                removed.set(group.units()[i], i % keepEach != 0);
            }
        }
        removed.and(coupling.removable(false));
        return removed;
    }
}
