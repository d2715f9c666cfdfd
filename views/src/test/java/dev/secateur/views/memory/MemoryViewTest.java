package dev.secateur.views.memory;

import java.util.Objects;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

import dev.secateur.engine.graph.Node;
import dev.secateur.views.session.Selection;
import dev.secateur.views.session.SessionModel;
import dev.secateur.views.testing.Networks;
import dev.secateur.views.testing.Sessions;
import dev.secateur.views.testing.Stages;
import dev.secateur.views.theme.Theme;

import static org.assertj.core.api.Assertions.assertThat;

class MemoryViewTest {

    private final FxRobot robot = new FxRobot();
    private final SessionModel session = Sessions.with(Networks.resNet(2));
    private final MemoryViewModel model = new MemoryViewModel(session);
    private @Nullable MemoryView shown;

    @BeforeEach
    void show() throws Exception {
        FxToolkit.registerPrimaryStage();
        robot.interact(() -> shown = new MemoryView(model, session.themeProperty(), session.selectionProperty(),
                session.hoveredProperty()));
        Stages.show(view(), Theme.LIGHT, 900, 420);
        WaitForAsyncUtils.waitForFxEvents();
    }

    private MemoryView view() {
        return Objects.requireNonNull(shown);
    }

    @AfterEach
    void hide() throws Exception {
        FxToolkit.cleanupStages();
    }

    @Test
    void aClickSelectsTheNodeAndThePointerTellsWhatIsAlive() {
        MemoryViewModel.Plot plot = Objects.requireNonNull(model.plotProperty().get());
        Bounds bounds = view().localToScreen(view().getBoundsInLocal());
        robot.moveTo(new Point2D(bounds.getCenterX(), bounds.getCenterY()));
        WaitForAsyncUtils.waitForFxEvents();
        int hovered = session.hoveredProperty().get().nodes().iterator().next();
        robot.clickOn(new Point2D(bounds.getCenterX(), bounds.getCenterY()));
        assertThat(session.selection()).isEqualTo(Selection.ofNode(hovered));
        int step = plot.analysis().graph().nodes().stream().map(Node::id).toList().indexOf(hovered);
        assertThat((double) step / plot.memory().size()).as("the middle of the axis is the middle of the order")
                .isBetween(0.4, 0.6);
        assertThat(plot.details(step)).contains("alive", "waiting for later nodes", "in use");
        Stages.keepPicture(robot, view(), "memory");
    }

    @Test
    void whatIsSelectedElsewhereIsMarked() {
        Node last = Objects.requireNonNull(session.analysis()).graph().nodes().getLast();
        robot.interact(() -> session.select(Selection.ofNode(last.id())));
        assertThat(model.selectedBar())
                .isEqualTo(Objects.requireNonNull(model.plotProperty().get()).shown().length - 1);
        assertThat(robot.lookup(".memory-selected").query().isVisible()).isTrue();
    }

    @Test
    void whatWasSelectedBeforeIsMarkedInTheFirstPicture() throws Exception {
        Node node = Objects.requireNonNull(session.analysis()).graph().nodes().get(3);
        session.select(Selection.ofNode(node.id()));
        robot.interact(() -> shown = new MemoryView(model, session.themeProperty(), session.selectionProperty(),
                session.hoveredProperty()));
        Stages.show(view(), Theme.DARK, 900, 420);
        WaitForAsyncUtils.waitForFxEvents();
        javafx.scene.Node mark = view().lookup(".memory-selected");
        assertThat(mark.isVisible()).isTrue();
        assertThat(mark.getBoundsInParent().getWidth()).isPositive();
    }

    @Test
    void aShortcutShowsAsWaitingMemory() {
        MemoryViewModel.Plot plot = Objects.requireNonNull(model.plotProperty().get());
        assertThat(plot.fact()).startsWith("peak ");
        double[] alive = plot.alive();
        double[] own = plot.own();
        boolean waits = false;
        for (int i = 0; i < alive.length; i++) {
            waits |= alive[i] > own[i];
        }
        assertThat(waits).isTrue();
    }
}
