package dev.secateur.app.window;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import javafx.scene.control.CheckBox;
import javafx.scene.image.WritableImage;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.secateur.app.settings.WindowSettings;
import dev.secateur.views.canvas.picture.PngEncoder;
import dev.secateur.views.session.DataChoice;
import dev.secateur.views.session.RunSettings;
import dev.secateur.views.session.Selection;

import static org.assertj.core.api.Assertions.assertThat;

/// Draws the pictures of the guide with the program itself.
class GuidePicturesTest {

    private static final String TRAINED = "dev/secateur/sample/models/resnet20-fashion.onnx";

    private static final Set<String> BLOCKS = Set.of("stage1.block2", "stage2.block3", "stage3.block2");

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
            Steps.press(window, "#tab-depth");
            window.robot.interact(() -> window.session.select(Selection.ofBlocks(BLOCKS)));
            Steps.press(window, "#depth-measure");
            Steps.settle(window);
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
            Steps.apply(window, "depth-merge", "{\"blocks\":[\"stage1.block2\",\"stage3.block2\"]}", "Merge 2 blocks");
            back(window);
            Steps.apply(window, "l1", "{\"rate\":0.1}", "L1, rate 0.1");
            back(window);
            Steps.apply(window, "ptq", "{}", "8 bits");
            compare(window);
        }
    }

    @Test
    void drawsAnExperiment() throws Exception {
        try (WindowTrial window = opened()) {
            Steps.apply(window, "scop", "{\"controlEpochs\":1,\"controlPictures\":600,\"recalibrate\":300}",
                    "SCOP, rate 0.45");
            show(window, "scop");
        }
    }

    @Test
    void drawsASearchAndATraining() throws Exception {
        try (WindowTrial window = opened()) {
            Steps.apply(window, "autocompress", """
                    {"goal":1.5,"limit":100,
                     "annealing":{"moves":3,"stop":0.3,"pictures":64,"recalibration":64},
                     "admm":{"iterations":1,"epochs":0},
                     "retrain":{"epochs":4,"pictures":800},"purify":{"moves":0}}""", "AutoCompress 1.5×");
            show(window, "search");
            show(window, "training");
        }
    }

    @Test
    void drawsGates() throws Exception {
        try (WindowTrial window = opened()) {
            Steps.apply(window, "dynamic-slimming", """
                    {"rate":0.3,"joint":{"epochs":2},"levels":{"epochs":1}}""", "Dynamic slimming, rate 0.3");
            show(window, "dynamic");
        }
    }

    @Test
    void drawsTheChoiceOfOperations() throws Exception {
        try (WindowTrial window = opened()) {
            Steps.apply(window, "proxylessnas",
                    """
                            {"space":{"blocks":["stage1.block2","stage1.block3","stage2.block2","stage2.block3","stage3.block2","stage3.block3"]},
                             "search":{"warmup":1,"epochs":3,"alphaLr":0.03},"cost":{"kind":"macs","loss":"linear","lambda":1},"retrain":{"epochs":1}}""",
                    "ProxylessNAS, 60 % of the MACs");
            show(window, "proxyless");
        }
    }

    @Test
    void drawsBitWidths() throws Exception {
        try (WindowTrial window = opened()) {
            Steps.press(window, "#view-bits");
            Steps.press(window, "#bits-start");
            Steps.settle(window);
            keep(window, "bits");
        }
    }

    private static void show(WindowTrial window, String tab) throws Exception {
        Steps.press(window, "#view-" + tab);
        Steps.settle(window);
        keep(window, tab);
    }

    private static void compare(WindowTrial window) throws Exception {
        Steps.press(window, "#view-compare");
        Steps.press(window, "#compare-time");
        Steps.press(window, "#compare-evaluate");
        Steps.settle(window);
        window.robot.interact(() -> {
            ((CheckBox) window.scene().getRoot().lookup("#goals")).setSelected(true);
            ((CheckBox) window.scene().getRoot().lookup("#error-bars")).setSelected(true);
        });
        keep(window, "frontier");
        Steps.compare(window, "v0", "v1");
        keep(window, "compare");
        Steps.press(window, "#pair-layers");
        keep(window, "layers");
        Steps.press(window, "#pair-pictures");
        Steps.settle(window);
        keep(window, "pictures");
    }

    private static void back(WindowTrial window) throws Exception {
        window.robot.interact(() -> window.session.goTo(0));
        Steps.settle(window);
    }

    private static void keep(WindowTrial window, String name) throws Exception {
        WritableImage[] image = new WritableImage[1];
        window.robot.interact(() -> image[0] = window.scene().snapshot(null));
        Path target = Path.of("..", "docs", "images", "guide-" + name + ".png");
        Files.write(target, PngEncoder.encode(image[0]));
        assertThat(target).isNotEmptyFile();
    }
}
