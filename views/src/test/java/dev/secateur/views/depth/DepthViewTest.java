package dev.secateur.views.depth;

import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import javafx.scene.control.Button;
import javafx.scene.control.Label;

import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;

import dev.secateur.engine.compress.updp.UpdpCourse;
import dev.secateur.engine.compress.updp.UpdpReport;
import dev.secateur.views.chart.LineChart;
import dev.secateur.views.component.Note;
import dev.secateur.views.session.Finding;
import dev.secateur.views.session.Selection;
import dev.secateur.views.session.SessionModel;
import dev.secateur.views.testing.Networks;
import dev.secateur.views.testing.Sessions;
import dev.secateur.views.testing.Stages;
import dev.secateur.views.theme.Theme;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

class DepthViewTest {

    private final FxRobot robot = new FxRobot();
    private SessionModel session = Sessions.with(Networks.resNet(2));
    private DepthViewModel model = new DepthViewModel(session, new FixedClock());

    private DepthView open(Theme theme) throws TimeoutException {
        FxToolkit.registerPrimaryStage();
        DepthView view = FxToolkit.setupFixture(() -> new DepthView(model, session.themeProperty()));
        Stages.show(view, theme, 368, 960);
        return view;
    }

    private void select(String... blocks) {
        robot.interact(() -> session.select(Selection.ofBlocks(Set.of(blocks))));
    }

    @Test
    void withoutASelectionItOffersAllMergeableBlocks() throws TimeoutException {
        open(Theme.LIGHT);
        assertThat(robot.lookup("#depth-apply").<Button>query().isDisabled()).isTrue();
        robot.clickOn("Select all mergeable");
        assertThat(robot.lookup(".merge-card").queryAll()).hasSize(model.cards().size()).isNotEmpty();
        assertThat(robot.lookup("#depth-apply").<Button>query().isDisabled()).isFalse();
    }

    @Test
    void aCardSwitchesItsKernelAndIsTakenOut() throws TimeoutException {
        DepthView view = open(Theme.LIGHT);
        select("stage1.block1", "stage1.block2");
        robot.clickOn("3×3 trained");
        assertThat(model.cards().getFirst().chosen().kernelAfter()).isEqualTo("3×3");
        Stages.keepPicture(robot, view, "depth-light");
        robot.clickOn(robot.lookup((Button b) -> "Take stage1.block2 out".equals(b.getAccessibleText())).queryButton());
        assertThat(session.selection().blocks()).containsExactly("stage1.block1");
    }

    @Test
    void measuredTimesAndTheVerdictAppear() throws TimeoutException {
        DepthView view = open(Theme.DARK);
        select("stage1.block1");
        robot.clickOn("#depth-measure");
        assertThat(robot.lookup(".depth-verdict").<Label>query().getText()).isEqualTo("1.25× faster");
        assertThat(robot.lookup(".note").queryAllAs(Note.class)).extracting(Note::message)
                .anyMatch(m -> m.startsWith("Merging without training is for looking"));
        Stages.keepPicture(robot, view, "depth-dark");
    }

    @Test
    void lambdaAndRightAnswersAreDrawnWhilePruningTrains() throws TimeoutException {
        DepthView view = open(Theme.LIGHT);
        assertThat(robot.lookup("#depth-course").tryQuery()).isEmpty();
        UpdpCourse course = new UpdpCourse(
                List.of(new UpdpCourse.Point(0, 0, 1), new UpdpCourse.Point(1, 0.5, 0.5),
                        new UpdpCourse.Point(2, 1, 0)),
                List.of(new UpdpReport.EpochReport(1, 0.5, 0.5, 1.2, 0.6, 0.55),
                        new UpdpReport.EpochReport(2, 1, 0, 1.0, 0.7, 0.65)));
        robot.interact(() -> session.findingProperty()
                .set(new Finding(requireNonNull(session.present()), "updp", course)));
        List<LineChart> charts = robot.lookup("#depth-course").<CoursePane>query().getChildren().stream()
                .filter(LineChart.class::isInstance).map(LineChart.class::cast).toList();
        assertThat(charts).extracting(c -> c.lines().size()).containsExactly(2, 2);
        assertThat(charts.getFirst().lines().getFirst().ys()).containsExactly(0, 50, 100);
        Stages.keepPicture(robot, view, "depth-course");
        robot.interact(() -> session.findingProperty().set(null));
        assertThat(robot.lookup("#depth-course").tryQuery()).isEmpty();
    }

    @Test
    void aRefusedBlockShowsItsReasonAndItsNodes() throws TimeoutException {
        session = Sessions.with(Networks.tappedResNet(2));
        model = new DepthViewModel(session, new FixedClock());
        open(Theme.LIGHT);
        String refused = "stage1.block1";
        select(refused);
        assertThat(robot.lookup(".note").queryAllAs(Note.class)).extracting(Note::message)
                .anyMatch(m -> m.startsWith(refused + ": "));
        robot.clickOn("Show nodes");
        assertThat(session.selection().nodes()).isNotEmpty();
        assertThat(session.selection().blocks()).isEmpty();
    }
}
