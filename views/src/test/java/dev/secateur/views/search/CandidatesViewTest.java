package dev.secateur.views.search;

import java.util.concurrent.TimeoutException;
import javafx.geometry.Bounds;
import javafx.scene.control.TableView;

import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;

import dev.secateur.engine.compress.autocompress.AutoCompressConfig;
import dev.secateur.engine.search.SearchReport;
import dev.secateur.engine.search.Trial;
import dev.secateur.views.chart.CostChart;
import dev.secateur.views.session.Finding;
import dev.secateur.views.session.SessionModel;
import dev.secateur.views.testing.Stages;
import dev.secateur.views.theme.Theme;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

class CandidatesViewTest {

    private final FxRobot robot = new FxRobot();
    private final SearchReport search = Searches.search(60);
    private final SessionModel session = Searches.session(Searches.report(search));
    private final CandidatesViewModel model = new CandidatesViewModel(session);

    private CandidatesView open(Theme theme) throws TimeoutException {
        FxToolkit.registerPrimaryStage();
        session.themeProperty().set(theme);
        CandidatesView view = FxToolkit
                .setupFixture(() -> new CandidatesView(model, session.themeProperty(), () -> {}));
        Stages.show(view, theme, 1180, 820);
        return view;
    }

    @Test
    void aClickOnAPointSelectsItsRow() throws TimeoutException {
        CandidatesView view = open(Theme.LIGHT);
        Stages.keepPicture(robot, view, "search-empty");
        robot.interact(() -> session.apply("autocompress", AutoCompressConfig.defaults(), "AutoCompress"));
        robot.interact(view::layout);
        Stages.keepPicture(robot, view, "search-light");
        CostChart plot = robot.lookup("#search-plot").query();
        Trial best = search.frontier().getLast();
        Bounds at = plot.localToScreen(plot.getBoundsInLocal());
        robot.clickOn(at.getMinX() + plot.placeOf(best.cost()).orElseThrow(),
                at.getMinY() + plot.heightOf(best.score()).orElseThrow());

        assertThat(model.lookedProperty().get()).isEqualTo(best.number());
        TableView<TrialRow> table = robot.lookup("#search-table").query();
        assertThat(requireNonNull(table.getSelectionModel().getSelectedItem()).trial()).isEqualTo(best);
        Stages.keepPicture(robot, view, "search-clicked");
    }

    @Test
    void aSearchWithoutRoundsHasTheRoomForItself() throws TimeoutException {
        CandidatesView view = open(Theme.DARK);
        robot.interact(() -> session.findingProperty()
                .set(new Finding(requireNonNull(session.present()), "other", search)));
        assertThat(view.getRight()).isNull();
        Stages.keepPicture(robot, view, "search-dark");
    }
}
