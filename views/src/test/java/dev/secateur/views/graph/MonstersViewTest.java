package dev.secateur.views.graph;

import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.Labeled;
import javafx.scene.layout.BorderPane;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

import dev.secateur.engine.graph.Graph;
import dev.secateur.views.canvas.GraphCanvas;
import dev.secateur.views.canvas.model.PlacedBox;
import dev.secateur.views.inspector.InspectorView;
import dev.secateur.views.inspector.InspectorViewModel;
import dev.secateur.views.layers.LayersView;
import dev.secateur.views.layers.LayersViewModel;
import dev.secateur.views.model.ModelView;
import dev.secateur.views.model.ModelViewModel;
import dev.secateur.views.session.SessionModel;
import dev.secateur.views.testing.Monsters;
import dev.secateur.views.testing.Sessions;
import dev.secateur.views.testing.Stages;

import static org.assertj.core.api.Assertions.assertThat;

/// Graphs that no one wishes for, in a window with graph, tree, table and inspector.
class MonstersViewTest {

    private final FxRobot robot = new FxRobot();
    private SessionModel session = Sessions.empty();
    private GraphViewModel graph = new GraphViewModel(session);
    private BorderPane window = new BorderPane();

    private void open(Graph model) throws TimeoutException {
        session = Sessions.with(model);
        graph = new GraphViewModel(session);
        FxToolkit.registerPrimaryStage();
        window = FxToolkit.setupFixture(this::build);
        Stages.showInCorner(robot, window, 980, 900);
    }

    private BorderPane build() {
        SearchViewModel search = new SearchViewModel(graph);
        SelectionViewModel selection = new SelectionViewModel(session, graph, search);
        BorderPane all = new BorderPane(
                new GraphView(new GraphView.Models(graph, selection, search), session.themeProperty()));
        all.setLeft(new ModelView(new ModelViewModel(session), session.selectionProperty(),
                session.hoveredProperty()));
        all.setBottom(new LayersView(new LayersViewModel(session), session.selectionProperty(),
                session.hoveredProperty()));
        InspectorView inspector = new InspectorView(new InspectorViewModel(session), session.themeProperty());
        inspector.setPrefWidth(240);
        all.setRight(inspector);
        return all;
    }

    private GraphCanvas canvas() {
        return (GraphCanvas) window.lookup("#graph");
    }

    private PlacedBox closed() {
        return graph.shown().scene().boxes().stream().filter(box -> graph.canActivate(box.id())).findFirst()
                .orElseThrow();
    }

    /// Brings a box into view and moves the pointer onto its lower part.
    private void pointAt(PlacedBox box) {
        robot.interact(() -> canvas().reveal(box.id()));
        Bounds bounds = canvas().boundsInScene(box.id()).orElseThrow();
        robot.moveTo(window.localToScreen(bounds.getCenterX(), bounds.getMaxY() - 4));
    }

    static Stream<Arguments> monsters() {
        return Stream.of(Arguments.of("a chain of 20,000", Monsters.chain(20_000, i -> "n" + i)),
                Arguments.of("a node with 5,000 inputs", Monsters.star(5_000)),
                Arguments.of("a tangle of 5,000", Monsters.tangle(5_000, 1)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("monsters")
    void aPartIsSelectedByAClickAndOpens(String name, Graph model) throws TimeoutException {
        open(model);
        int before = canvas().getGraph().boxes().size();
        PlacedBox part = closed();
        pointAt(part);
        robot.clickOn();
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(session.selectionProperty().get().nodes()).isNotEmpty();
        Stages.keepPicture(robot, window, "monster-" + model.nodes().size());
        robot.interact(() -> graph.activate(part.id(), false));
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(canvas().getGraph().boxes().size()).isGreaterThan(before);
    }

    @Test
    void oddNamesTakeNoMoreRoomThanOthers() throws TimeoutException {
        open(Monsters.oddNames());
        robot.interact(() -> graph.details().namesProperty().set(true));
        WaitForAsyncUtils.waitForFxEvents();
        Stages.keepPicture(robot, window, "monster-names");
        assertThat(canvas().getGraph().boxes()).allMatch(box -> box.bounds().w() < 400);
        assertThat(window.lookupAll(".tree-cell")).isNotEmpty()
                .allMatch(cell -> cell.getLayoutBounds().getWidth() <= window.getWidth());
        pointAt(graph.shown().scene().boxes().get(1));
        robot.clickOn();
        WaitForAsyncUtils.waitForFxEvents();
        Node inspector = window.getRight();
        assertThat(inspector.getLayoutBounds().getWidth()).isLessThanOrEqualTo(240);
        assertThat(robot.from(inspector).lookup(".inspector-name").queryLabeled().getText()).contains("…")
                .hasSizeLessThan(300);
        Stages.keepPicture(robot, window, "monster-names-inspector");
    }

    @Test
    void theWayBackFromFiftySubGraphsFitsTheWindow() throws TimeoutException {
        open(Monsters.nestedIfs(50));
        for (int level = 0; level < 50; level++) {
            PlacedBox holder = closed();
            robot.interact(() -> graph.activate(holder.id(), false));
        }
        WaitForAsyncUtils.waitForFxEvents();
        Node way = window.lookup("#breadcrumb");
        Stages.keepPicture(robot, window, "monster-nested");
        assertThat(way.isVisible()).isTrue();
        assertThat(way.getBoundsInParent().getMaxX()).isLessThanOrEqualTo(canvas().getWidth());
        robot.interact(() -> robot.from(way).lookup((Labeled l) -> l.getText().equals("model")).queryLabeled()
                .fireEvent(new javafx.event.ActionEvent()));
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(way.isVisible()).isFalse();
    }
}
