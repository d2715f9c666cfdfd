package dev.secateur.app.window;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.function.UnaryOperator;
import javafx.scene.control.ButtonBase;
import javafx.scene.image.WritableImage;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.secateur.app.settings.WindowSettings;
import dev.secateur.engine.compress.depthmerge.DepthMergeConfig;
import dev.secateur.views.canvas.picture.PngEncoder;
import dev.secateur.views.session.DataChoice;
import dev.secateur.views.session.RunSettings;

import static org.assertj.core.api.Assertions.assertThat;

/// Draws the pictures of the guide with the program itself.
class GuidePicturesTest {

    private static final String TRAINED = "dev/secateur/sample/models/resnet20-fashion.onnx";

    @TempDir
    Path folder;

    @Test
    void drawsThePicturesOfTheGuide() throws Exception {
        Assumptions.assumeTrue(Boolean.getBoolean("secateur.guide"),
                "skipped: give -Dsecateur.guide=true to draw docs/images anew");
        Path model = folder.resolve("resnet20-fashion.onnx");
        try (var in = Objects.requireNonNull(WindowTrial.class.getClassLoader().getResourceAsStream(TRAINED))) {
            Files.copy(in, model);
        }
        WindowSettings size = new WindowSettings(1000, 940, false, 200, 340, 200, 200, true, false, true);
        try (WindowTrial window = new WindowTrial(folder, size, UnaryOperator.identity())) {
            window.open(model);
            keep(window, "graph");
            window.robot.interact(() -> window.session.runSettingsProperty()
                    .set(RunSettings.defaults().withData(DataChoice.of("fashion"))));
            window.robot.interact(() -> window.session.apply("depth-merge",
                    DepthMergeConfig.of("stage1.block2", "stage3.block2"), "Merge 2 blocks"));
            WindowTrial.waitUntil(() -> window.present().id() == 1 && window.session.jobs().running().isEmpty());
            window.robot.interact(
                    () -> window.robot.lookup("#panels").queryAs(Panels.class).rightOpenProperty().set(true));
            press(window, "#depth-compare");
            WindowTrial.waitUntil(
                    () -> window.shows("compare-first") && window.session.jobs().running().isEmpty());
            press(window, "#compare-time");
            press(window, "#compare-evaluate");
            WindowTrial.waitUntil(() -> window.session.jobs().running().isEmpty());
            keep(window, "compare");
        }
    }

    private static void press(WindowTrial window, String button) {
        window.robot.interact(() -> ((ButtonBase) window.scene().getRoot().lookup(button)).fire());
    }

    private static void keep(WindowTrial window, String name) throws Exception {
        WritableImage[] image = new WritableImage[1];
        window.robot.interact(() -> image[0] = window.scene().snapshot(null));
        Path target = Path.of("..", "docs", "images", "guide-" + name + ".png");
        Files.write(target, PngEncoder.encode(image[0]));
        assertThat(target).isNotEmptyFile();
    }
}
