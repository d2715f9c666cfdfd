package dev.secateur.app.window;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ToggleButton;
import javafx.scene.image.WritableImage;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.secateur.app.settings.WindowSettings;
import dev.secateur.engine.compress.ConfigJson;
import dev.secateur.engine.compress.Method;
import dev.secateur.engine.compress.Methods;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.store.JsonFile;
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
        WindowSettings size = new WindowSettings(1440, 900, false, 216, 340, 200, 200, true, false, true);
        try (WindowTrial window = new WindowTrial(folder, size, UnaryOperator.identity())) {
            window.open(model);
            keep(window, "graph");
            window.robot.interact(() -> window.session.runSettingsProperty()
                    .set(RunSettings.defaults().withData(DataChoice.of("fashion"))));
            makeVersions(window);
            compare(window);
        }
    }

    private static void makeVersions(WindowTrial window) throws Exception {
        window.robot.interact(() -> window.robot.lookup("#panels").queryAs(Panels.class).rightOpenProperty().set(true));
        apply(window, "depth-merge", "{\"blocks\":[\"stage1.block2\",\"stage3.block2\"]}", "Merge 2 blocks");
        back(window);
        apply(window, "ptq", "{}", "8 bits");
        back(window);
        apply(window, "l1", "{\"rate\":0.2}", "L1, rate 0.2");
    }

    private static void compare(WindowTrial window) throws Exception {
        press(window, "#view-compare");
        press(window, "#compare-time");
        press(window, "#compare-evaluate");
        settle(window);
        keep(window, "frontier");
    }

    /// Applies a method to the present and waits for its version.
    private static void apply(WindowTrial window, String method, String config, String label) throws Exception {
        int versions = window.session.tree() == null ? 0 : window.session.tree().versions().size();
        Record read = config(Methods.named(method), config);
        window.robot.interact(() -> window.session.apply(method, read, label));
        WindowTrial.waitUntil(() -> window.session.tree().versions().size() > versions);
        settle(window);
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
                replace((Map<String, Object>) whole.get(key), (Map<String, Object>) inner);
            } else {
                whole.put(key, value);
            }
        });
    }

    private static void back(WindowTrial window) throws Exception {
        window.robot.interact(() -> window.session.goTo(0));
        settle(window);
    }

    private static void settle(WindowTrial window) throws Exception {
        WindowTrial.waitUntil(() -> window.session.jobs().running().isEmpty() && window.session.analysis() != null);
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
