package dev.secateur.engine.compress.scop;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.secateur.engine.compress.ChannelScope;
import dev.secateur.engine.cost.CostRules;
import dev.secateur.engine.cost.Costs;
import dev.secateur.engine.coupling.Coupling;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.network.Networks;
import dev.secateur.engine.shape.Bindings;
import dev.secateur.engine.shape.ShapeInference;

import static org.assertj.core.api.Assertions.assertThat;

/// What a rate takes from published networks: every layer but stem and projections loses the whole part of rate times n channels, and the
/// last layers of blocks are scattered. The numbers were calculated apart from this program, by adding up layers.
class ScopCountsTest {

    @ParameterizedTest
    @CsvSource({"20, 272282, 40813184, 119045, 18040448, 56.3, 55.8",
        "32, 466714, 69124736, 204599, 30482048, 56.2, 55.9",
        "56, 855578, 125747840, 375707, 55365248, 56.1, 56.0"})
    void networksForSmallPicturesLoseWhatTheRateSays(int depth, long parameters, long macs, long parametersLeft,
            long macsLeft, String parametersCut, String macsCut) throws Exception {
        Graph graph = Networks.cifarResNet(depth);
        check(graph, 0.45, new long[]{parameters, macs, parametersLeft, macsLeft}, parametersCut, macsCut);
    }

    @ParameterizedTest
    @CsvSource({"18, 0.30, 7097908, 1122402770, 39.3, 38.1", "18, 0.35, 6430516, 1024574858, 45.0, 43.5",
        "34, 0.30, 13139910, 2229369659, 39.7, 39.2", "34, 0.35, 11871513, 2024068283, 45.5, 44.8",
        "50, 0.35, 14617421, 2232573815, 42.8, 45.4", "50, 0.45, 12209092, 1816969094, 52.2, 55.6"})
    void networksForImageNetLoseWhatTheRateSays(int depth, double rate, long parametersLeft, long macsLeft,
            String parametersCut, String macsCut) throws Exception {
        long parameters = depth == 18 ? 11_689_512 : depth == 34 ? 21_797_672 : 25_557_032;
        long macs = depth == 18 ? 1_814_073_344 : depth == 34 ? 3_663_761_408L : 4_089_184_256L;
        check(Networks.imageNetResNet(depth), rate, new long[]{parameters, macs, parametersLeft, macsLeft},
                parametersCut, macsCut);
    }

    private static void check(Graph graph, double rate, long[] counts, String parametersCut, String macsCut)
            throws Exception {
        Costs before = count(graph);
        Costs after = count(cut(graph, rate));
        assertThat(new long[]{before.parameters(), before.macs(), after.parameters(), after.macs()})
                .containsExactly(counts);
        assertThat(percent(before.parameters(), after.parameters())).isEqualTo(parametersCut);
        assertThat(percent(before.macs(), after.macs())).isEqualTo(macsCut);
    }

    private static Graph cut(Graph graph, double rate) throws Exception {
        Map<ControlledLayer, double[]> scores = new LinkedHashMap<>();
        ControlledLayer.of(graph).forEach(l -> scores.put(l, new double[l.channels()]));
        return new Verdict(Coupling.of(graph), scores, chosen(scores, rate), Trunk.SCATTER).cut();
    }

    static Map<ControlledLayer, BitSet> chosen(Map<ControlledLayer, double[]> scores, double rate) {
        Map<ControlledLayer, BitSet> chosen = new LinkedHashMap<>();
        int[] losses = new Selection(new ArrayList<>(scores.values()), ChannelScope.GROUP, 1).atRate(rate);
        scores.forEach((layer, s) -> chosen.put(layer, Selection.lowest(s, losses[chosen.size()])));
        return chosen;
    }

    private static String percent(long before, long after) {
        return String.format(Locale.ROOT, "%.1f", 100 - 100.0 * after / before);
    }

    private static Costs count(Graph graph) {
        return CostRules.count(graph, ShapeInference.infer(graph, Bindings.batch(1)));
    }
}
