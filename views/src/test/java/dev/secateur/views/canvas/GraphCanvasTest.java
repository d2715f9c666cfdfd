package dev.secateur.views.canvas;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

import dev.secateur.views.canvas.layout.DiagramLayout;
import dev.secateur.views.canvas.model.GraphScene;
import dev.secateur.views.canvas.model.LayoutOptions;
import dev.secateur.views.canvas.model.LayoutOptions.Arrangement;
import dev.secateur.views.canvas.model.PlacedBox;
import dev.secateur.views.canvas.model.Rect;
import dev.secateur.views.canvas.model.Route;
import dev.secateur.views.canvas.model.Viewport;
import dev.secateur.views.theme.Theme;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class GraphCanvasTest {
    private static final double WIDTH = 944;
    private static final double HEIGHT = 600;

    private final FxRobot robot = new FxRobot();
    private final List<String> toggled = new ArrayList<>();
    private GraphCanvas canvas;
    private GraphScene scene;

    @BeforeEach
    void openAWindow() throws TimeoutException {
        Stage stage = FxToolkit.registerPrimaryStage();
        canvas = FxToolkit.setupFixture(GraphCanvas::new);
        scene = new DiagramLayout()
                .layout(
                        SampleDiagrams.resNet20(),
                        new LayoutOptions(Set.of(100L, 200L, 300L, 310L), Arrangement.COLUMNS, 530));
        FxToolkit.setupFixture(() -> {
            canvas.setOnToggle((id, deep) -> toggled.add(id + (deep ? " deep" : "")));
            canvas.setGraph(scene);
            Scene window = new Scene(new StackPane(canvas), WIDTH, HEIGHT);
            Theme.LIGHT.applyTo(window);
            stage.setScene(window);
            // On whole pixels: a window left between two of them by an earlier test would round each move of the robot.
            stage.setX(0);
            stage.setY(0);
            stage.show();
            canvas.layout();
            canvas.setViewport(new Viewport(0, 0, 1, WIDTH, HEIGHT));
        });
        WaitForAsyncUtils.waitForFxEvents();
    }

    @AfterEach
    void releaseEverything() {
        robot.release(KeyCode.SHIFT, KeyCode.ALT, KeyCode.CONTROL);
        robot.release(MouseButton.PRIMARY);
    }

    @Test
    void aClickSelectsTheBoxUnderIt() {
        robot.clickOn(at(110));
        assertThat(canvas.selection()).containsExactly(110L);
        robot.clickOn(at(220));
        assertThat(canvas.selection()).containsExactly(220L);
    }

    @Test
    void aClickWithShiftAddsAndRemoves() {
        robot.clickOn(at(110));
        robot.press(KeyCode.SHIFT);
        robot.clickOn(at(220));
        assertThat(canvas.selection()).containsExactlyInAnyOrder(110L, 220L);
        robot.clickOn(at(110));
        assertThat(canvas.selection()).containsExactly(220L);
    }

    @Test
    void aClickOnTheGroundClears() {
        robot.clickOn(at(110));
        robot.clickOn(point(270, 40));
        assertThat(canvas.selection()).isEmpty();
    }

    @Test
    void aRubberBandSelectsExactlyTheBoxesItTouches() {
        Rect first = place(110);
        Rect last = place(220);
        drag(point(first.x() - 5, first.y() + 10), point(last.right() + 5, last.y() + 5));
        Rect area = Rect.between(first.x() - 5, first.y() + 10, last.right() + 5, last.y() + 5);
        Set<Long> expected = scene.boxes().stream()
                .filter(placed -> !placed.open() && placed.bounds().intersects(area))
                .map(PlacedBox::id)
                .collect(Collectors.toSet());
        assertThat(expected).containsExactlyInAnyOrder(110L, 120L, 210L, 220L);
        assertThat(canvas.selection()).isEqualTo(expected);
    }

    @Test
    void theJudgeDecidesWhatARubberBandSelects() {
        robot.interact(() -> canvas.setBandJudge(
                touched -> new BandAnswer(Set.of(120L), Map.of(210L, "Shortcut is Slice"), "1 block", "1 refused")));
        Rect first = place(110);
        Rect last = place(220);
        drag(point(first.x() - 5, first.y() + 10), point(last.right() + 5, last.y() + 5));
        assertThat(canvas.selection()).containsExactly(120L);
    }

    @Test
    void aBandMarksWhatIsRefusedWhileItIsDrawn() {
        robot.interact(() -> canvas.setBandJudge(
                touched -> new BandAnswer(Set.of(120L), Map.of(210L, "Shortcut is Slice"), "1 block", "1 refused")));
        Rect first = place(110);
        robot.press(KeyCode.SHIFT);
        robot.moveTo(point(first.x() - 5, first.y() + 10));
        robot.press(MouseButton.PRIMARY);
        robot.moveTo(point(first.right(), first.bottom()));
        assertThat(canvas.picture().marks().of(210).reason()).isEqualTo("Shortcut is Slice");
        assertThat(canvas.picture().highlights().selected()).containsExactly(120L);
        robot.press(KeyCode.ESCAPE).release(KeyCode.ESCAPE);
        assertThat(canvas.picture().marks().of(210).reason()).isEmpty();
        robot.release(MouseButton.PRIMARY);
        assertThat(canvas.selection()).isEmpty();
    }

    @Test
    void aDoubleClickAsksToOpenOrCloseAGroup() {
        robot.doubleClickOn(at(110));
        assertThat(toggled).containsExactly("110");
        Rect open = place(310);
        robot.doubleClickOn(point(open.x() + 60, open.y() + 10));
        assertThat(toggled).containsExactly("110", "310");
    }

    @Test
    void aDoubleClickWithAltMeansAllInside() {
        robot.press(KeyCode.ALT);
        robot.doubleClickOn(at(110));
        assertThat(toggled).containsExactly("110 deep");
    }

    @Test
    void draggingTheGroundPans() {
        robot.moveTo(point(270, 40));
        robot.press(MouseButton.PRIMARY);
        robot.moveTo(point(200, 10));
        WaitForAsyncUtils.waitForFxEvents();
        robot.release(MouseButton.PRIMARY);
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(canvas.getViewport().x()).isEqualTo(70, within(0.01));
        assertThat(canvas.getViewport().y()).isEqualTo(30, within(0.01));
        assertThat(canvas.selection()).isEmpty();
    }

    @Test
    void ctrlAndWheelZoomAtThePointer() {
        double sceneX = canvas.getViewport().toSceneX(300);
        double sceneY = canvas.getViewport().toSceneY(200);
        scroll(300, 200, 120, true);
        assertThat(canvas.getViewport().zoom()).isGreaterThan(1.2);
        assertThat(canvas.getViewport().toSceneX(300)).isEqualTo(sceneX, within(0.01));
        assertThat(canvas.getViewport().toSceneY(200)).isEqualTo(sceneY, within(0.01));
    }

    @Test
    void theWheelPans() {
        scroll(300, 200, -40, false);
        assertThat(canvas.getViewport().y()).isEqualTo(40, within(0.01));
        assertThat(canvas.getViewport().zoom()).isEqualTo(1);
    }

    @Test
    void keysSelectAllClearFitAndZoom() {
        robot.clickOn(at(110));
        robot.press(KeyCode.CONTROL, KeyCode.A).release(KeyCode.CONTROL, KeyCode.A);
        assertThat(canvas.selection()).hasSize((int) scene.boxes().stream().filter(box -> !box.open()).count());
        robot.press(KeyCode.ESCAPE).release(KeyCode.ESCAPE);
        assertThat(canvas.selection()).isEmpty();
        robot.press(KeyCode.SPACE).release(KeyCode.SPACE);
        assertThat(canvas.getViewport().visible().contains(scene.bounds())).isTrue();
        assertThat(canvas.getViewport().zoom()).isLessThan(1);
        robot.press(KeyCode.SHIFT, KeyCode.BACK_SPACE).release(KeyCode.SHIFT, KeyCode.BACK_SPACE);
        assertThat(canvas.getViewport().zoom()).isEqualTo(1);
    }

    @Test
    void arrowsMoveAlongTheEdgesAndAcrossColumns() {
        robot.clickOn(at(110));
        robot.press(KeyCode.DOWN).release(KeyCode.DOWN);
        assertThat(canvas.selection()).containsExactly(120L);
        robot.press(KeyCode.RIGHT).release(KeyCode.RIGHT);
        assertThat(canvas.selection()).containsExactly(220L);
        robot.press(KeyCode.UP).release(KeyCode.UP);
        assertThat(canvas.selection()).containsExactly(210L);
        robot.press(KeyCode.ENTER).release(KeyCode.ENTER);
        assertThat(toggled).containsExactly("210");
        assertThat(canvas.getAccessibleText()).contains("stage2.block1", "10 nodes");
    }

    @Test
    void thePointerOnAnEdgeLightsItAndItsEndsAndNamesItsTensors() {
        Route route = scene.routesOf(120).stream().filter(r -> r.from() == 110).findFirst().orElseThrow();
        double x = route.x(0);
        double y = (route.y(0) + route.y(1)) / 2;
        robot.moveTo(point(x + 3, y));
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(canvas.hoveredEdgeProperty().get()).isSameAs(route);
        assertThat(canvas.hoveredProperty().get()).isNull();
        assertThat(canvas.picture().highlights().hovered()).containsExactlyInAnyOrder(110L, 120L);
        assertThat(canvas.picture().highlights().edge()).isSameAs(route);
        Label tip = robot.lookup("#hover-tip").queryAs(Label.class);
        assertThat(tip.getParent().isVisible()).isTrue();
        assertThat(tip.getText()).isEqualTo(route.link().note()).contains("1×16×32×32");
        robot.moveTo(point(x + 40, y));
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(canvas.hoveredEdgeProperty().get()).isNull();
        assertThat(tip.getParent().isVisible()).isFalse();
    }

    @Test
    void thePointerOnAFusedRowSaysWhereItRuns() {
        Rect chain = scene.find(312).orElseThrow().bounds();
        robot.moveTo(point(chain.centerX(), chain.bottom() - 8));
        WaitForAsyncUtils.waitForFxEvents();
        Label tip = robot.lookup("#hover-tip").queryAs(Label.class);
        assertThat(tip.getParent().isVisible()).isTrue();
        assertThat(tip.getText()).isEqualTo("BatchNorm: runs in Conv");
        robot.moveTo(point(chain.centerX(), chain.y() + 8));
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(tip.getParent().isVisible()).isFalse();
    }

    @Test
    void boundsAndHitsAgree() {
        for (long id : List.of(2L, 110L, 313L)) {
            Bounds bounds = canvas.boundsInView(id).orElseThrow();
            assertThat(canvas.boxAt(bounds.getCenterX(), bounds.getCenterY()))
                    .map(PlacedBox::id)
                    .contains(id);
        }
        Rect stage = place(100);
        assertThat(canvas.boxAt(stage.x() + 60, stage.y() + 10)).map(PlacedBox::id).contains(100L);
        assertThat(canvas.boxAt(stage.x() + 5, stage.y() + 60)).isEmpty();
        assertThat(canvas.boundsInScene(111)).isEmpty();
    }

    @Test
    void anotherSceneCanKeepABoxInItsPlace() {
        Bounds before = canvas.boundsInScene(330).orElseThrow();
        GraphScene opened = new DiagramLayout()
                .layout(
                        SampleDiagrams.resNet20(),
                        new LayoutOptions(Set.of(100L, 110L, 200L, 210L, 300L), Arrangement.COLUMNS, 530));
        robot.interact(() -> canvas.setGraph(opened, 330));
        Bounds after = canvas.boundsInScene(330).orElseThrow();
        assertThat(after.getMinX()).isEqualTo(before.getMinX(), within(0.01));
        assertThat(after.getMinY()).isEqualTo(before.getMinY(), within(0.01));
    }

    private Rect place(long id) {
        return scene.find(id).orElseThrow().bounds();
    }

    private Point2D at(long id) {
        Rect rect = place(id);
        return point(rect.centerX(), rect.bottom() - 8);
    }

    private Point2D point(double x, double y) {
        return canvas.localToScreen(x, y);
    }

    private void drag(Point2D from, Point2D to) {
        robot.press(KeyCode.SHIFT);
        robot.moveTo(from);
        robot.press(MouseButton.PRIMARY);
        robot.moveTo(from.midpoint(to));
        robot.moveTo(to);
        robot.release(MouseButton.PRIMARY);
        robot.release(KeyCode.SHIFT);
    }

    private void scroll(double x, double y, double deltaY, boolean control) {
        robot.interact(() -> canvas.fireEvent(new ScrollEvent(
                ScrollEvent.SCROLL, x, y, x, y, false, control, false, false, false, false, 0, deltaY, 0, deltaY,
                ScrollEvent.HorizontalTextScrollUnits.NONE, 0, ScrollEvent.VerticalTextScrollUnits.NONE, 0, 0, null)));
    }
}
