package dev.secateur.views.layers;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;

import dev.secateur.engine.graph.Node;
import dev.secateur.views.outline.Layer;
import dev.secateur.views.session.Analysis;
import dev.secateur.views.session.Measurement;
import dev.secateur.views.session.Selection;
import dev.secateur.views.session.SessionModel;
import dev.secateur.views.testing.Networks;
import dev.secateur.views.testing.Sessions;

import static org.assertj.core.api.Assertions.assertThat;

class LayersViewModelTest {

    private final SessionModel session = Sessions.with(Networks.resNet(1));
    private final LayersViewModel layers = new LayersViewModel(session);

    @Test
    void layersWithWeightsAreListedAtFirstAndAllOnRequest() {
        assertThat(layers.rows()).extracting(LayerRow::name)
                .contains("conv1", "stage1.block1.conv1", "stage1.block3.conv2", "fc").hasSize(8);
        layers.everyNodeProperty().set(true);
        assertThat(layers.rows()).extracting(r -> r.operator().name()).contains("Add", "Flatten");
    }

    @Test
    void aConvolutionTellsItsKernelChannelsSizeAndCosts() {
        LayerRow row = layers.rows().getFirst();
        assertThat(Arrays.stream(LayerColumn.values()).map(c -> c.text(row)).toList()).startsWith("1", "conv1", "Conv",
                "3×3", "3 → 16", "32×32", "464", "0.44");
        assertThat(layers.rows().getLast().operator().output()).isEqualTo("10");
    }

    @Test
    void sharesAddUpToOne() {
        assertThat(layers.rows().stream().mapToDouble(r -> r.costs().share()).sum())
                .isEqualTo(1, org.assertj.core.api.Assertions.within(1e-9));
        assertThat(LayerColumn.SHARE.title(layers.timedProperty().get())).isEqualTo("Share of MACs");
    }

    @Test
    void measuredTimesFillTheirColumnAndTheShares() {
        Layer first = layers.rows().getFirst().layer();
        Layer last = layers.rows().getLast().layer();
        session.keep(java.util.Objects.requireNonNull(session.present()),
                new Measurement(Map.of(first.head().id(), 0.3, last.head().id(), 0.1), 0.5, "test"));
        LayerRow row = layers.rows().getFirst();
        assertThat(LayerColumn.TIME.text(row)).isEqualTo("0.300");
        assertThat(LayerColumn.SHARE.text(row)).isEqualTo("75.0 %");
        assertThat(LayerColumn.TIME.text(layers.rows().get(1))).isEqualTo("–");
        assertThat(layers.timedProperty().get()).isTrue();
    }

    @Test
    void theFilterWantsAllWords() {
        layers.filterProperty().set("block2 CONV");
        assertThat(layers.rows()).hasSize(2);
        layers.filterProperty().set("block2 nothing");
        assertThat(layers.rows()).isEmpty();
        assertThat(layers.factProperty().get()).isEqualTo("0 of 8");
    }

    @Test
    void selectingRowsSelectsTheirLayersEverywhere() {
        LayerRow row = layers.rows().get(2);
        layers.select(List.of(row));
        assertThat(session.selection().nodes()).containsExactly(row.layer().head().id());
        assertThat(layers.factProperty().get()).isEqualTo("8 of 8 · 1 selected with the graph");
    }

    @Test
    void aNodeInsideAChainSelectsTheRowOfItsChain() {
        LayerRow row = layers.rows().getFirst();
        Node activation = row.layer().parts().getLast().node();
        session.select(Selection.ofNodes(Set.of(activation.id())));
        assertThat(layers.selectedRows()).containsExactly(row);
        layers.select(layers.selectedRows());
        assertThat(session.selection().nodes()).as("telling what is so changes nothing")
                .containsExactly(activation.id());
    }

    @Test
    void copiedTextHasAHeaderAndPlainNumbers() {
        String tsv = layers.tsv(layers.rows().subList(1, 2), List.of(LayerColumn.LAYER, LayerColumn.PARAMETERS));
        assertThat(tsv).isEqualTo("Layer\tParameters\nstage1.block1.conv1\t2336\n");
        assertThat(layers.csv().lines()).hasSize(9).first().asString().startsWith("#,Layer,Operator");
        assertThat(layers.csv()).contains("\"MACs, M\"");
    }

    @Test
    void withoutAModelThereAreNoRows() {
        LayersViewModel none = new LayersViewModel(Sessions.empty());
        assertThat(none.emptyProperty().get()).isEqualTo("No model is open.");
        assertThat(none.rows()).isEmpty();
        assertThat(none.factProperty().get()).isEmpty();
    }

    @Test
    void insideASubGraphItsLayersAreListedAndSelected() {
        session.scope().look(new Analysis(Networks.chain(3)));
        assertThat(layers.rows()).extracting(LayerRow::name).hasSize(3);
        layers.select(layers.rows().subList(1, 2));
        assertThat(session.scope().selection().nodes()).containsExactly(layers.rows().get(1).layer().head().id());
        assertThat(session.selection().isEmpty()).isTrue();
        session.scope().look(null);
        assertThat(layers.selectedRows()).isEmpty();
        assertThat(layers.rows()).hasSizeGreaterThan(3);
    }

    @Test
    void theListIsNarrowedToOneOperatorWhereTheModelHasIt() {
        assertThat(layers.kinds()).containsExactly("Conv", "Gemm");
        layers.kindProperty().set("Gemm");
        assertThat(layers.rows()).extracting(LayerRow::name).containsExactly("fc");
        layers.kindProperty().set("LSTM");
        assertThat(layers.rows()).hasSize(8);
    }
}
