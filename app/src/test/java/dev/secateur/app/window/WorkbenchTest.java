package dev.secateur.app.window;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.util.WaitForAsyncUtils;

import dev.secateur.app.settings.WindowSettings;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.job.Job;
import dev.secateur.engine.onnx.OnnxReader;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.runtime.OrtOptions;
import dev.secateur.engine.runtime.OrtSession;
import dev.secateur.engine.runtime.SampleInputs;
import dev.secateur.engine.session.Version;
import dev.secateur.engine.shape.Bindings;
import dev.secateur.views.archive.ArchiveRow;
import dev.secateur.views.canvas.GraphCanvas;
import dev.secateur.views.canvas.model.PlacedBox;
import dev.secateur.views.component.TableText;
import dev.secateur.views.session.SessionModel;
import dev.secateur.views.session.Status;

import static org.assertj.core.api.Assertions.assertThat;

/// The user's whole path with mouse and keys, on the sample model.
class WorkbenchTest {

    @TempDir
    Path folder;

    private @Nullable WindowTrial opened;

    @BeforeEach
    void openTheWindow() throws Exception {
        WindowSettings size = new WindowSettings(1000, 940, false, 248, 340, 180, 200, false, true, true);
        opened = new WindowTrial(folder, size, UnaryOperator.identity());
        window().open(WindowTrial.sample(folder));
    }

    @AfterEach
    void closeTheWindow() throws Exception {
        window().close();
    }

    private WindowTrial window() {
        return Objects.requireNonNull(opened);
    }

    private SessionModel session() {
        return window().session;
    }

    @Test
    void blocksAreSelectedWithABoxMergedUndoneMergedAgainAndExported() throws Exception {
        window().keepPicture("1-opened");
        selectWithABox("stage1.block1", "stage1.block3");
        assertThat(session().selection().blocks()).containsExactlyInAnyOrder("stage1.block1", "stage1.block2",
                "stage1.block3");
        assertThat(window().shows("depth-apply")).as("in a narrow window the panel waits to be asked for").isFalse();
        window().robot.push(KeyCode.ENTER);
        WindowTrial.waitUntil(() -> window().shows("card-stage1.block1"));
        assertThat(window().shows("card-stage1.block3")).isTrue();
        window().keepPicture("2-selected");

        applyAndWaitFor(1);
        window().keepPicture("3-merged");
        int nodesAfter = window().present().graph().nodes().size();
        assertThat(nodesAfter).isLessThan(original().graph().nodes().size());

        window().robot.push(KeyCode.CONTROL, KeyCode.Z);
        WindowTrial.waitUntil(() -> window().present().isOriginal());
        WindowTrial.waitUntil(() -> window().shows("card-stage1.block2"));
        applyAndWaitFor(2);
        assertThat(window().present().parent()).isZero();
        assertThat(Objects.requireNonNull(session().tree()).versions()).hasSize(3);

        window().robot.push(KeyCode.CONTROL, KeyCode.S);
        WindowTrial.waitUntil(
                () -> Files.exists(folder.resolve("merged.onnx")) && session().jobs().running().isEmpty());
        assertThat(session().statusProperty().get().kind()).as(session().statusProperty().get().text())
                .isEqualTo(Status.Kind.GOOD);
        window().keepPicture("4-exported");
        assertThat(window().dialogs.defects).isEmpty();
        runsInOnnxRuntime(folder.resolve("merged.onnx"), nodesAfter);
    }

    @Test
    void allRowsOfATableAreSavedAsTextForOtherPrograms() throws Exception {
        TableView<?> table = window().robot.lookup("#layers").queryAs(TableView.class);
        String[] csv = new String[1];
        window().robot.interact(() -> csv[0] = TableText.csv(table));
        List<String> lines = csv[0].lines().toList();
        assertThat(lines).hasSize(1 + table.getItems().size());
        assertThat(lines.getFirst()).startsWith("#,Layer,Operator,Kernel,Channels,Output,Parameters");
        assertThat(lines.get(1)).startsWith("1,conv1,Conv,3×3,1 → 16,28×28,176,");
        assertThat(lines.get(3)).contains(",2336,");
        assertThat(lines.getLast()).as("a row that was never seen").contains("64 → 10");

        window().robot.rightClickOn("stage1.block1.conv1");
        window().robot.clickOn("#table-copy");
        window().robot.interact(() -> assertThat(javafx.scene.input.Clipboard.getSystemClipboard().getString())
                .startsWith("#\tLayer\tOperator").contains("\t2336\t"));
    }

    @Test
    void nothingMovesFromUnderThePointerWhenJobsBeginAndEnd() throws Exception {
        List<String> aims = List.of("graph", "layer-kind", "all-jobs");
        Map<String, Bounds> before = places(aims);
        CountDownLatch first = new CountDownLatch(1);
        CountDownLatch second = new CountDownLatch(1);
        start("First", first);
        start("Second", second);
        WindowTrial.waitUntil(() -> tiles().size() == 2);
        window().keepPicture("9-jobs-strip");
        assertThat(places(aims)).isEqualTo(before);
        Bounds ofSecond = tiles().get(1).localToScene(tiles().get(1).getBoundsInLocal());

        first.countDown();
        WindowTrial.waitUntil(() -> session().jobs().running().size() == 1);
        assertThat(tiles().get(1).localToScene(tiles().get(1).getBoundsInLocal())).isEqualTo(ofSecond);
        second.countDown();
        WindowTrial.waitUntil(() -> window().says("No job is running"));
        assertThat(places(aims)).isEqualTo(before);
    }

    private void start(String title, CountDownLatch end) {
        window().robot.interact(() -> session().jobs().start(new Job<>(title, Job.Lane.COMPUTE, p -> {
            p.report(0.25, "step 1 of 4");
            try {
                end.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return title;
        }), done -> {}));
    }

    private List<Node> tiles() {
        return List.copyOf(window().robot.lookup(".job-tile").queryAll());
    }

    private Map<String, Bounds> places(List<String> ids) {
        return ids.stream().collect(Collectors.toMap(id -> id, id -> {
            Node node = window().robot.lookup("#" + id).query();
            return node.localToScene(node.getBoundsInLocal());
        }));
    }

    @Test
    void whatWasDoneStandsInTheListOfJobs() throws Exception {
        window().robot.push(KeyCode.CONTROL, KeyCode.S);
        WindowTrial.waitUntil(
                () -> Files.exists(folder.resolve("merged.onnx")) && session().jobs().running().isEmpty());
        window().robot.clickOn("#all-jobs");
        WindowTrial.waitUntil(() -> window().shows("jobs-pane"));
        window().robot.clickOn("Export merged.onnx");
        window().robot.clickOn("#copy-log");
        window().keepPicture("8-jobs");
        window().robot.interact(() -> assertThat(javafx.scene.input.Clipboard.getSystemClipboard().getString())
                .startsWith("Export merged.onnx").contains("Exported merged.onnx"));
        window().robot.push(KeyCode.ESCAPE);
        assertThat(window().shows("jobs-pane")).isFalse();
    }

    @Test
    void theSourceIsNeverWrittenAndACancelledChooserExportsNothing() throws Exception {
        Path source = WindowTrial.sample(folder);
        byte[] before = Files.readAllBytes(source);
        window().dialogs.target = java.util.Optional.of(source);
        window().robot.push(KeyCode.CONTROL, KeyCode.S);
        WindowTrial.waitUntil(() -> session().jobs().problemProperty().get() != null);
        assertThat(window().says("Copy details")).isTrue();
        assertThat(Files.readAllBytes(source)).isEqualTo(before);
        window().dialogs.target = java.util.Optional.empty();
        window().robot.interact(() -> session().jobs().problemProperty().set(null));
        window().robot.push(KeyCode.CONTROL, KeyCode.S);
        WindowTrial.waitUntil(() -> window().dialogs.asked.size() == 2);
        assertThat(session().jobs().problemProperty().get()).isNull();
        assertThat(session().jobs().running()).isEmpty();
        assertThat(window().dialogs.asked).containsExactly("target sample_v0.onnx", "target sample_v0.onnx");
    }

    @Test
    void anExistingFileIsReplacedAsAWholeOnceTheChooserAllowedIt() throws Exception {
        Path target = Files.writeString(folder.resolve("merged.onnx"), "an older file");
        window().robot.push(KeyCode.CONTROL, KeyCode.S);
        WindowTrial.waitUntil(() -> Files.size(target) > 1000 && session().jobs().running().isEmpty());
        assertThat(OnnxReader.read(target).nodes()).hasSameSizeAs(original().graph().nodes());
        try (var files = Files.list(folder)) {
            assertThat(files.filter(Files::isRegularFile).map(f -> f.getFileName().toString()))
                    .containsExactlyInAnyOrder("merged.onnx",
                            "sample.onnx");
        }
    }

    @Test
    void whatIsReloadedOverStaysInItsSession() throws Exception {
        selectWithABox("stage1.block1", "stage1.block2");
        window().robot.push(KeyCode.ENTER);
        applyAndWaitFor(1);
        WindowTrial.waitUntil(() -> window().says("Session kept"));
        window().robot.push(KeyCode.F5);
        WindowTrial.waitUntil(() -> window().present().isOriginal() && session().jobs().running().isEmpty());
        assertThat(window().dialogs.asked).isEmpty();
        WindowTrial.waitUntil(() -> window().store().all().sessions().stream().anyMatch(k -> k.file().closed()));
        String kept = window().store().all().sessions().stream().filter(k -> k.file().closed()).findFirst()
                .orElseThrow().id();
        window().robot.interact(() -> window().shell().reopen(
                new ArchiveRow(kept, folder.resolve("sample.onnx"), 2, 0, "", 0, ArchiveRow.State.CLOSED)));
        WindowTrial.waitUntil(() -> window().shell().shown().model().session().present() != null);
        SessionModel again = window().shell().shown().model().session();
        WindowTrial.waitUntil(() -> again.analysis() != null && again.jobs().running().isEmpty());
        assertThat(again).isNotSameAs(session());
        assertThat(Objects.requireNonNull(again.present()).label()).startsWith("Merge");
        window().keepPicture("9-two-models");
        window().robot.push(KeyCode.CONTROL, KeyCode.W);
        WindowTrial.waitUntil(() -> window().shell().shown().model().session() == session());
        assertThat(window().shows("model-tabs")).isFalse();
    }

    @Test
    void aBadFileLeavesTheWindowUsable() throws Exception {
        Path bad = Files.writeString(folder.resolve("bad.onnx"), "plain words, no model");
        window().robot.interact(() -> session().open(bad));
        WindowTrial.waitUntil(() -> session().jobs().problemProperty().get() != null);
        window().keepPicture("5-bad-file");
        window().robot.clickOn("Copy details");
        window().robot.interact(() -> assertThat(javafx.scene.input.Clipboard.getSystemClipboard().getString())
                .contains("bad.onnx"));
        assertThat(window().present().isOriginal()).isTrue();
        selectWithABox("stage2.block2", "stage2.block3");
        assertThat(session().selection().blocks()).containsExactlyInAnyOrder("stage2.block2", "stage2.block3");
    }

    @Test
    void thePaletteFindsAndRunsACommand() throws Exception {
        window().robot.push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.P);
        window().robot.write("dark theme");
        window().keepPicture("6-palette");
        window().robot.push(KeyCode.ENTER);
        WindowTrial.waitUntil(() -> session().themeProperty().get() == dev.secateur.views.theme.Theme.DARK);
        window().keepPicture("7-dark");
    }

    private Version original() {
        return Objects.requireNonNull(session().tree()).original();
    }

    /// Drags with Shift from above the first block to below the last one.
    private void selectWithABox(String first, String last) {
        Bounds from = boundsOf(first);
        Bounds to = boundsOf(last);
        Point2D start = new Point2D(from.getMinX() - 3, from.getMinY() + 4);
        Point2D end = new Point2D(to.getMaxX() - 6, to.getMaxY() - 4);
        window().robot.press(KeyCode.SHIFT);
        window().robot.drag(start).dropTo(end);
        window().robot.release(KeyCode.SHIFT);
        WaitForAsyncUtils.waitForFxEvents();
    }

    private Bounds boundsOf(String block) {
        GraphCanvas canvas = window().canvas();
        PlacedBox box = canvas.getGraph().boxes().stream().filter(b -> b.box().title().equals(block)).findFirst()
                .orElseThrow();
        return canvas.localToScreen(canvas.boundsInView(box.id()).orElseThrow());
    }

    private void applyAndWaitFor(int version) throws Exception {
        // While times are measured the jobs strip may come up and move the button away from under the pointer.
        WindowTrial.waitUntil(() -> !window().robot.lookup("#depth-apply").queryAs(Button.class).isDisabled()
                && session().jobs().running().isEmpty());
        window().robot.clickOn("#depth-apply");
        WindowTrial.waitUntil(() -> window().present().id() == version && session().analysis() != null
                && session().jobs().running().isEmpty());
    }

    private static void runsInOnnxRuntime(Path file, int nodes) throws ProblemException {
        Graph graph = OnnxReader.read(file);
        assertThat(graph.nodes()).hasSize(nodes);
        try (OrtSession exported = OrtSession.open(file, OrtOptions.defaults().withThreads(1))) {
            assertThat(exported.run(SampleInputs.normal(graph, Bindings.none(), 2, 1)).values()).isNotEmpty();
        }
    }
}
