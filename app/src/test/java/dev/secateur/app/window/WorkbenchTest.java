package dev.secateur.app.window;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.scene.control.Button;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

import dev.secateur.app.jobs.FxJobRunner;
import dev.secateur.app.settings.Settings;
import dev.secateur.app.settings.SettingsFile;
import dev.secateur.app.settings.SettingsModel;
import dev.secateur.app.settings.WindowSettings;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.onnx.OnnxReader;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.runtime.OrtOptions;
import dev.secateur.engine.runtime.OrtSession;
import dev.secateur.engine.runtime.SampleInputs;
import dev.secateur.engine.session.Version;
import dev.secateur.engine.shape.Bindings;
import dev.secateur.views.canvas.GraphCanvas;
import dev.secateur.views.canvas.model.PlacedBox;
import dev.secateur.views.canvas.picture.PngEncoder;
import dev.secateur.views.session.EngineWork;
import dev.secateur.views.session.SessionModel;
import dev.secateur.views.session.Status;

import static org.assertj.core.api.Assertions.assertThat;

/// The user's whole path with mouse and keys, on the sample model.
class WorkbenchTest {

    private static final String SAMPLE = "dev/secateur/sample/models/resnet20-fashion-untrained.onnx";
    private static final int PATIENCE_SECONDS = 120;

    @TempDir
    Path folder;

    private final FxRobot robot = new FxRobot();
    private final FxJobRunner runner = FxJobRunner.onFxThread();
    private final SessionModel session = new SessionModel(runner, new EngineWork());
    private ScriptedDialogs dialogs = new ScriptedDialogs(Path.of("unused"));

    @BeforeEach
    void openTheWindow() throws TimeoutException {
        dialogs = new ScriptedDialogs(folder.resolve("merged.onnx"));
        WindowSettings size = new WindowSettings(1000, 940, false, 248, 340, 180, 200, false, true, true);
        SettingsModel settings = new SettingsModel(new SettingsFile(folder.resolve("settings.json")),
                Settings.defaults().withWindow(size));
        Stage stage = FxToolkit.registerPrimaryStage();
        FxToolkit.setupFixture(() -> {
            WorkbenchWindow window = new WorkbenchWindow(
                    new WorkbenchWindow.Setting(session, settings, dialogs, then -> {}, stage::hide));
            stage.setScene(window.scene());
            stage.setX(0);
            stage.setY(0);
            stage.show();
            window.place();
            return window;
        });
    }

    @AfterEach
    void closeTheWindow() throws TimeoutException {
        runner.close();
        FxToolkit.cleanupStages();
    }

    @Test
    void blocksAreSelectedWithABoxMergedUndoneMergedAgainAndExported() throws Exception {
        openSample();
        keepPicture("1-opened");
        selectWithABox("stage1.block1", "stage1.block3");
        assertThat(session.selection().blocks()).containsExactlyInAnyOrder("stage1.block1", "stage1.block2",
                "stage1.block3");
        assertThat(hasCard("stage1.block1")).isTrue();
        assertThat(hasCard("stage1.block3")).isTrue();
        keepPicture("2-selected");

        applyAndWaitFor(1);
        keepPicture("3-merged");
        int nodesAfter = present().graph().nodes().size();
        assertThat(nodesAfter).isLessThan(original().graph().nodes().size());

        robot.push(KeyCode.CONTROL, KeyCode.Z);
        waitUntil(() -> present().isOriginal());
        waitUntil(() -> hasCard("stage1.block2"));
        applyAndWaitFor(2);
        assertThat(present().parent()).isZero();
        assertThat(Objects.requireNonNull(session.tree()).versions()).hasSize(3);

        robot.push(KeyCode.CONTROL, KeyCode.S);
        waitUntil(() -> Files.exists(folder.resolve("merged.onnx")) && session.jobs().running().isEmpty());
        assertThat(session.statusProperty().get().kind()).as(session.statusProperty().get().text())
                .isEqualTo(Status.Kind.GOOD);
        keepPicture("4-exported");
        assertThat(dialogs.defects).isEmpty();
        runsInOnnxRuntime(folder.resolve("merged.onnx"), nodesAfter);
    }

    @Test
    void aBadFileLeavesTheWindowUsable() throws Exception {
        openSample();
        Path bad = Files.writeString(folder.resolve("bad.onnx"), "plain words, no model");
        robot.interact(() -> session.open(bad));
        waitUntil(() -> session.jobs().problemProperty().get() != null);
        keepPicture("5-bad-file");
        assertThat(robot.lookup("Copy details").tryQuery()).isPresent();
        assertThat(present().isOriginal()).isTrue();
        selectWithABox("stage2.block2", "stage2.block3");
        assertThat(session.selection().blocks()).containsExactlyInAnyOrder("stage2.block2", "stage2.block3");
    }

    @Test
    void thePaletteFindsAndRunsACommand() throws Exception {
        openSample();
        robot.push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.P);
        robot.write("dark theme");
        keepPicture("6-palette");
        robot.push(KeyCode.ENTER);
        waitUntil(() -> session.themeProperty().get() == dev.secateur.views.theme.Theme.DARK);
        keepPicture("7-dark");
    }

    private void openSample() throws Exception {
        Path file = folder.resolve("sample.onnx");
        try (InputStream in = Objects
                .requireNonNull(WorkbenchTest.class.getClassLoader().getResourceAsStream(SAMPLE), SAMPLE)) {
            Files.copy(in, file);
        }
        robot.interact(() -> session.open(file));
        waitUntil(() -> canvas().getGraph().boxes().size() > 10);
        WaitForAsyncUtils.waitForFxEvents();
    }

    private boolean hasCard(String block) {
        return robot.lookup((javafx.scene.Node node) -> ("card-" + block).equals(node.getId())).tryQuery().isPresent();
    }

    private GraphCanvas canvas() {
        return robot.lookup("#graph").queryAs(GraphCanvas.class);
    }

    private Version present() {
        return Objects.requireNonNull(session.present());
    }

    private Version original() {
        return Objects.requireNonNull(session.tree()).original();
    }

    /// Drags with Shift from above the first block to below the last one.
    private void selectWithABox(String first, String last) {
        Bounds from = boundsOf(first);
        Bounds to = boundsOf(last);
        Point2D start = new Point2D(from.getMinX() - 3, from.getMinY() + 4);
        Point2D end = new Point2D(to.getMaxX() - 6, to.getMaxY() - 4);
        robot.press(KeyCode.SHIFT);
        robot.drag(start).dropTo(end);
        robot.release(KeyCode.SHIFT);
        WaitForAsyncUtils.waitForFxEvents();
    }

    private Bounds boundsOf(String block) {
        GraphCanvas canvas = canvas();
        PlacedBox box = canvas.getGraph().boxes().stream().filter(b -> b.box().title().equals(block)).findFirst()
                .orElseThrow();
        return canvas.localToScreen(canvas.boundsInView(box.id()).orElseThrow());
    }

    private void applyAndWaitFor(int version) throws Exception {
        waitUntil(() -> !robot.lookup("#depth-apply").queryAs(Button.class).isDisabled());
        robot.clickOn("#depth-apply");
        waitUntil(() -> present().id() == version && session.analysis() != null
                && session.jobs().running().isEmpty());
    }

    private static void runsInOnnxRuntime(Path file, int nodes) throws ProblemException {
        Graph graph = OnnxReader.read(file);
        assertThat(graph.nodes()).hasSize(nodes);
        try (OrtSession exported = OrtSession.open(file, OrtOptions.defaults().withThreads(1))) {
            assertThat(exported.run(SampleInputs.normal(graph, Bindings.none(), 2, 1)).values()).isNotEmpty();
        }
    }

    private static void waitUntil(Callable<Boolean> condition) throws TimeoutException {
        WaitForAsyncUtils.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS,
                () -> WaitForAsyncUtils.asyncFx(condition).get());
        WaitForAsyncUtils.waitForFxEvents();
    }

    private void keepPicture(String name) throws IOException {
        WaitForAsyncUtils.waitForFxEvents();
        WritableImage[] image = new WritableImage[1];
        robot.interact(() -> image[0] = canvas().getScene().snapshot(null));
        Path pictures = Files.createDirectories(Path.of("target", "screenshots"));
        Files.write(pictures.resolve("workbench-" + name + ".png"), PngEncoder.encode(image[0]));
    }
}
