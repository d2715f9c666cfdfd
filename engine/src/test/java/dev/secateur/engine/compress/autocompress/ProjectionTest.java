package dev.secateur.engine.compress.autocompress;

import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import dev.secateur.engine.architecture.Pictures;
import dev.secateur.engine.architecture.ResNet;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.Value;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.network.Networks;
import dev.secateur.engine.runtime.Parity;
import dev.secateur.engine.runtime.SampleInputs;
import dev.secateur.engine.runtime.Samples;
import dev.secateur.engine.shape.Bindings;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

class ProjectionTest {

    private static final AutoCompressConfig CONFIG = AutoCompressConfig.defaults();

    private final Graph graph = ResNet.of(8, new Pictures(1, 8, 4), 3);
    private final Stage stage = Stage.of(graph, CONFIG, null);

    private Samples samples() throws Exception {
        return SampleInputs.samples(graph, Bindings.none(), 4, 1);
    }

    @Test
    void itKeepsAsManyRowsAndColumnsAsAskedFor() {
        double[] state = Workshop.even(stage.space().count(), 0.5);
        Cut cut = stage.projection().cut(state);
        double kept = 0;
        for (Space.Dimension dimension : stage.space().dimensions()) {
            if (dimension.kind() == Space.Kind.COLUMNS) {
                Layer layer = stage.projection().anatomy().layers().get(dimension.index());
                BitSet live = layer.live(Projection.of(cut.masks(), layer.weight()));
                assertThat(live.cardinality()).as(dimension.title())
                        .isEqualTo(expected(layer.innerKept(cut.removed()) * layer.taps()));
                kept += (double) live.cardinality() * layer.rowsKept(cut.removed());
            } else {
                var group = stage.projection().anatomy().groups().get(dimension.index());
                long gone = java.util.Arrays.stream(group.units()).filter(cut.removed()::get).count();
                assertThat(gone).isEqualTo(group.channels() / 2);
            }
        }
        assertThat(stage.budget().weights(state)).isEqualTo(stage.budget().weights(cut)).isGreaterThan(kept);
    }

    private static long expected(int available) {
        return Math.max(Math.min(available, 9), Math.round(available * 0.5));
    }

    /// Where channels are parted, a layer has some of a group alone, which could all be among its smallest.
    @Test
    void everyLayerKeepsItsLeastFiltersWhereItHasAPartOfAGroup() throws Exception {
        Graph parted = requireNonNull(Networks.classifiers().get("shufflenet")).get();
        Stage all = Stage.of(parted, CONFIG, null);
        Thresholds thresholds = new Thresholds(all.projection(), CONFIG);
        for (Cut cut : List.of(all.projection().cut(Workshop.even(all.space().count(), 1)),
                thresholds.cut(Workshop.even(thresholds.count(), 1)))) {
            Graph slim = Surgery.of(all.projection().anatomy(), cut,
                    SampleInputs.samples(parted, Bindings.none(), 2, 1), Progress.none()).graph();
            assertThat(Anatomy.of(slim).layers()).filteredOn(Layer::isConvolution)
                    .allMatch(l -> l.rows() >= CONFIG.leastFilters());
        }
    }

    @Test
    void theSmallestColumnsGo() {
        Space.Dimension dimension = stage.space().dimensions().getLast();
        Layer layer = stage.projection().anatomy().layers().get(dimension.index());
        Map<Value, float[]> numbers = new HashMap<>(stage.projection().anatomy().numbers());
        float[] weights = Projection.of(numbers, layer.weight()).clone();
        for (int i = 0; i < weights.length; i++) {
            weights[i] = 1 + i % layer.columns();
        }
        numbers.put(layer.weight(), weights);
        double[] state = Workshop.zeros(stage.space().count());
        state[state.length - 1] = 0.25;
        BitSet live = layer.live(Projection.of(stage.projection().with(numbers).cut(state).masks(), layer.weight()));

        assertThat(live.nextSetBit(0)).isEqualTo(layer.columns() / 4);
        assertThat(live.cardinality()).isEqualTo(layer.columns() * 3 / 4);
    }

    @Test
    void scalingMeetsTheTargetFromAnyRatios() throws Exception {
        double whole = stage.budget().cost(Workshop.zeros(stage.space().count()), Progress.none());
        double[] state = Workshop.zeros(stage.space().count());
        state[2] = 0.9;
        for (double times : new double[]{1.5, 2, 5}) {
            double[] scaled = stage.budget().scaled(state, whole / times, Progress.none());
            assertThat(whole / stage.budget().cost(scaled, Progress.none())).isBetween(times, times * 1.05);
        }
    }

    @Test
    void guidanceGivesLargerLayersLargerShares() {
        double[] state = new double[stage.space().count()];
        for (int i = 0; i < state.length; i++) {
            state[i] = (i * 7 % 11) / 11.0;
        }
        double[] guided = stage.space().guided(state);

        assertThat(guided).containsExactlyInAnyOrder(state);
        for (int a = 0; a < guided.length; a++) {
            for (int b = 0; b < guided.length; b++) {
                Space.Dimension first = stage.space().dimensions().get(a);
                Space.Dimension second = stage.space().dimensions().get(b);
                if (first.kind() == second.kind() && first.size() < second.size()) {
                    assertThat(guided[a]).isLessThanOrEqualTo(guided[b]);
                }
            }
        }
    }

    @Test
    void whatIsCutComputesWhatIsMasked() throws Exception {
        Cut cut = stage.projection().cut(Workshop.even(stage.space().count(), 0.4));
        Surgery surgery = Surgery.of(stage.projection().anatomy(), cut, samples(), Progress.none());

        assertThat(surgery.parity().maxRel()).isLessThan(1e-4);
        Stage after = Stage.of(surgery.graph(), CONFIG, null);
        assertThat(after.budget().size(null).weights()).isEqualTo(stage.budget().weights(cut));
    }

    @Test
    void purificationNeverRaisesTheNumberOfWeights() throws Exception {
        Surgery first = Surgery.of(stage.projection().anatomy(),
                stage.projection().cut(Workshop.even(stage.space().count(), 0.5)), samples(), Progress.none());
        Stage cut = Stage.of(first.graph(), CONFIG, null);
        Thresholds thresholds = new Thresholds(cut.projection(), CONFIG);
        double before = cut.budget().size(null).weights();
        double last = before;
        for (double strength : new double[]{0, 0.3, 0.6, 1}) {
            Cut pure = thresholds.cut(Workshop.even(thresholds.count(), strength));
            double left = cut.budget().weights(pure);
            assertThat(left).isLessThanOrEqualTo(last);
            Surgery surgery = Surgery.of(cut.projection().anatomy(), pure, samples(), Progress.none());
            assertThat(Stage.of(surgery.graph(), CONFIG, null).budget().size(null).weights()).isEqualTo(left);
            last = left;
        }
        assertThat(last).isLessThan(before);
    }

    @Test
    void kernelsWhoseOuterRowsAreZeroBecomeSmaller() throws Exception {
        Layer layer = stage.projection().anatomy().layers().stream().filter(l -> l.taps() == 9).toList().get(2);
        Map<Value, float[]> masks = stage.projection().masks(new BitSet());
        float[] mask = Projection.of(masks, layer.weight());
        for (int i = 0; i < mask.length; i++) {
            mask[i] = i % 9 < 3 || i % 3 == 2 ? 0 : 1;
        }
        Graph zeros = Surgery.masked(stage.projection().anatomy(), masks);
        KernelTrim.Trimmed trimmed = KernelTrim.of(zeros);

        assertThat(trimmed.kernels()).containsExactly(
                Map.entry(stage.projection().anatomy().name(layer), "3×3 → 2×2"));
        assertThat(Parity.compare(trimmed.graph(), zeros, samples(), Progress.none()).maxRel()).isLessThan(1e-5);
        assertThat(KernelTrim.of(trimmed.graph()).graph()).isSameAs(trimmed.graph());
    }
}
