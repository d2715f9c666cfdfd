package dev.secateur.app.window;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ToggleButton;
import javafx.scene.image.WritableImage;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.util.WaitForAsyncUtils;

import dev.secateur.app.settings.WindowSettings;
import dev.secateur.engine.compress.ConfigJson;
import dev.secateur.engine.compress.Method;
import dev.secateur.engine.compress.Methods;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.store.JsonFile;
import dev.secateur.views.canvas.picture.PngEncoder;
import dev.secateur.views.session.DataChoice;
import dev.secateur.views.session.RunSettings;
import dev.secateur.views.session.Selection;

import static org.assertj.core.api.Assertions.assertThat;

/// Draws the pictures of the guide with the program itself.
class GuidePicturesTest {

    private static final String TRAINED = "dev/secateur/sample/models/resnet20-fashion.onnx";

    private static final Set<String> BLOCKS = Set.of("stage1.block2", "stage2.block3", "stage3.block2");

    private static final int PATIENCE_MINUTES = 15;

    @TempDir
    Path folder;

    /// A window with the trained sample and its data, to take pictures of. Each test draws some, so that one that fails costs the others
    /// nothing; all take minutes on a busy machine.
    private WindowTrial opened() throws Exception {
        Assumptions.assumeTrue(Boolean.getBoolean("secateur.guide"),
                "skipped: give -Dsecateur.guide=true to draw docs/images anew");
        Path model = folder.resolve("resnet20-fashion.onnx");
        try (var in = Objects.requireNonNull(WindowTrial.class.getClassLoader().getResourceAsStream(TRAINED))) {
            Files.copy(in, model);
        }
        WindowSettings size = new WindowSettings(1440, 900, false, 248, 340, 200, 200, true, false, true);
        WindowTrial window = new WindowTrial(folder, size, UnaryOperator.identity());
        window.open(model);
        window.robot.interact(() -> window.session.runSettingsProperty()
                .set(RunSettings.defaults().withData(DataChoice.of("fashion"))));
        return window;
    }

    @Test
    void drawsWhatCanBeSeenAtOnce() throws Exception {
        try (WindowTrial window = opened()) {
            keep(window, "graph");
            Panels panels = window.robot.lookup("#panels").queryAs(Panels.class);
            window.robot.interact(() -> panels.rightOpenProperty().set(true));
            press(window, "#tab-depth");
            window.robot.interact(() -> window.session.select(Selection.ofBlocks(BLOCKS)));
            press(window, "#depth-measure");
            settle(window);
            window.robot.interact(() -> window.canvas().fitAll());
            keep(window, "depth");
            window.robot.interact(() -> {
                window.session.select(Selection.NONE);
                panels.rightOpenProperty().set(false);
            });
            show(window, "slimming");
            show(window, "memory");
        }
    }

    @Test
    void drawsTwoVersionsBesideEachOther() throws Exception {
        try (WindowTrial window = opened()) {
            apply(window, "depth-merge", "{\"blocks\":[\"stage1.block2\",\"stage3.block2\"]}", "Merge 2 blocks");
            back(window);
            apply(window, "l1", "{\"rate\":0.1}", "L1, rate 0.1");
            back(window);
            apply(window, "ptq", "{}", "8 bits");
            compare(window);
        }
    }

    @Test
    void drawsAnExperiment() throws Exception {
        try (WindowTrial window = opened()) {
            apply(window, "scop", "{\"controlEpochs\":1,\"controlPictures\":600,\"recalibrate\":300}",
                    "SCOP, rate 0.45");
            show(window, "scop");
        }
    }

    @Test
    void drawsASearchAndATraining() throws Exception {
        try (WindowTrial window = opened()) {
            apply(window, "autocompress", """
                    {"goal":1.5,"limit":100,
                     "annealing":{"moves":3,"stop":0.3,"pictures":64,"recalibration":64},
                     "admm":{"iterations":1,"epochs":0},
                     "retrain":{"epochs":4,"pictures":800},"purify":{"moves":0}}""", "AutoCompress 1.5×");
            show(window, "search");
            show(window, "training");
        }
    }

    @Test
    void drawsBitWidths() throws Exception {
        try (WindowTrial window = opened()) {
            press(window, "#view-bits");
            press(window, "#bits-start");
            settle(window);
            keep(window, "bits");
        }
    }

    private static void show(WindowTrial window, String tab) throws Exception {
        press(window, "#view-" + tab);
        settle(window);
        keep(window, tab);
    }

    private static void compare(WindowTrial window) throws Exception {
        press(window, "#view-compare");
        press(window, "#compare-time");
        press(window, "#compare-evaluate");
        settle(window);
        window.robot.interact(() -> {
            ((CheckBox) window.scene().getRoot().lookup("#goals")).setSelected(true);
            ((CheckBox) window.scene().getRoot().lookup("#error-bars")).setSelected(true);
        });
        keep(window, "frontier");
        window.robot.interact(() -> List.of("Compare v0", "Compare v1").forEach(
                row -> window.scene().getRoot().lookup("#compare-table").lookupAll(".check-box").stream()
                        .filter(box -> row.equals(box.getAccessibleText())).map(CheckBox.class::cast)
                        .findFirst().orElseThrow().fire()));
        WindowTrial.waitUntil(() -> window.shows("compare-first"));
        settle(window);
        keep(window, "compare");
        press(window, "#pair-layers");
        keep(window, "layers");
        press(window, "#pair-pictures");
        settle(window);
        keep(window, "pictures");
    }

    /// Applies a method to the present and waits for its version.
    private static void apply(WindowTrial window, String method, String config, String label) throws Exception {
        int versions = versions(window);
        Record read = config(Methods.named(method), config);
        window.robot.interact(() -> window.session.apply(method, read, label));
        WaitForAsyncUtils.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES, () -> WaitForAsyncUtils.asyncFx(
                () -> Objects.requireNonNull(window.session.tree()).versions().size() > versions).get());
        settle(window);
    }

    private static int versions(WindowTrial window) {
        return Objects.requireNonNull(window.session.tree()).versions().size();
    }

    private static <C extends Record> Record config(Method<C> method, String json) throws ProblemException {
        Map<String, Object> whole = ConfigJson.map(method.defaults());
        replace(whole, JsonFile.object(json));
        return ConfigJson.read(method.defaults(), whole, "a picture of the guide");
    }

    @SuppressWarnings("unchecked")
    private static void replace(Map<String, Object> whole, Map<String, Object> changes) {
        changes.forEach((key, value) -> {
            if (value instanceof Map<?, ?> inner) {
                replace((Map<String, Object>) Objects.requireNonNull(whole.get(key)), (Map<String, Object>) inner);
            } else {
                whole.put(key, value);
            }
        });
    }

    private static void back(WindowTrial window) throws Exception {
        window.robot.interact(() -> window.session.goTo(0));
        settle(window);
    }

    /// Waits until nothing runs; on a busy machine some of it takes minutes.
    private static void settle(WindowTrial window) throws Exception {
        WaitForAsyncUtils.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES, () -> WaitForAsyncUtils.asyncFx(
                () -> window.session.jobs().running().isEmpty() && window.session.analysis() != null).get());
        WaitForAsyncUtils.waitForFxEvents();
    }

    private static void press(WindowTrial window, String button) {
        window.robot.interact(() -> {
            ButtonBase found = (ButtonBase) window.scene().getRoot().lookup(button);
            if (found instanceof ToggleButton toggle) {
                toggle.setSelected(true);
            } else {
                found.fire();
            }
        });
    }

    private static void keep(WindowTrial window, String name) throws Exception {
        WritableImage[] image = new WritableImage[1];
        window.robot.interact(() -> image[0] = window.scene().snapshot(null));
        Path target = Path.of("..", "docs", "images", "guide-" + name + ".png");
        Files.write(target, PngEncoder.encode(image[0]));
        assertThat(target).isNotEmptyFile();
    }
}
