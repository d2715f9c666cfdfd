package dev.secateur.app.window;

import java.nio.file.Path;
import javafx.animation.AnimationTimer;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.value.ChangeListener;
import javafx.beans.value.ObservableValue;
import javafx.scene.layout.StackPane;

import dev.secateur.app.actions.Screen;
import dev.secateur.app.settings.WindowSettings;
import dev.secateur.views.canvas.GraphCanvas;
import dev.secateur.views.canvas.model.LayoutOptions.Arrangement;
import dev.secateur.views.canvas.model.Viewport;
import dev.secateur.views.depth.DepthView;
import dev.secateur.views.depth.DepthViewModel;
import dev.secateur.views.depth.MergeClock;
import dev.secateur.views.graph.GraphViewModel;
import dev.secateur.views.graph.SearchViewModel;
import dev.secateur.views.inspector.InspectorView;
import dev.secateur.views.inspector.InspectorViewModel;
import dev.secateur.views.session.SessionModel;
import dev.secateur.views.version.VersionsView;
import dev.secateur.views.version.VersionsViewModel;

/// The views of the window and their view models, put together.
final class Workspace {

    private static final double ZOOM_STEP = 1.25;

    private final GraphViewModel graph;
    private final SearchViewModel search;
    private final GraphCanvas canvas = new GraphCanvas();
    private final Panels panels;
    private final BooleanProperty leftToRight = new SimpleBooleanProperty();

    Workspace(SessionModel session, WindowSettings window) {
        graph = new GraphViewModel(session);
        search = new SearchViewModel(session, graph);
        canvas.themeProperty().bind(session.themeProperty());
        graph.shownProperty().addListener((o, was, is) -> canvas.setGraph(is.scene(), is.anchor()));
        leftToRight.addListener((o, was, is) -> graph.arrangementProperty()
                .set(is ? Arrangement.LEFT_TO_RIGHT : Arrangement.COLUMNS));
        RightPanel right = new RightPanel(session, new DepthView(new DepthViewModel(session, MergeClock.ofRuntime())),
                new InspectorView(new InspectorViewModel(session), session.themeProperty()));
        VersionsView versions = new VersionsView(new VersionsViewModel(session));
        panels = new Panels(new Panels.Parts(new StackPane(), versions, canvas, new StackPane(), right),
                window);
    }

    Panels panels() {
        return panels;
    }

    SearchViewModel search() {
        return search;
    }

    BooleanProperty leftToRightProperty() {
        return leftToRight;
    }

    /// 1 for 100 %.
    ObservableValue<Number> zoom() {
        return canvas.viewportProperty().map(Viewport::zoom);
    }

    void focusGraph() {
        canvas.requestFocus();
    }

    void move(Screen.Move move) {
        switch (move) {
            case ZOOM_IN -> canvas.zoomBy(ZOOM_STEP);
            case ZOOM_OUT -> canvas.zoomBy(1 / ZOOM_STEP);
            case ACTUAL_SIZE -> canvas.zoomToActualSize();
            case FIT -> canvas.fit();
            case SELECT_ALL -> canvas.fitAll();
            case OPEN_ALL_BLOCKS -> graph.setAllOpen(true);
            case CLOSE_ALL_BLOCKS -> graph.setAllOpen(false);
        }
    }

    /// Runs this once, after the pulse that painted a graph for the first time.
    void whenPictured(Runnable action) {
        graph.shownProperty().addListener(new ChangeListener<>() {
            @Override
            public void changed(ObservableValue<? extends GraphViewModel.Shown> o, GraphViewModel.Shown was,
                    GraphViewModel.Shown is) {
                if (!is.isEmpty()) {
                    graph.shownProperty().removeListener(this);
                    afterPulses(2, action);
                }
            }
        });
    }

    private static void afterPulses(int pulses, Runnable action) {
        new AnimationTimer() {
            private int left = pulses;

            @Override
            public void handle(long now) {
                if (left-- == 0) {
                    stop();
                    action.run();
                }
            }
        }.start();
    }

    void exportPicture(Path target, Screen.Picture format) {}
}
