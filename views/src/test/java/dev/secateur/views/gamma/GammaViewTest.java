package dev.secateur.views.gamma;

import java.util.concurrent.TimeoutException;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;

import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;

import dev.secateur.engine.job.Progress;
import dev.secateur.engine.rewrite.Rewriter;
import dev.secateur.engine.rewrite.rules.FoldBatchNorm;
import dev.secateur.views.session.SessionModel;
import dev.secateur.views.testing.Networks;
import dev.secateur.views.testing.Stages;
import dev.secateur.views.theme.Theme;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

class GammaViewTest {

    private final FxRobot robot = new FxRobot();
    private SessionModel session = GammaSessions.with(Networks.resNet(2));
    private GammaViewModel model = new GammaViewModel(session, GammaSessions.unasked());

    private GammaView open(Theme theme) throws TimeoutException {
        FxToolkit.registerPrimaryStage();
        session.themeProperty().set(theme);
        GammaView view = FxToolkit
                .setupFixture(() -> new GammaView(model, session.themeProperty(), session.selectionProperty()));
        Stages.show(view, theme, 980, 900);
        return view;
    }

    private GammaCut cut() {
        return requireNonNull(model.cutProperty().get());
    }

    @Test
    void draggingTheLineChangesWhatGoes() throws TimeoutException {
        GammaView view = open(Theme.LIGHT);
        Node chart = robot.lookup("#gamma-chart").query();
        Bounds at = chart.localToScreen(chart.getBoundsInLocal());
        robot.moveTo(at.getMinX() + 80, at.getMinY() + 90).press(MouseButton.PRIMARY);
        double low = model.thresholdProperty().get();
        int few = cut().going();
        robot.moveTo(at.getMinX() + 0.5 * at.getWidth(), at.getMinY() + 90);
        int more = cut().going();
        robot.release(MouseButton.PRIMARY);
        assertThat(model.thresholdProperty().get()).isGreaterThan(low);
        assertThat(more).isGreaterThan(few);
        Stages.keepPicture(robot, view, "gamma-light");
    }

    @Test
    void arrowKeysMoveTheLine() throws TimeoutException {
        open(Theme.LIGHT);
        robot.interact(() -> robot.lookup("#gamma-chart").query().requestFocus());
        double before = model.thresholdProperty().get();
        robot.type(KeyCode.RIGHT);
        double step = model.thresholdProperty().get() - before;
        assertThat(step).isPositive();
        robot.press(KeyCode.SHIFT).type(KeyCode.RIGHT).release(KeyCode.SHIFT);
        assertThat(model.thresholdProperty().get() - before - step).isBetween(9 * step, 11 * step);
        robot.type(KeyCode.HOME);
        assertThat(cut().going()).isZero();
    }

    @Test
    void applyMakesAVersion() throws TimeoutException {
        GammaView view = open(Theme.DARK);
        robot.interact(() -> model.thresholdProperty().set(0.1));
        Stages.keepPicture(robot, view, "gamma-dark");
        assertThat(robot.lookup("#gamma-apply").<Button>query().isDisabled()).isFalse();
        robot.clickOn("#gamma-apply");
        assertThat(requireNonNull(session.tree()).versions()).hasSize(2);
        assertThat(requireNonNull(session.present()).label()).startsWith("Slim at");
    }

    @Test
    void aCellHasItsOwnLineAndSelectsItsNode() throws TimeoutException {
        open(Theme.LIGHT);
        robot.interact(() -> model.thresholdProperty().set(0));
        GammaCell cell = robot.lookup(".gamma-cell").queryAllAs(GammaCell.class).stream().skip(1).findFirst()
                .orElseThrow();
        Bounds at = cell.localToScreen(cell.getBoundsInLocal());
        robot.moveTo(at.getMinX() + 30, at.getMinY() + 60).press(MouseButton.PRIMARY)
                .moveTo(at.getMinX() + 160, at.getMinY() + 60).release(MouseButton.PRIMARY);
        assertThat(cut().rows()).anyMatch(GammaRow::own);
        assertThat(cut().going()).isPositive();
        Node chart = cell.lookup(".gamma-chart");
        robot.interact(() -> chart.fireEvent(twice(chart)));
        assertThat(cut().going()).isZero();
        robot.clickOn(cell);
        assertThat(session.selection().nodes()).hasSize(1);
    }

    /// A second click: a robot on a busy machine may be too slow for two that belong together.
    private static MouseEvent twice(Node on) {
        return new MouseEvent(on, on, MouseEvent.MOUSE_CLICKED, 5, 5, 5, 5, MouseButton.PRIMARY, 2, false, false, false,
                false, true, false, false, true, false, true, null);
    }

    @Test
    void overlayAndLogarithmAreDrawn() throws TimeoutException {
        GammaView view = open(Theme.LIGHT);
        robot.clickOn("#gamma-overlay").clickOn("#gamma-log");
        Stages.keepPicture(robot, view, "gamma-overlay-log");
        assertThat(robot.lookup("#gamma-chart").query().getAccessibleText()).startsWith("Histogram of");
    }

    @Test
    void aFoldedModelAsksForData() throws TimeoutException {
        session = GammaSessions.with(Rewriter.everywhere(Networks.resNet(1), new FoldBatchNorm(), Progress.none()));
        model = new GammaViewModel(session, GammaSessions.unasked());
        open(Theme.LIGHT);
        assertThat(robot.lookup(".empty-text").tryQuery()).isPresent();
        assertThat(robot.lookup("Re-create normalisations").tryQuery()).isEmpty();
    }
}
