package dev.secateur.views.gamma;

import java.util.List;

import org.junit.jupiter.api.Test;

import dev.secateur.engine.compress.slimming.Coupled;
import dev.secateur.engine.cost.CostRules;
import dev.secateur.engine.cost.Costs;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.rewrite.Rewriter;
import dev.secateur.engine.rewrite.rules.FoldBatchNorm;
import dev.secateur.engine.shape.Bindings;
import dev.secateur.engine.shape.ShapeInference;
import dev.secateur.views.session.DataChoice;
import dev.secateur.views.session.SessionModel;
import dev.secateur.views.testing.Networks;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

class GammaViewModelTest {

    private final SessionModel session = GammaSessions.with(Networks.resNet(2));
    private final GammaViewModel model = new GammaViewModel(session, GammaSessions.unasked());

    private GammaCut look() {
        model.activeProperty().set(true);
        model.form().field("leastShare").orElseThrow().textProperty().set("0");
        model.form().field("least").orElseThrow().textProperty().set("1");
        return cut();
    }

    private GammaCut cut() {
        return requireNonNull(model.cutProperty().get());
    }

    @Test
    void nothingIsReadBeforeSomebodyLooks() {
        assertThat(model.scanProperty().get()).isNull();
        model.activeProperty().set(true);
        assertThat(model.availabilityProperty().get()).isEqualTo(GammaViewModel.Availability.READY);
        assertThat(model.cutProperty().get()).isNotNull();
    }

    @Test
    void raisingTheThresholdTakesMoreChannelsAndWork() {
        look();
        model.thresholdProperty().set(0.02);
        GammaCut few = cut();
        model.thresholdProperty().set(0.1);
        GammaCut many = cut();
        assertThat(many.going()).isGreaterThan(few.going());
        assertThat(many.left().macs()).isLessThan(few.left().macs());
        assertThat(many.left().parameters()).isLessThan(few.left().parameters());
        model.thresholdProperty().set(0);
        assertThat(cut().going()).isZero();
        assertThat(cut().left()).isEqualTo(requireNonNull(model.scanProperty().get()).before());
    }

    @Test
    void theThresholdStandsWhereThePercentileSays() {
        look();
        model.setPercentile(0.5);
        assertThat(model.percentile()).isBetween(0.49, 0.51);
        assertThat(cut().wanted()).isEqualTo((int) (model.percentile() * cut().channels() + 0.5));
    }

    @Test
    void aLayersOwnThresholdHoldsThereAlone() {
        look();
        model.thresholdProperty().set(0);
        GammaRow inner = cut().rows().stream().filter(r -> r.name().contains("conv1") && !r.isLocked()).skip(1)
                .findFirst().orElseThrow();
        model.setOwn(inner.group(), 0.1);
        assertThat(cut().rows()).filteredOn(r -> r.count(Fate.GOES) > 0).extracting(GammaRow::index)
                .containsExactly(inner.index());
        assertThat(cut().rows().get(inner.index()).own()).isTrue();
        model.clearOwn(inner.group());
        assertThat(cut().going()).isZero();
    }

    @Test
    void floorsHoldAndSaySo() {
        look();
        model.form().field("least").orElseThrow().textProperty().set("12");
        model.thresholdProperty().set(5);
        assertThat(cut().rows()).allMatch(r -> r.kept() == 12).allMatch(r -> r.decided().equals("kept by floor"))
                .allMatch(r -> r.count(Fate.HELD) == 12);
    }

    @Test
    void keptTrunksAreLocked() {
        look();
        model.form().field("coupled").orElseThrow().textProperty().set(Coupled.KEEP.toString());
        assertThat(cut().rows()).anyMatch(GammaRow::isLocked).anyMatch(r -> !r.isLocked());
    }

    @Test
    void applyMakesAVersionWithJustTheCountsThatWereShown() {
        look();
        model.thresholdProperty().set(0.07);
        GammaRow inner = cut().rows().stream().filter(r -> r.count(Fate.STAYS) > 2 && r.count(Fate.GOES) > 0)
                .findFirst().orElseThrow();
        model.setOwn(inner.group(), 0.03);
        GammaCut shown = cut();
        assertThat(shown.going()).isPositive();
        model.apply();
        assertThat(requireNonNull(session.tree()).versions()).hasSize(2);
        Graph made = requireNonNull(session.present()).graph();
        Costs costs = CostRules.count(made, ShapeInference.infer(made, Bindings.batch(1)));
        assertThat(costs.macs()).isEqualTo(shown.left().macs());
        assertThat(costs.parameters()).isEqualTo(shown.left().parameters());
    }

    @Test
    void foldedNormalisationsAreOfferedAnewWhereThereIsData() {
        Graph folded = Rewriter.everywhere(Networks.resNet(1), new FoldBatchNorm(), Progress.none());
        SessionModel other = GammaSessions.with(folded);
        GammaViewModel without = new GammaViewModel(other, GammaSessions.unasked());
        without.activeProperty().set(true);
        assertThat(without.availabilityProperty().get()).isEqualTo(GammaViewModel.Availability.FOLDED);
        assertThat(without.dataProperty().get()).isFalse();
        without.recreate();
        assertThat(requireNonNull(other.tree()).versions()).hasSize(1);
        other.runSettingsProperty().set(other.runSettings().withData(DataChoice.of("fashion")));
        assertThat(without.dataProperty().get()).isTrue();
    }

    @Test
    void aModelThatWasNotTrainedForSparsityIsWarnedOf() {
        look();
        List<String> warnings = model.warnings();
        assertThat(warnings).hasSize(1).first().asString().contains("not trained for sparsity");
    }

    @Test
    void selectingARowSelectsItsNode() {
        GammaCut cut = look();
        model.select(cut.rows().get(2));
        assertThat(session.selection().nodes()).hasSize(1);
        assertThat(model.isSelected(cut.rows().get(2))).isTrue();
        assertThat(model.isSelected(cut.rows().get(1))).isFalse();
    }

    @Test
    void slowWidthsAreToldOfTheCutThatWasLookedAt() {
        look();
        model.thresholdProperty().set(0.1);
        model.checkWidths();
        WidthAdvice advice = requireNonNull(model.adviceProperty().get());
        assertThat(advice.removed()).isEqualTo(cut().removed());
        assertThat(advice.slower()).singleElement().hasToString("15 channels are slower than 16 here (conv1)");
        model.thresholdProperty().set(0);
        assertThat(cut().removed()).isNotEqualTo(advice.removed());
    }
}
