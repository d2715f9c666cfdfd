package dev.secateur.views.graph;

import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TableRow;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.BorderPane;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

import dev.secateur.engine.graph.Graph;
import dev.secateur.views.canvas.GraphCanvas;
import dev.secateur.views.canvas.model.PlacedBox;
import dev.secateur.views.canvas.paint.ScaleRange;
import dev.secateur.views.layers.LayersView;
import dev.secateur.views.layers.LayersViewModel;
import dev.secateur.views.model.ModelView;
import dev.secateur.views.model.ModelViewModel;
import dev.secateur.views.session.Selection;
import dev.secateur.views.session.SessionModel;
import dev.secateur.views.testing.Monsters;
import dev.secateur.views.testing.Networks;
import dev.secateur.views.testing.Sessions;
import dev.secateur.views.testing.Stages;

import static org.assertj.core.api.Assertions.assertThat;

/// Graph, tree and table in one window, driven by mouse and keys.
class GraphViewTest {

    private final FxRobot robot = new FxRobot();
    private SessionModel session = Sessions.with(Networks.resNet(2));
    private GraphViewModel graph = new GraphViewModel(session);
    private BorderPane window = new BorderPane();

    private void open(Graph model) throws TimeoutException {
        session = Sessions.with(model);
        graph = new GraphViewModel(session);
        FxToolkit.registerPrimaryStage();
        window = FxToolkit.setupFixture(this::build);
        Stages.showInCorner(robot, window, 980, 900);
    }

    private void openAll() {
        robot.interact(() -> graph.setAllOpen(true));
        WaitForAsyncUtils.waitForFxEvents();
    }

    private GraphCanvas canvas() {
        return (GraphCanvas) window.lookup("#graph");
    }

    private long box(String id) {
        return Objects.requireNonNull(graph.shown().picture().boxes().get(id));
    }

    private BorderPane build() {
        SearchViewModel search = new SearchViewModel(graph);
        SelectionViewModel selection = new SelectionViewModel(session, graph, search);
        GraphView view = new GraphView(new GraphView.Models(graph, selection, search), session.themeProperty());
        LayersView layers = new LayersView(new LayersViewModel(session), session.selectionProperty(),
                session.hoveredProperty());
        layers.setPrefHeight(260);
        ModelView tree = new ModelView(new ModelViewModel(session), session.selectionProperty(),
                session.hoveredProperty());
        tree.setPrefWidth(240);
        BorderPane right = new BorderPane(view);
        right.setBottom(layers);
        BorderPane all = new BorderPane(right);
        all.setLeft(tree);
        return all;
    }

    @AfterEach
    void releaseEverything() {
        robot.release(KeyCode.SHIFT, KeyCode.ALT, KeyCode.CONTROL);
        robot.release(MouseButton.PRIMARY);
    }

    @Test
    void thePointerOnANodeLightsItsRowAndTheOtherWayRound() throws TimeoutException {
        open(Networks.chain(3));
        openAll();
        int node = graph.shown().picture().outline().layers().get(1).head().id();
        robot.moveTo(at(node));
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(session.hoveredProperty().get()).isEqualTo(Selection.ofNode(node));
        Node row = row(1);
        assertThat(row.getPseudoClassStates()).extracting(Object::toString).contains("lit");
        pointAtRow(2);
        int third = graph.shown().picture().outline().layers().get(2).head().id();
        assertThat(canvas().picture().highlights().hovered()).containsExactly((long) third);
        Stages.keepPicture(robot, window, "graph-hover");
    }

    @Test
    void aLineOfTheTreeSelectsAndLightsItsBox() throws TimeoutException {
        open(Networks.resNet(2));
        robot.moveTo(line());
        WaitForAsyncUtils.waitForFxEvents();
        long box = box("stage1.block1");
        assertThat(canvas().picture().highlights().hovered()).containsExactly(box);
        robot.clickOn(line());
        assertThat(session.selection()).isEqualTo(Selection.ofBlock("stage1.block1"));
        assertThat(canvas().selection()).containsExactly(box);
    }

    /// Where a line of the tree is; cells are filled anew while the pointer moves, so no label of one is kept.
    private Point2D line() {
        return WaitForAsyncUtils.waitForAsyncFx(5_000, () -> {
            window.layout();
            Label label = robot.from(window).lookup((Label l) -> l.getText().equals("block1") && l.getScene() != null)
                    .<Label>queryAll().iterator().next();
            return label.localToScreen(label.getWidth() / 2, label.getHeight() / 2);
        });
    }

    @Test
    void aDoubleClickOpensABlockOrClosesItsStage() throws TimeoutException {
        open(Networks.resNet(2));
        long block = box("stage1.block1");
        robot.doubleClickOn(at(block));
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(graph.isOpen("stage1.block1")).isTrue();
        Bounds header = canvas().boundsInScene(block).orElseThrow();
        robot.doubleClickOn(window.localToScreen(header.getMinX() + 60, header.getMinY() + 10));
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(graph.isOpen("stage1.block1")).isFalse();
        robot.press(KeyCode.ALT);
        Bounds stage = canvas().boundsInScene(box("stage1")).orElseThrow();
        robot.doubleClickOn(window.localToScreen(stage.getMinX() + 60, stage.getMinY() + 10));
        robot.release(KeyCode.ALT);
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(graph.isOpen("stage1")).isFalse();
    }

    @Test
    void theHandlesOfTheLegendStretchTheColours() throws TimeoutException {
        open(Networks.resNet(2));
        robot.interact(() -> graph.colourByProperty().set(ColourBy.MACS));
        WaitForAsyncUtils.waitForFxEvents();
        Node legend = robot.lookup(".graph-legend").query();
        Bounds bounds = legend.localToScreen(legend.getLayoutBounds());
        double y = bounds.getMinY() + 47;
        robot.moveTo(new Point2D(bounds.getMinX() + 12 + 180, y));
        robot.press(MouseButton.PRIMARY);
        robot.moveTo(new Point2D(bounds.getMinX() + 12 + 90, y));
        robot.release(MouseButton.PRIMARY);
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(canvas().look().rangeProperty().get().high()).isBetween(0.45, 0.55);
        assertThat(canvas().look().rangeProperty().get().low()).isZero();
        robot.doubleClickOn(new Point2D(bounds.getMinX() + 12 + 90, y));
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(canvas().look().rangeProperty().get()).isEqualTo(ScaleRange.ALL);
    }

    @Test
    void aDoubleClickEntersASubGraphAndTheBreadcrumbLeadsBack() throws TimeoutException {
        open(Monsters.nestedIfs(3));
        for (int level = 3; level > 1; level--) {
            robot.doubleClickOn(at(titled("if" + level)));
            WaitForAsyncUtils.waitForFxEvents();
        }
        assertThat(graph.places().wayProperty().get()).hasSize(2);
        Selection before = session.selection();
        robot.clickOn(at(titled("if1")));
        assertThat(canvas().selection()).hasSize(1);
        assertThat(session.selection()).as("ids inside are not ids of the model").isEqualTo(before);
        Stages.keepPicture(robot, window, "graph-inside");
        robot.clickOn("else_branch");
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(titled("leaf")).isNotNegative();
        robot.clickOn("model");
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(graph.places().wayProperty().get()).isEmpty();
        assertThat(robot.lookup("#breadcrumb").query().isVisible()).isFalse();
        robot.clickOn(at(titled("if3")));
        robot.type(KeyCode.ENTER);
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(graph.places().wayProperty().get()).hasSize(1);
        robot.type(KeyCode.BACK_SPACE);
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(graph.places().wayProperty().get()).isEmpty();
    }

    @Test
    void arrowsWalkAndTheTableFollows() throws TimeoutException {
        open(Networks.chain(3));
        openAll();
        int first = graph.shown().picture().outline().layers().getFirst().head().id();
        int second = graph.shown().picture().outline().layers().get(1).head().id();
        robot.clickOn(at(first));
        robot.type(KeyCode.DOWN);
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(session.selection().nodes()).isEqualTo(Set.of(second));
        assertThat(canvas().getAccessibleText()).contains("Conv").endsWith(", selected");
    }

    private long titled(String title) {
        return graph.shown().scene().boxes().stream().filter(p -> p.box().title().equals(title)).map(PlacedBox::id)
                .findFirst().orElseThrow();
    }

    /// A row may be laid out anew between finding it and pointing at it; then it is pointed at again, until something answers.
    private void pointAtRow(int index) throws TimeoutException {
        WaitForAsyncUtils.waitFor(1, TimeUnit.MINUTES, () -> {
            robot.moveTo(row(index)).moveBy(1, 0);
            WaitForAsyncUtils.waitForFxEvents();
            return !canvas().picture().highlights().hovered().isEmpty();
        });
    }

    private Node row(int index) {
        return robot.from(window).lookup((TableRow<?> row) -> row.getIndex() == index && !row.isEmpty()).queryAll()
                .iterator().next();
    }

    private Point2D at(long box) {
        Bounds bounds = canvas().boundsInScene(box).orElseThrow();
        return window.localToScreen(bounds.getCenterX(), bounds.getMaxY() - 8);
    }
}
