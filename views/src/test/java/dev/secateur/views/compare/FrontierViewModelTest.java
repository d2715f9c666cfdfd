package dev.secateur.views.compare;

import java.util.Map;
import java.util.Objects;

import org.junit.jupiter.api.Test;

import dev.secateur.engine.architecture.Pictures;
import dev.secateur.engine.architecture.ResNet;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.session.Step;
import dev.secateur.engine.session.Version;
import dev.secateur.engine.session.VersionTree;
import dev.secateur.views.chart.ScatterPlot;
import dev.secateur.views.session.Measurement;
import dev.secateur.views.session.SessionModel;
import dev.secateur.views.session.Status;
import dev.secateur.views.testing.Sessions;

import static org.assertj.core.api.Assertions.assertThat;

class FrontierViewModelTest {

    private final Graph graph = ResNet.of(8, Pictures.fashion(), 1);
    private final SessionModel session = Sessions.with(graph);
    private final FrontierViewModel model = new FrontierViewModel(session);

    FrontierViewModelTest() {
        grow("L1, rate 0.3", "l1");
        model.activeProperty().set(true);
    }

    private void grow(String label, String method) {
        session.grow(Objects.requireNonNull(session.present()), new dev.secateur.engine.job.Job<>(label,
                dev.secateur.engine.job.Job.Lane.LIGHT,
                p -> new SessionModel.Grown(ResNet.of(8, Pictures.fashion(), 2), label, new Step(method, "{}"),
                        Status.NONE)),
                null);
    }

    private Version version(int id) {
        VersionTree tree = Objects.requireNonNull(session.tree());
        return tree.version(id);
    }

    private void time(int version, double ms) {
        session.keep(version(version), new Measurement(Map.of(), ms, "60 runs"));
    }

    @Test
    void aVersionIsAPointOnceBothQuantitiesAreKnown() {
        model.verticalProperty().set(Axis.PARAMETERS);
        assertThat(model.plotProperty().get().points()).isEmpty();
        time(0, 2);
        assertThat(model.plotProperty().get().points()).extracting(ScatterPlot.Point::id).containsExactly(0);
        time(1, 1);
        assertThat(model.plotProperty().get().points()).extracting(ScatterPlot.Point::id).containsExactly(0, 1);
        assertThat(model.plotProperty().get().points()).extracting(ScatterPlot.Point::shape)
                .containsExactly(ScatterPlot.Shape.DIAMOND, ScatterPlot.Shape.CIRCLE);
    }

    @Test
    void ofVersionsWithEqualCostsTheFasterOneIsOnTheFront() {
        model.verticalProperty().set(Axis.MACS);
        time(0, 2);
        time(1, 1);
        assertThat(model.place(model.rows().get(1)).text()).isEqualTo("front");
        assertThat(model.place(model.rows().get(0)).text()).isEqualTo("behind v1");
        time(1, 3);
        assertThat(model.place(model.rows().get(1)).text()).isEqualTo("slower than v0");
    }

    @Test
    void theThirdChoiceTakesThePlaceOfTheFirst() {
        grow("Third", "taylor");
        model.choose(0, true);
        assertThat(model.pairProperty().get()).isNull();
        model.choose(1, true);
        assertThat(model.pairProperty().get()).isEqualTo(new FrontierViewModel.Pair(version(0), version(1)));
        model.choose(2, true);
        assertThat(model.pairProperty().get()).isEqualTo(new FrontierViewModel.Pair(version(1), version(2)));
        model.choose(2, false);
        assertThat(model.pairProperty().get()).isNull();
    }

    @Test
    void thePresentIsHeldAgainstWhatItWasMadeFrom() {
        model.compareWithParent();
        assertThat(model.pairProperty().get()).isEqualTo(new FrontierViewModel.Pair(version(0), version(1)));
    }

    @Test
    void theTableGoesToCsvWithoutSeparatorsInNumbers() {
        time(0, 2);
        assertThat(model.csv()).contains("v0,Original,", "v1,\"L1, rate 0.3\",v0", "2.0")
                .startsWith("version,label,from,");
    }

    @Test
    void evaluatingNeedsData() {
        assertThat(model.evaluateAll()).isFalse();
    }
}
