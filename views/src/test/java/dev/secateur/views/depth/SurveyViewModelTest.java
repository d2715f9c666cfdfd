package dev.secateur.views.depth;

import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;

import dev.secateur.engine.compress.updp.DepthSurvey;
import dev.secateur.views.session.DataChoice;
import dev.secateur.views.session.Selection;
import dev.secateur.views.session.SessionModel;
import dev.secateur.views.testing.Networks;
import dev.secateur.views.testing.Sessions;

import static org.assertj.core.api.Assertions.assertThat;

class SurveyViewModelTest {

    private static final DepthSurvey FOUND = new DepthSurvey(10, List.of(
            new DepthSurvey.Row("stage1.block1", "3×3 + 3×3 → 3×3", 4_718_592, 0.9, 2, 1),
            new DepthSurvey.Row("stage1.block2", "a", -1, 0.5, 2, 0.5),
            new DepthSurvey.Row("stage1.block3", "b", 1, null, 1, 1.5)),
            List.of(new DepthSurvey.Refused("stage2.block1", "its stride")));

    private final SessionModel session = Sessions.with(Networks.resNet(2));
    private final SurveyViewModel survey = new DepthViewModel(session, new FixedClock(),
            (graph, similarity, settings, progress) -> FOUND).survey();

    @Test
    void nothingIsKnownBeforeItIsMeasured() {
        assertThat(survey.rowsProperty().get()).isEmpty();
        assertThat(survey.forecast()).isEmpty();
    }

    @Test
    void rowsTellRedundancyShareAndWhatPruningSaves() {
        survey.measure();
        assertThat(survey.rowsProperty().get()).extracting(SurveyViewModel.Row::redundancy).containsExactly("0.900",
                "0.500", "–");
        SurveyViewModel.Row first = survey.rowsProperty().get().getFirst();
        assertThat(first.form()).isEqualTo("3×3 + 3×3 → 3×3 · 4.72 M MACs");
        assertThat(survey.refused()).extracting(DepthSurvey.Refused::block).containsExactly("stage2.block1");
        assertThat(first.share()).isEqualTo(0.2);
        assertThat(first.saves()).isEqualTo("\u221210.0 %");
        assertThat(first.helps()).isTrue();
        assertThat(survey.rowsProperty().get().getLast().helps()).isFalse();
    }

    @Test
    void aBudgetSelectsTheMostRedundantBlocksThatReachIt() {
        survey.measure();
        survey.propose(9);
        assertThat(session.selection().blocks()).containsExactly("stage1.block1");
        survey.propose(20);
        assertThat(session.selection().blocks()).containsExactlyInAnyOrder("stage1.block1", "stage1.block2");
        assertThat(survey.forecast()).isEqualTo("2 blocks: 10.00 → 7.50 ms foretold, 25.0 % less");
        survey.propose(0);
        assertThat(session.selection().blocks()).isEmpty();
    }

    @Test
    void tickingABlockAndSelectingItAreTheSame() {
        survey.measure();
        survey.choose("stage1.block2", true);
        assertThat(session.selection().blocks()).containsExactly("stage1.block2");
        session.select(Selection.ofBlocks(Set.of("stage1.block1")));
        assertThat(survey.rowsProperty().get()).extracting(SurveyViewModel.Row::selected).containsExactly(true, false,
                false);
        survey.choose("stage1.block1", false);
        assertThat(session.selection().blocks()).isEmpty();
    }

    @Test
    void withoutDataNothingIsPruned() {
        survey.measure();
        survey.choose("stage1.block1", true);
        assertThat(survey.hasDataProperty().get()).isFalse();
        survey.prune();
        assertThat(survey.pruningProperty().get()).isFalse();
        session.runSettingsProperty().set(session.runSettings().withData(DataChoice.of("fashion")));
        assertThat(survey.hasDataProperty().get()).isTrue();
    }
}
