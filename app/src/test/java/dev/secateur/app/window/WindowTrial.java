package dev.secateur.app.window;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.image.WritableImage;
import javafx.stage.Stage;

import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

import dev.secateur.app.actions.Screen;
import dev.secateur.app.jobs.ComputeModel;
import dev.secateur.app.jobs.FxJobRunner;
import dev.secateur.app.settings.Settings;
import dev.secateur.app.settings.SettingsFile;
import dev.secateur.app.settings.SettingsModel;
import dev.secateur.app.settings.WindowSettings;
import dev.secateur.engine.kernel.KernelDevices;
import dev.secateur.engine.session.SessionStore;
import dev.secateur.engine.session.Version;
import dev.secateur.views.canvas.GraphCanvas;
import dev.secateur.views.canvas.picture.PngEncoder;
import dev.secateur.views.session.EngineWork;
import dev.secateur.views.session.SessionJournal;
import dev.secateur.views.session.SessionModel;
import dev.secateur.views.training.EngineTraining;

/// The whole window with the real engine behind it and scripted dialogs, driven by mouse and keys.
final class WindowTrial implements AutoCloseable {

    static final String SAMPLE = "dev/secateur/sample/models/resnet20-fashion-untrained.onnx";

    /// A limit for what never comes. On a machine that is busy with other work a window may take minutes to come up.
    private static final int PATIENCE_SECONDS = 900;

    final FxRobot robot = new FxRobot();
    final ComputeModel compute = ComputeModel.onFxThread(() -> new KernelDevices(List.of()));
    final FxJobRunner runner = FxJobRunner.onFxThread(compute::kernels);
    private final EngineWork work = new EngineWork();
    final SessionModel session = new SessionModel(runner, work);
    final ScriptedDialogs dialogs;
    final SettingsModel settings;
    private final Scene scene;
    private final WorkbenchShell shell;
    private final SessionStore store;

    /// Shows the window at the screen's corner.
    WindowTrial(Path folder, WindowSettings size, UnaryOperator<Settings> more) throws TimeoutException {
        dialogs = new ScriptedDialogs(folder.resolve("merged.onnx"));
        settings = new SettingsModel(new SettingsFile(folder.resolve("settings.json")),
                more.apply(Settings.defaults().withWindow(size)));
        store = new SessionStore(folder.resolve("sessions"));
        Iterator<SessionModel> first = List.of(session).iterator();
        // By itself the toolkit waits for half a minute.
        FxToolkit.toolkitContext().setSetupTimeoutInMillis(PATIENCE_SECONDS * 1000L);
        FxToolkit.toolkitContext().setLaunchTimeoutInMillis(PATIENCE_SECONDS * 1000L);
        Stage stage = FxToolkit.registerPrimaryStage();
        WorkbenchShell[] made = new WorkbenchShell[1];
        FxToolkit.setupFixture(() -> {
            WorkbenchShell window = new WorkbenchShell(new WorkbenchShell.Setting(
                    () -> model(first.hasNext() ? first.next() : new SessionModel(runner, work)), store, settings,
                    dialogs,
                    (from, which, then) -> then.accept(sample(folder)), stage::hide));
            made[0] = window;
            stage.setScene(window.scene());
            // The stage is the same for all tests and would keep the size that the last one gave it.
            stage.setWidth(size.width());
            stage.setHeight(size.height());
            stage.setX(0);
            stage.setY(0);
            stage.show();
            window.shown().place();
        });
        shell = Objects.requireNonNull(made[0]);
        scene = shell.scene();
    }

    private OpenModel model(SessionModel of) {
        return new OpenModel(of, new SessionJournal(of, store, () -> 1L << 30), work,
                new EngineTraining(settings.runs(), "test"), compute);
    }

    /// The window with all models that are open.
    WorkbenchShell shell() {
        return shell;
    }

    /// Where sessions are kept.
    SessionStore store() {
        return store;
    }

    /// A window with all panels open.
    static WindowSettings sized(double width, double height) {
        return new WindowSettings(width, height, false, 248, 340, 180, 200, true, true, true);
    }

    /// The sample model as a file of the test's folder.
    static Path sample(Path folder) {
        Path file = folder.resolve("sample.onnx");
        try (InputStream in = Objects
                .requireNonNull(WindowTrial.class.getClassLoader().getResourceAsStream(SAMPLE), SAMPLE)) {
            if (!Files.exists(file)) {
                Files.copy(in, file);
            }
            return file;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /// Opens a model and waits until its graph is drawn.
    void open(Path model) throws TimeoutException {
        robot.interact(() -> session.open(model));
        waitUntilDrawn();
    }

    void waitUntilDrawn() throws TimeoutException {
        waitUntil(() -> session.analysis() != null && canvas().getGraph().boxes().size() > 1
                && session.jobs().running().isEmpty());
    }

    /// The window as commands see it.
    Screen screen() {
        return shell.shown();
    }

    Scene scene() {
        return scene;
    }

    GraphCanvas canvas() {
        return robot.lookup("#graph").queryAs(GraphCanvas.class);
    }

    Version present() {
        return Objects.requireNonNull(session.present());
    }

    /// True if a node with this id is in the scene and seen.
    boolean shows(String id) {
        return robot.lookup((Node node) -> id.equals(node.getId())).tryQuery().filter(WindowTrial::isSeen).isPresent();
    }

    /// True if a node with this text is in the scene and seen.
    boolean says(String text) {
        return robot.lookup(text).tryQuery().filter(WindowTrial::isSeen).isPresent();
    }

    private static boolean isSeen(Node node) {
        for (Node at = node; at != null; at = at.getParent()) {
            if (!at.isVisible()) {
                return false;
            }
        }
        return true;
    }

    static void waitUntil(Callable<Boolean> condition) throws TimeoutException {
        WaitForAsyncUtils.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS,
                () -> WaitForAsyncUtils.asyncFx(condition).get());
        WaitForAsyncUtils.waitForFxEvents();
    }

    /// Keeps a picture of the window under `target/screenshots`, for people to look at.
    void keepPicture(String name) throws IOException {
        WaitForAsyncUtils.waitForFxEvents();
        WritableImage[] image = new WritableImage[1];
        robot.interact(() -> image[0] = scene.snapshot(null));
        Path pictures = Files.createDirectories(Path.of("target", "screenshots"));
        Files.write(pictures.resolve("workbench-" + name + ".png"), PngEncoder.encode(image[0]));
    }

    @Override
    public void close() throws TimeoutException {
        runner.close();
        FxToolkit.cleanupStages();
    }
}
