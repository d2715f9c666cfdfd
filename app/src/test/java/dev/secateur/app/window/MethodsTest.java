package dev.secateur.app.window;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.input.KeyCode;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.secateur.app.settings.WindowSettings;
import dev.secateur.engine.compress.Method;
import dev.secateur.engine.compress.Methods;
import dev.secateur.engine.experiment.Recipe;

import static org.assertj.core.api.Assertions.assertThat;

/// Methods from their forms, with mouse and keys.
class MethodsTest {

    @TempDir
    Path folder;

    @Test
    void aMethodIsConfiguredInAFormAppliedAndUndone() throws Exception {
        WindowSettings size = new WindowSettings(1000, 940, false, 248, 380, 180, 200, false, true, false);
        try (WindowTrial window = new WindowTrial(folder, size, UnaryOperator.identity())) {
            window.open(WindowTrial.sample(folder));
            window.robot.interact(
                    () -> window.robot.lookup("#panels").queryAs(Panels.class).rightOpenProperty().set(true));
            window.robot.clickOn("#tab-methods");
            ComboBox<Method<?>> choice = window.robot.lookup("#method-choice").queryComboBox();
            assertThat(choice.getItems()).hasSameSizeAs(Methods.all());
            Button apply = window.robot.lookup("#method-apply").queryButton();
            type(window, "#form-count", "99999999");
            WindowTrial.waitUntil(() -> apply.isDisabled());
            window.keepPicture("12-methods-error");
            type(window, "#form-count", "2");
            WindowTrial.waitUntil(() -> !apply.isDisabled());
            window.robot.clickOn("#method-apply");
            WindowTrial.waitUntil(() -> window.present().id() == 1 && window.session.jobs().running().isEmpty());
            window.keepPicture("13-methods-applied");
            assertThat(Objects.requireNonNull(window.session.resultOf(window.present())).changes()).hasSize(2);
            Path recipe = folder.resolve("way.json");
            window.dialogs.target = Optional.of(recipe);
            window.robot.interact(() -> window.screen().saveRecipe());
            WindowTrial.waitUntil(() -> Files.exists(recipe) && window.session.jobs().running().isEmpty());
            assertThat(Recipe.read(recipe).steps()).singleElement()
                    .satisfies(s -> assertThat(s.config()).containsEntry("count", 2));
            window.robot.push(KeyCode.CONTROL, KeyCode.Z);
            WindowTrial.waitUntil(() -> window.present().isOriginal());
        }
    }

    private static void type(WindowTrial window, String field, String text) {
        window.robot.clickOn(field).push(KeyCode.CONTROL, KeyCode.A);
        window.robot.write(text);
    }
}
