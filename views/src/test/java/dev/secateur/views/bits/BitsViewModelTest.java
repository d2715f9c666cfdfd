package dev.secateur.views.bits;

import java.util.List;
import java.util.OptionalDouble;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import dev.secateur.engine.compress.ptq.Ptq;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.job.CancelledException;
import dev.secateur.engine.quant.LayerBits;
import dev.secateur.engine.quant.LayerSensitivity;
import dev.secateur.engine.quant.LayerSensitivity.Cell;
import dev.secateur.engine.quant.LayerSensitivity.OutputLoss;
import dev.secateur.engine.quant.Loss;
import dev.secateur.engine.quant.QuantLayer;
import dev.secateur.engine.quant.Sensitivity;
import dev.secateur.views.session.SessionModel;
import dev.secateur.views.testing.Networks;
import dev.secateur.views.testing.Sessions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class BitsViewModelTest {

    private static final BitsWork WORK = (graph, settings, pictures, found, progress) -> {
        List<LayerSensitivity> layers = QuantLayer.of(graph).stream().map(BitsViewModelTest::layer).toList();
        layers.forEach(found);
        return new Sensitivity(List.of(2, 8, 16), layers, null, "");
    };

    private final Graph graph = Networks.resNet(1);
    private final SessionModel session = Sessions.with(graph);

    private BitsViewModel model(BitsWork work) {
        BitsViewModel model = new BitsViewModel(session, work);
        model.activeProperty().set(true);
        return model;
    }

    private static LayerSensitivity layer(QuantLayer layer) {
        List<Cell> cells = List.of(new Cell(2, new Loss(0.1, 7, 0.9), new OutputLoss(1, 12.5)),
                new Cell(8, new Loss(1e-5, 43, 0.99999), new OutputLoss(1e-4, -0.4)),
                new Cell(16, new Loss(1e-10, 91, 1), new OutputLoss(0, 0.0)));
        return new LayerSensitivity(layer.node().id(), layer.name(), layer.weights(), cells, List.of());
    }

    @Test
    void layersStandAtEightBitsUntilOthersAreChosen() {
        BitsViewModel model = model(WORK);
        List<BitsRow> rows = model.rowsProperty().get();
        assertThat(rows).hasSize(QuantLayer.of(graph).size()).allMatch(r -> r.bits().equals(new LayerBits(8, 8)));

        model.choose(rows.get(1).node(), 4);
        model.ofWeightsProperty().set(false);
        model.choose(rows.get(1).node(), 6);
        model.chooseAll(7);
        model.choose(rows.get(2).node(), 5);

        assertThat(model.rowsProperty().get().get(1).bits()).isEqualTo(new LayerBits(4, 7));
        assertThat(model.rowsProperty().get().get(2).bits()).isEqualTo(new LayerBits(8, 5));
        assertThat(model.config().layers()).contains(rows.get(2).name() + ":8/5");
        assertThat(new Ptq().applicability(graph, model.config()))
                .isInstanceOf(dev.secateur.engine.compress.Applicability.Yes.class);
        assertThat(model.totals()).contains("→", "packed");
    }

    @Test
    void whatIsMeasuredShowsAndSetsTheEndsOfTheScale() {
        BitsViewModel model = model(WORK);
        assertThat(model.extremes()).isEmpty();
        model.measure();

        assertThat(model.rowsProperty().get()).allMatch(r -> r.sensitivity() != null);
        assertThat(model.extremes()).as("signal to noise at 2 to 8 bits").containsExactly(7.0, 43.0);
        assertThat(model.measuringProperty().get()).isFalse();
        assertThat(model.factProperty().get()).contains("weights alone");
        model.measureProperty().set(Measure.POINTS);
        assertThat(model.extremes()).containsExactly(-0.4, 12.5);
        model.ofWeightsProperty().set(false);
        assertThat(model.extremes()).as("activations need data").isEmpty();
    }

    @Test
    void whatAStoppedSweepFoundStaysAndIsCalledPartial() {
        BitsViewModel model = model((g, settings, pictures, found, progress) -> {
            found.accept(layer(QuantLayer.of(g).getFirst()));
            throw new CancelledException();
        });
        model.measure();

        assertThat(model.rowsProperty().get().stream().filter(r -> r.sensitivity() != null)).hasSize(1);
        assertThat(model.factProperty().get()).startsWith("partial: 1 of ");
    }

    @Test
    void aRowSelectsItsNode() {
        BitsViewModel model = model(WORK);
        int node = model.rowsProperty().get().getLast().node();
        model.select(node);
        assertThat(session.selection().nodes()).containsExactly(node);
        assertThat(model.isSelected(node)).isTrue();
    }

    @ParameterizedTest
    @EnumSource(Measure.class)
    void placesOnTheScaleAndValuesBelongToEachOther(Measure measure) {
        double low = measure == Measure.SQNR ? 5 : 1e-5;
        double high = measure == Measure.SQNR ? 45 : 9;
        for (double place = 0; place <= 1; place += 0.125) {
            assertThat(measure.position(measure.at(place, low, high), low, high)).isCloseTo(place, within(1e-6));
        }
        Cell worst = new Cell(2, new Loss(9, 5, -8), new OutputLoss(9, 9.0));
        OptionalDouble value = measure.of(worst);
        assertThat(measure.position(value.orElseThrow(), low, high)).as("the worst is at the end").isEqualTo(1);
        assertThat(measure.text(value.orElseThrow())).isNotBlank();
        assertThat(measure.position(low, low, low)).as("all the same").isBetween(0.0, 1.0);
    }
}
