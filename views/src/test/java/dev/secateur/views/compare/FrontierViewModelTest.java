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
import dev.secateur.views.session.DataChoice;
import dev.secateur.views.session.Grown;
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
                p -> new Grown(ResNet.of(8, Pictures.fashion(), 2), label, new Step(method, "{}"),
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
    void energyIsModelledFromTheGraphAlone() {
        model.horizontalProperty().set(Axis.ENERGY);
        model.verticalProperty().set(Axis.PARAMETERS);
        assertThat(model.plotProperty().get().points()).extracting(ScatterPlot.Point::id).containsExactly(0, 1);
        assertThat(Axis.ENERGY.of(model.rows().getFirst())).isPositive();
    }

    @Test
    void goalsBeginBelowTheOriginalAndJudgeEveryVersion() {
        model.verticalProperty().set(Axis.PARAMETERS);
        time(0, 2);
        time(1, 1);
        assertThat(model.verdict(model.rows().get(1))).isEmpty();
        model.goalsShownProperty().set(true);
        assertThat(model.plotProperty().get().goals()).extracting(ScatterPlot.Goal::across).containsExactly(true,
                false);
        assertThat(model.goalsProperty().get().of(Axis.TIME)).hasValue(1.5);
        assertThat(model.verdict(model.rows().get(0))).isEqualTo("misses time, parameters");
        model.setGoal(false, 1000);
        assertThat(model.verdict(model.rows().get(1))).isEqualTo("met");
        assertThat(model.verdict(model.rows().get(0))).isEqualTo("misses time");
        model.goalsShownProperty().set(false);
        assertThat(model.plotProperty().get().goals()).isEmpty();
    }

    @Test
    void aCutAndItsRecoveryShareARowUnlessBothAreAskedFor() {
        grow("Trained", "train");
        assertThat(model.rows()).extracting(CompareRow::name).containsExactly("v0", "v2");
        assertThat(model.factProperty().get()).contains("unrecovered cuts hidden");
        model.stepsShownProperty().set(true);
        assertThat(model.rows()).extracting(CompareRow::name).containsExactly("v0", "v1", "v2");
    }

    @Test
    void publishedFiguresNeedDataAndAxesThatPapersTell() {
        model.publishedProperty().set(true);
        assertThat(model.noteProperty().get()).contains("none is");
        session.runSettingsProperty().set(session.runSettings().withData(DataChoice.of("cifar10:somewhere")));
        assertThat(model.noteProperty().get()).contains("choose MACs");
        model.horizontalProperty().set(Axis.PARAMETERS);
        model.verticalProperty().set(Axis.MACS);
        assertThat(model.noteProperty().get()).contains("as printed");
        assertThat(model.plotProperty().get().points()).extracting(ScatterPlot.Point::label)
                .contains("SLB ResNet-20 W2A32");
    }

    @Test
    void howVersionsAreComparedIsOneTextThatIsReadAgain() {
        CompareMemory memory = new CompareMemory(model, () -> {});
        model.horizontalProperty().set(Axis.MACS);
        model.goalsShownProperty().set(true);
        model.setGoal(true, 12.5);
        String kept = memory.textProperty().get();

        FrontierViewModel other = new FrontierViewModel(session);
        CompareMemory again = new CompareMemory(other, () -> {});
        again.textProperty().set(kept + ";table=0.4;pair=nonsense;what=ever");
        assertThat(other.horizontalProperty().get()).isEqualTo(Axis.MACS);
        assertThat(other.goalsShownProperty().get()).isTrue();
        assertThat(other.goalsProperty().get().of(Axis.MACS)).hasValue(12.5);
        assertThat(again.table()).isEqualTo(0.4);
        assertThat(again.pair()).isEqualTo(0.45);
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
