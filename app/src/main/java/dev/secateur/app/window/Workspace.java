package dev.secateur.app.window;

import java.util.List;
import java.util.function.Consumer;
import javafx.animation.AnimationTimer;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ChangeListener;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;

import dev.secateur.app.actions.Screen;
import dev.secateur.app.settings.WindowSettings;
import dev.secateur.engine.compress.Methods;
import dev.secateur.engine.compress.sizes.FixSizes;
import dev.secateur.engine.session.Version;
import dev.secateur.views.archive.RecoveryPane;
import dev.secateur.views.bits.BitsView;
import dev.secateur.views.bits.BitsViewModel;
import dev.secateur.views.bits.EngineBits;
import dev.secateur.views.bits.PoliciesViewModel;
import dev.secateur.views.canvas.GraphCanvas;
import dev.secateur.views.canvas.model.Box;
import dev.secateur.views.canvas.model.LayoutOptions.Arrangement;
import dev.secateur.views.canvas.model.Viewport;
import dev.secateur.views.chart.ScatterPlot;
import dev.secateur.views.choice.ChoiceView;
import dev.secateur.views.choice.ChoiceViewModel;
import dev.secateur.views.compare.CompareView;
import dev.secateur.views.compare.EngineCompare;
import dev.secateur.views.compare.FrontierViewModel;
import dev.secateur.views.compare.PairViewModel;
import dev.secateur.views.depth.DepthView;
import dev.secateur.views.depth.DepthViewModel;
import dev.secateur.views.depth.MergeClock;
import dev.secateur.views.dynamic.DynamicView;
import dev.secateur.views.dynamic.DynamicViewModel;
import dev.secateur.views.gamma.EngineGamma;
import dev.secateur.views.gamma.GammaView;
import dev.secateur.views.gamma.GammaViewModel;
import dev.secateur.views.graph.DetailSwitches;
import dev.secateur.views.graph.GraphView;
import dev.secateur.views.graph.GraphViewModel;
import dev.secateur.views.graph.SearchViewModel;
import dev.secateur.views.graph.SelectionViewModel;
import dev.secateur.views.inspector.InspectorView;
import dev.secateur.views.inspector.InspectorViewModel;
import dev.secateur.views.layers.LayersView;
import dev.secateur.views.layers.LayersViewModel;
import dev.secateur.views.memory.MemoryView;
import dev.secateur.views.memory.MemoryViewModel;
import dev.secateur.views.method.MethodsView;
import dev.secateur.views.method.MethodsViewModel;
import dev.secateur.views.model.ModelView;
import dev.secateur.views.model.ModelViewModel;
import dev.secateur.views.scop.ScopView;
import dev.secateur.views.scop.ScopViewModel;
import dev.secateur.views.search.CandidatesView;
import dev.secateur.views.search.CandidatesViewModel;
import dev.secateur.views.session.SessionModel;
import dev.secateur.views.training.TrainingView;
import dev.secateur.views.training.TrainingViewModel;
import dev.secateur.views.training.TrainingWork;
import dev.secateur.views.version.VersionsView;
import dev.secateur.views.version.VersionsViewModel;

/// The views of the window and their view models, put together.
final class Workspace {

    private static final double ZOOM_STEP = 1.25;

    private final GraphViewModel graph;
    private final SearchViewModel search;
    private final SelectionViewModel selection;
    private final GraphView view;
    private final GraphCanvas canvas;
    private final SessionModel session;
    private final LayersView layers;
    private final Panels panels;
    private final MethodsView methods;
    private final DepthViewModel depth;
    private final RightPanel right;
    private final TrainingViewModel training;
    private final ViewTabs tabs = new ViewTabs();
    private final FrontierViewModel versions;
    private final StackPane middle;
    private final BooleanProperty leftToRight = new SimpleBooleanProperty();
    private final StringProperty comparing = new SimpleStringProperty("");

    /// @param doors what views cannot do by themselves
    Workspace(SessionModel session, TrainingWork training, WindowSettings window, CompareView.Doors doors) {
        graph = new GraphViewModel(session);
        search = new SearchViewModel(graph);
        this.session = session;
        selection = new SelectionViewModel(session, graph, search);
        view = new GraphView(new GraphView.Models(graph, selection, search), session.themeProperty());
        canvas = view.canvas();
        leftToRight.addListener((o, was, is) -> arrange(is));
        graph.arrangementProperty().addListener((o, was, is) -> leftToRight.set(is == Arrangement.LEFT_TO_RIGHT));
        layers = new LayersView(new LayersViewModel(session), session.scope().selectionProperty(),
                session.scope().hoveredProperty());
        layers.setOnExport(doors.saveTable());
        versions = new FrontierViewModel(session);
        ModelView tree = new ModelView(new ModelViewModel(session), session.selectionProperty(),
                session.hoveredProperty());
        depth = new DepthViewModel(session, MergeClock.ofRuntime());
        DepthView merging = new DepthView(depth, session.themeProperty());
        merging.setOnCompare(this::showBeforeAndAfter);
        methods = new MethodsView(new MethodsViewModel(session, Methods.all()));
        right = new RightPanel(session, merging,
                new InspectorView(new InspectorViewModel(session), session.themeProperty()),
                methods);
        VersionsView list = new VersionsView(new VersionsViewModel(session));
        this.training = new TrainingViewModel(session, training);
        StackPane centre = centre(doors);
        middle = centre;
        panels = new Panels(new Panels.Parts(tree, list, centre, layers, right),
                window);
        tabs.shownProperty().addListener((o, was, is) -> panels.setAlone(is.isAlone()));
        right.setOnClose(() -> panels.rightOpenProperty().set(false));
        view.setOnPreview(() -> {
            panels.rightOpenProperty().set(true);
            depth.measure();
        });
    }

    /// Holds the present against the version it was made from, in the tab Compare.
    void showBeforeAndAfter() {
        versions.compareWithParent();
        tabs.shownProperty().set(ViewTabs.Tab.COMPARE);
    }

    private StackPane centre(CompareView.Doors doors) {
        VBox drawn = new VBox(BatchNote.of(session), SizesNote.of(session, () -> showMethod(FixSizes.ID)), view);
        VBox.setVgrow(view, Priority.ALWAYS);
        MemoryView memory = new MemoryView(new MemoryViewModel(session), session.themeProperty(),
                session.selectionProperty(), session.hoveredProperty());
        TrainingView learning = new TrainingView(training, session.themeProperty(), doors.chooseData());
        GammaView slimming = new GammaView(new GammaViewModel(session, new EngineGamma()), session.themeProperty(),
                session.selectionProperty());
        shownFor(slimming, ViewTabs.Tab.SLIMMING);
        ScopView scop = new ScopView(new ScopViewModel(session), session.themeProperty());
        shownFor(scop, ViewTabs.Tab.SCOP);
        DynamicView dynamic = new DynamicView(new DynamicViewModel(session), session.themeProperty());
        shownFor(dynamic, ViewTabs.Tab.DYNAMIC);
        ChoiceView choice = new ChoiceView(new ChoiceViewModel(session), session.themeProperty(),
                new ChoiceView.Doors(() -> tabs.shownProperty().set(ViewTabs.Tab.GRAPH),
                        () -> showMethod("proxylessnas")));
        shownFor(choice, ViewTabs.Tab.PROXYLESS);
        shownFor(learning, ViewTabs.Tab.TRAINING);
        shownFor(drawn, ViewTabs.Tab.GRAPH);
        shownFor(memory, ViewTabs.Tab.MEMORY);
        EngineBits bitsWork = new EngineBits();
        BitsViewModel widths = new BitsViewModel(session, bitsWork);
        BitsView bits = new BitsView(widths, new PoliciesViewModel(session, widths, bitsWork), session.themeProperty(),
                session.selectionProperty());
        shownFor(bits, ViewTabs.Tab.BITS);
        CandidatesView candidates = new CandidatesView(new CandidatesViewModel(session), session.themeProperty(),
                () -> showMethod("autocompress"));
        shownFor(candidates, ViewTabs.Tab.SEARCH);
        PairViewModel pair = new PairViewModel(session, versions, new ColumnScenes(), new EngineCompare());
        CompareView compare = new CompareView(versions, pair, session.trials(), session.themeProperty(), doors);
        shownFor(compare, ViewTabs.Tab.COMPARE);
        comparing.bindBidirectional(compare.arrangementProperty());
        return new StackPane(drawn, slimming, memory, scop, dynamic, choice, bits, candidates, learning, compare);
    }

    private void shownFor(Node node, ViewTabs.Tab tab) {
        node.visibleProperty().bind(tabs.shownProperty().isEqualTo(tab));
        // What is not shown must not make the middle as wide as it would like to be.
        node.managedProperty().bind(node.visibleProperty());
    }

    /// What the panel at the right can show; going there brings a tab to the front that leaves room for it.
    List<Screen.Place> rightPanels() {
        return right.places().stream().map(p -> new Screen.Place(p.title(), p.icon(), () -> {
            showRight();
            p.go().run();
        })).toList();
    }

    private void showRight() {
        if (tabs.shownProperty().get().isAlone()) {
            tabs.shownProperty().set(ViewTabs.Tab.GRAPH);
        }
        panels.rightOpenProperty().set(true);
    }

    /// Merging of what is selected.
    DepthViewModel depth() {
        return depth;
    }

    /// Shows the form of a method.
    void showMethod(String id) {
        rightPanels().getLast().go().run();
        methods.choose(id);
    }

    /// The training of the open model that the end of the program cut off.
    RecoveryPane.Training cutOffTraining() {
        return new RecoveryPane.Training(training.cutOffProperty(), () -> {
            tabs.shownProperty().set(ViewTabs.Tab.TRAINING);
            training.goOn();
        }, training::putOff);
    }

    /// Who shows what a method does.
    void setOnHelp(Consumer<String> show) {
        methods.setOnHelp(show);
    }

    LayersView layers() {
        return layers;
    }

    ViewTabs tabs() {
        return tabs;
    }

    /// Lays the graph out from left to right, or back from that in columns; any other arrangement stays.
    private void arrange(boolean across) {
        if (across != (graph.arrangementProperty().get() == Arrangement.LEFT_TO_RIGHT)) {
            graph.arrangementProperty().set(across ? Arrangement.LEFT_TO_RIGHT : Arrangement.COLUMNS);
        }
    }

    /// Shows a tab, also if a model is about to be opened that was looked at in another one before.
    void showOnceOpen(ViewTabs.Tab tab) {
        tabs.shownProperty().set(tab);
        if (session.present() == null) {
            session.presentProperty().addListener(new ChangeListener<>() {
                @Override
                public void changed(ObservableValue<? extends @Nullable Version> o, @Nullable Version was,
                        @Nullable Version is) {
                    session.presentProperty().removeListener(this);
                    tabs.shownProperty().set(tab);
                }
            });
        }
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

    DetailSwitches details() {
        return graph.details();
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
            case SELECT_ALL ->
                selection.selectBoxes(graph.shown().picture().diagram().boxes().stream().map(Box::id).toList());
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

    /// The graph as it is drawn.
    GraphCanvas canvas() {
        return canvas;
    }

    /// What shows the views.
    Node middle() {
        return middle;
    }

    /// All versions as points, as the tab Compare shows them.
    ScatterPlot frontier() {
        return versions.plotProperty().get();
    }

    /// How versions are compared, to be kept for each model.
    StringProperty comparing() {
        return comparing;
    }
}
