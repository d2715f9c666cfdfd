package dev.secateur.views.search;

import java.util.List;

import org.junit.jupiter.api.Test;

import dev.secateur.engine.compress.autocompress.AutoCompressConfig;
import dev.secateur.engine.search.SearchReport;
import dev.secateur.views.session.Finding;
import dev.secateur.views.session.SessionModel;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

class CandidatesViewModelTest {

    private final SearchReport search = Searches.search(10);
    private final SessionModel session = Searches.session(Searches.report(search));
    private final CandidatesViewModel model = new CandidatesViewModel(session);

    @Test
    void aSearchIsShownWhileItRunsWhateverMethodMakesIt() {
        assertThat(model.shownProperty().get()).isNull();
        session.findingProperty().set(new Finding(requireNonNull(session.present()), "other", Searches.search(5)));

        assertThat(requireNonNull(model.shownProperty().get()).running()).isTrue();
        assertThat(requireNonNull(model.shownProperty().get()).details()).isNull();
        assertThat(model.rows()).hasSize(10);
        assertThat(model.fact()).contains("searching · 10 candidates");
        session.findingProperty().set(null);
        assertThat(model.shownProperty().get()).isNull();
    }

    @Test
    void theSearchOfAVersionStaysWhereItsChildrenAre() {
        session.apply("autocompress", AutoCompressConfig.defaults(), "AutoCompress");

        assertThat(requireNonNull(model.shownProperty().get()).details()).isNotNull();
        assertThat(model.rows()).hasSize(20);
        session.undo();
        assertThat(model.rows()).isEmpty();
    }

    @Test
    void aStageHasAFrontierOfItsOwn() {
        session.apply("autocompress", AutoCompressConfig.defaults(), "AutoCompress");
        model.stageProperty().set("round 1");

        assertThat(CandidatesViewModel.stages(search)).containsExactly("All stages", "round 1", "round 2");
        assertThat(model.rows()).hasSize(10).allMatch(r -> r.trial().stage().equals("round 1"));
        assertThat(model.rows().stream().filter(TrialRow::onFrontier).map(r -> r.trial().number()).toList())
                .containsExactlyInAnyOrderElementsOf(requireNonNull(model.search()).frontier().stream()
                        .map(t -> t.number()).toList());
        assertThat(model.rows().get(4).mark()).isEqualTo("chosen");
        assertThat(model.rows().getFirst().configuration()).startsWith("layer1.0.conv1 filters 0.");
    }

    @Test
    void acceptanceIsCountedAtEachTemperature() {
        List<RoundsPane.Level> levels = RoundsPane.levels(Searches.report(search).rounds().getFirst().moves());

        assertThat(levels).hasSize(19);
        assertThat(levels.getFirst().candidate()).isEqualTo(6);
        assertThat(levels.getLast().temperature()).isLessThan(levels.getFirst().temperature() / 10);
        assertThat(levels).allMatch(l -> l.accepted() >= 0 && l.accepted() <= 1);
    }

    @Test
    void ratiosOfRoundsStandSideBySide() {
        assertThat(RatioTable.rows(Searches.report(search).rounds())).hasSize(18)
                .allMatch(r -> r.shares().size() == 2);
    }
}
