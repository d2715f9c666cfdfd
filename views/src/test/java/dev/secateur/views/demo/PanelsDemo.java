package dev.secateur.views.demo;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.stream.Collectors;
import javafx.application.Platform;
import javafx.geometry.Orientation;
import javafx.scene.Scene;
import javafx.scene.control.SplitPane;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.BorderPane;
import javafx.stage.Stage;

import dev.secateur.engine.block.Variant;
import dev.secateur.views.canvas.picture.PngEncoder;
import dev.secateur.views.depth.DepthView;
import dev.secateur.views.depth.DepthViewModel;
import dev.secateur.views.depth.MergeClock;
import dev.secateur.views.graph.ColourBy;
import dev.secateur.views.graph.GraphView;
import dev.secateur.views.graph.GraphViewModel;
import dev.secateur.views.graph.SearchViewModel;
import dev.secateur.views.graph.SelectionViewModel;
import dev.secateur.views.inspector.InspectorView;
import dev.secateur.views.inspector.InspectorViewModel;
import dev.secateur.views.layers.LayersView;
import dev.secateur.views.layers.LayersViewModel;
import dev.secateur.views.model.ModelView;
import dev.secateur.views.model.ModelViewModel;
import dev.secateur.views.session.EngineWork;
import dev.secateur.views.session.Selection;
import dev.secateur.views.session.SessionModel;
import dev.secateur.views.theme.Theme;

/// Shows tree, graph, table and panel of one model and takes pictures.
///
/// Arguments: the model (or `-`), then steps in turn: `dark`, `light`, `depth`, `inspector`, `colour=MACS`,
/// `blocks=ID,ID`, `blocks=all`, `variant=ID:CENTRE_TAP`, `node=ID`, `toggle=LABEL`, `open`, `measure`, `apply`,
/// `search=WORDS`, `next`, `size=WxH`, `shot=FILE`.
public final class PanelsDemo {

    private static final int PULSES = 4;

    private final DemoJobs jobs = new DemoJobs();
    private final SessionModel session = new SessionModel(jobs, new EngineWork());
    private final GraphViewModel graph = new GraphViewModel(session);
    private final SearchViewModel search = new SearchViewModel(graph);
    private final DepthViewModel depth = new DepthViewModel(session, MergeClock.ofRuntime());
    private final BorderPane right = new BorderPane();
    private final DepthView depthView = new DepthView(depth, session.themeProperty());
    private final InspectorView inspector = new InspectorView(new InspectorViewModel(session), session.themeProperty());
    private final Scene scene = scene();

    /// Shows the window; see the class for the arguments.
    public static void main(String[] args) throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        Platform.startup(started::countDown);
        started.await();
        PanelsDemo demo = inWindow(PanelsDemo::new);
        inWindow(() -> {
            Stage stage = new Stage();
            stage.setScene(demo.scene);
            stage.show();
            return stage;
        });
        if (!args[0].equals("-")) {
            inWindow(() -> demo.session.open(Path.of(args[0])));
        }
        for (String step : Arrays.asList(args).subList(1, args.length)) {
            demo.settle();
            inWindow(() -> {
                demo.take(step);
                return step;
            });
        }
        demo.settle();
        System.exit(0);
    }

    private Scene scene() {
        SelectionViewModel selection = new SelectionViewModel(session, graph, search);
        GraphView graphView = new GraphView(new GraphView.Models(graph, selection, search), session.themeProperty());
        LayersView layers = new LayersView(new LayersViewModel(session), session.selectionProperty(),
                session.hoveredProperty());
        ModelView model = new ModelView(new ModelViewModel(session), session.selectionProperty(),
                session.hoveredProperty());
        SplitPane middle = new SplitPane(graphView, layers);
        middle.setOrientation(Orientation.VERTICAL);
        middle.setDividerPositions(0.69);
        right.setCenter(depthView);
        right.setMinWidth(320);
        right.setPrefWidth(368);
        model.setPrefWidth(248);
        BorderPane root = new BorderPane(middle);
        root.setLeft(model);
        root.setRight(right);
        Scene made = new Scene(root, 1600, 920);
        Theme.LIGHT.applyTo(made);
        return made;
    }

    private void take(String step) throws Exception {
        String[] parts = step.split("=", 2);
        String value = parts.length > 1 ? parts[1] : "";
        switch (parts[0]) {
            case "dark", "light" -> theme(parts[0].equals("dark") ? Theme.DARK : Theme.LIGHT);
            case "depth" -> right.setCenter(depthView);
            case "inspector" -> right.setCenter(inspector);
            case "colour" -> graph.colourByProperty().set(ColourBy.valueOf(value));
            case "blocks" -> {
                if (value.equals("all")) {
                    depth.selectAllMergeable();
                } else {
                    session.select(Selection.ofBlocks(Set.of(value.split(","))));
                }
            }
            case "variant" -> depth.choose(value.split(":")[0], Variant.valueOf(value.split(":")[1]));
            case "node" -> session.select(Selection.ofNodes(
                    Arrays.stream(value.split(",")).map(Integer::valueOf).collect(Collectors.toSet())));
            case "toggle" -> graph.shown().picture().diagram().boxes().stream().filter(b -> b.title().equals(value))
                    .findFirst().ifPresent(b -> graph.toggle(b.id(), false));
            case "open" -> graph.setAllOpen(true);
            case "measure" -> depth.measure();
            case "apply" -> depth.apply();
            case "search" -> search.queryProperty().set(value);
            case "next" -> search.next();
            case "fit" -> ((dev.secateur.views.canvas.GraphCanvas) scene.lookup("#graph")).fitAll();
            case "shot" -> shoot(Path.of(value));
            default -> throw new IllegalArgumentException(step);
        }
    }

    private void theme(Theme theme) {
        theme.applyTo(scene);
        session.themeProperty().set(theme);
    }

    private void shoot(Path file) throws Exception {
        WritableImage image = scene.snapshot(null);
        Files.write(file, PngEncoder.encode(image));
    }

    /// Waits until no job is left and what it changed has been laid out.
    private void settle() throws Exception {
        do {
            jobs.awaitIdle();
            CountDownLatch pulses = new CountDownLatch(PULSES);
            Runnable listener = () -> {
                pulses.countDown();
                Platform.requestNextPulse();
            };
            inWindow(() -> {
                scene.addPostLayoutPulseListener(listener);
                Platform.requestNextPulse();
                return listener;
            });
            pulses.await();
            inWindow(() -> {
                scene.removePostLayoutPulseListener(listener);
                return listener;
            });
        } while (!jobs.isIdle());
        inWindow(() -> {
            if (session.jobs().problemProperty().get() != null) {
                throw new IllegalStateException(session.jobs().problemProperty().get().sentence());
            }
            if (session.jobs().defectProperty().get() != null) {
                throw new IllegalStateException(session.jobs().defectProperty().get().error());
            }
            return scene;
        });
    }

    private static <T> T inWindow(java.util.concurrent.Callable<T> work) throws Exception {
        FutureTask<T> task = new FutureTask<>(work);
        Platform.runLater(task);
        return task.get();
    }
}
