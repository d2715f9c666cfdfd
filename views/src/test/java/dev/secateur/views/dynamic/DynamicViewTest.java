package dev.secateur.views.dynamic;

import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeoutException;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ToggleButton;

import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;

import dev.secateur.engine.compress.dynamicslimming.DynamicReport;
import dev.secateur.views.chart.LineChart;
import dev.secateur.views.component.Note;
import dev.secateur.views.session.Finding;
import dev.secateur.views.session.SessionModel;
import dev.secateur.views.testing.Networks;
import dev.secateur.views.testing.Sessions;
import dev.secateur.views.testing.Stages;
import dev.secateur.views.theme.Theme;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

class DynamicViewTest {

    private final FxRobot robot = new FxRobot();
    private final SessionModel session = Sessions.with(Networks.resNet(2));
    private final DynamicViewModel model = new DynamicViewModel(session);

    private DynamicView open() throws TimeoutException {
        FxToolkit.registerPrimaryStage();
        DynamicView view = FxToolkit.setupFixture(() -> new DynamicView(model, session.themeProperty()));
        Stages.show(view, Theme.LIGHT, 1100, 800);
        return view;
    }

    @Test
    void withoutDataItSaysWhyItCannotRun() throws TimeoutException {
        open();
        assertThat(robot.lookup("#dynamic-run").<Button>query().isDisabled()).isTrue();
        assertThat(robot.lookup(".note").queryAllAs(Note.class)).extracting(Note::message)
                .singleElement().isEqualTo(model.obstacleProperty().get());
        assertThat(model.obstacleProperty().get()).isNotEmpty();
    }

    @Test
    void whatIsLearnedIsDrawnWhileItIsAndWhatCameOfItAfter() throws TimeoutException {
        DynamicView view = open();
        List<DynamicReport.Point> curve = List.of(
                new DynamicReport.Point(0.5, 0.9, 0.85, 0.95, 0.88, 0.1, 0.5, 0.02, 0.3,
                        List.of(0.9)),
                new DynamicReport.Point(1, 0.7, 0.6, 0.8, 0.6, 0.3, 0.6, 0.05, 0.4, List.of(0.7)));
        find(new DynamicReport("dynamic", 0.4, List.of(), curve, null, List.of(), null, "it trains"));
        assertThat(robot.lookup("#dynamic-costs").<LineChart>query().lines()).hasSize(4);
        assertThat(robot.lookup("#dynamic-histogram").query().isVisible()).isTrue();
        assertThat(robot.lookup("#dynamic-histogram").query().getParent().getParent().isVisible()).isFalse();
        DynamicReport.Costs costs = new DynamicReport.Costs("8 pictures", 8, 0.6, 0.5, 0.7, 0.05,
                Collections.nCopies(40, 1), 0.55, 0.65, List.of(), List.of());
        find(new DynamicReport("dynamic", 0.4,
                List.of(new DynamicReport.LayerReport("/layer1/layer1.0/bn1/BatchNormalization", 16, 16, 6.2, 3, 11),
                        new DynamicReport.LayerReport("stem/bn", 16, 16, 6.2, 3, 11)),
                curve, costs, List.of(new DynamicReport.LevelReport(0.5, 0.58, List.of(8, 15, 8))),
                new DynamicReport.Outcome(100, 0.9, 0.82, 0.78, 0.6, 3, 0.01, 0.001, 0.1, 0, 0,
                        new DynamicReport.Times(0.36, 0.31, 1.16, 1.15, 1.17, 100, 1)),
                "what came of it"));
        assertThat(robot.lookup("#dynamic-histogram").query().getParent().getParent().isVisible()).isTrue();
        Stages.keepPicture(robot, view, "dynamic-outcome");
        assertThat(robot.lookup("layer1.0.bn1").tryQuery()).isPresent();
        assertThat(robot.lookup("stem/bn").tryQuery()).isPresent();
        assertThat(robot.lookup("82.0 %").tryQuery()).isPresent();
        assertThat(robot.lookup("level export, ms").tryQuery()).isPresent();
        assertThat(robot.lookup("widths 8 15 8").tryQuery()).isPresent();
    }

    @Test
    void formAndResultShareASideWhereThereIsNoRoomForBoth() throws TimeoutException {
        DynamicView view = open();
        Node form = robot.lookup(".run-form").query();
        find(new DynamicReport("dynamic", 0.4, List.of(), List.of(), null, List.of(), null, "it trains"));
        Node result = robot.lookup("#dynamic-outcome").query();
        assertThat(form.getScene()).as("the form while the result is shown").isNull();
        assertThat(isInside(result, view)).as("the result is whole").isTrue();
        robot.interact(() -> robot.lookup("#run-side-configuration").<ToggleButton>query().fire());
        assertThat(isInside(form, view)).as("the form is whole").isTrue();
        assertThat(result.getScene()).as("the result while the form is shown").isNull();
        robot.interact(() -> view.getScene().getWindow().setWidth(1500));
        assertThat(isInside(form, view) && isInside(result, view)).as("both where there is room").isTrue();
        assertThat(robot.lookup("#run-side-configuration").tryQuery()).as("nothing to switch").isEmpty();
    }

    private static boolean isInside(Node node, Node whole) {
        return node.getScene() != null
                && whole.localToScene(whole.getLayoutBounds()).contains(node.localToScene(node.getLayoutBounds()));
    }

    private void find(DynamicReport report) {
        robot.interact(() -> session.findingProperty()
                .set(new Finding(requireNonNull(session.present()), DynamicViewModel.METHOD, report)));
    }
}
