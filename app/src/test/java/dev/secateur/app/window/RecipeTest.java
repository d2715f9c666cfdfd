package dev.secateur.app.window;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import javafx.scene.control.Button;
import javafx.scene.control.TextArea;
import javafx.scene.input.Clipboard;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.secateur.engine.architecture.Pictures;
import dev.secateur.engine.architecture.ResNet;
import dev.secateur.engine.compress.Method;
import dev.secateur.engine.compress.Methods;
import dev.secateur.engine.onnx.OnnxWriter;
import dev.secateur.views.session.SessionModel;

import static org.assertj.core.api.Assertions.assertThat;

/// The steps that made a version, taken to another model.
class RecipeTest {

    @TempDir
    Path folder;

    @Test
    void aRecipeOfOneModelRunsOnAnotherAndSaysWhatItCannotRead() throws Exception {
        try (WindowTrial window = new WindowTrial(folder, WindowTrial.sized(1000, 900), UnaryOperator.identity())) {
            window.open(WindowTrial.sample(folder));
            Method<?> method = Methods.all().stream().filter(m -> m.info().id().equals("l1")).findFirst()
                    .orElseThrow();
            window.robot.interact(() -> window.session.apply("l1", method.defaults(), "Cut"));
            WindowTrial.waitUntil(() -> window.present().id() == 1 && window.session.jobs().running().isEmpty());
            Path recipe = folder.resolve("cut.json");
            window.dialogs.target = Optional.of(recipe);
            window.robot.interact(() -> window.screen().saveRecipe());
            WindowTrial.waitUntil(() -> Files.exists(recipe) && window.session.jobs().running().isEmpty());

            Path other = folder.resolve("other.onnx");
            OnnxWriter.write(ResNet.of(20, Pictures.cifarTen(), 3), other);
            window.robot.interact(() -> window.shell().open(other));
            WindowTrial.waitUntil(() -> window.shell().shown().model().session().analysis() != null
                    && window.shell().shown().model().session() != window.session);
            SessionModel second = window.shell().shown().model().session();
            window.dialogs.model = Optional.of(recipe);
            window.robot.interact(() -> window.screen().runRecipe());
            WindowTrial.waitUntil(() -> !button(window, "#recipe-run").isDisabled());
            window.robot.interact(() -> button(window, "#recipe-run").fire());
            WindowTrial.waitUntil(() -> Objects.requireNonNull(second.present()).id() == 1
                    && second.jobs().running().isEmpty());
            assertThat(Objects.requireNonNull(Objects.requireNonNull(second.present()).step()).method())
                    .isEqualTo("l1");
            window.keepPicture("20-recipe");

            TextArea text = window.robot.lookup("#recipe-text").queryAs(TextArea.class);
            window.robot.interact(() -> text.setText(text.getText().replace("\"rate\"", "\"rat\"")));
            WindowTrial.waitUntil(() -> button(window, "#recipe-run").isDisabled());
            window.robot.interact(() -> window.robot.lookup("#recipe-view .copy-details").queryAs(Button.class).fire());
            window.robot.interact(
                    () -> assertThat(Clipboard.getSystemClipboard().getString()).contains("l1", "rat"));
        }
    }

    private static Button button(WindowTrial window, String id) {
        return window.robot.lookup(id).queryAs(Button.class);
    }
}
