package dev.secateur.app.window;

import java.nio.file.Path;
import java.util.Objects;
import java.util.function.UnaryOperator;
import javafx.scene.control.Labeled;
import javafx.scene.input.KeyCode;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.secateur.app.settings.WindowSettings;
import dev.secateur.engine.session.Version;
import dev.secateur.views.session.DataChoice;
import dev.secateur.views.session.Status;

import static org.assertj.core.api.Assertions.assertThat;

/// Training from the window on the built-in pictures.
class TrainingTest {

    @TempDir
    Path folder;

    private @Nullable WindowTrial opened;

    @BeforeEach
    void openTheWindow() throws Exception {
        WindowSettings size = new WindowSettings(1000, 940, false, 248, 340, 180, 200, false, true, false);
        opened = new WindowTrial(folder, size, UnaryOperator.identity());
        window().open(WindowTrial.sample(folder));
        window().robot.interact(() -> window().session.runSettingsProperty()
                .set(window().session.runSettings().withData(DataChoice.of("fashion"))));
        window().robot.clickOn("#view-training");
        WindowTrial.waitUntil(() -> window().robot.lookup(".sample").queryAll().size() == 12);
    }

    @AfterEach
    void closeTheWindow() throws Exception {
        window().close();
    }

    private WindowTrial window() {
        return Objects.requireNonNull(opened);
    }

    @Test
    void aTrainingMakesAVersionAndItsCurves() throws Exception {
        configure("1", "640");
        window().robot.clickOn("#train-start");
        WindowTrial.waitUntil(() -> !window().present().isOriginal() && window().session.jobs().running().isEmpty());
        assertThat(window().session.statusProperty().get().kind()).isEqualTo(Status.Kind.GOOD);
        window().robot.interact(() -> window().robot.lookup("#train-evaluate").queryButton().fire());
        WindowTrial.waitUntil(() -> window().session.accuracyProperty().get() != null
                && window().session.jobs().running().isEmpty());
        window().keepPicture("14-trained");
        assertThat(window().robot.lookup("#confusion").lookup(".heatmap").tryQuery()).isPresent();
        assertThat(window().present().label()).isEqualTo("Trained, 1 epoch");
        assertThat(window().present().graph().nodes()).hasSameSizeAs(original().graph().nodes());
        window().robot.push(KeyCode.CONTROL, KeyCode.Z);
        WindowTrial.waitUntil(() -> window().present().isOriginal());
    }

    @Test
    void aTrainingIsHeldGoesOnAndIsStoppedWithTheBestWeightsKept() throws Exception {
        configure("50", "320");
        window().robot.clickOn("#train-start");
        WindowTrial.waitUntil(() -> facts().startsWith("epoch 2"));
        window().robot.clickOn("#train-pause");
        WindowTrial.waitUntil(() -> window().robot.lookup("#train-pause").queryLabeled().getText().equals("Resume"));
        window().robot.clickOn("#train-pause");
        WindowTrial.waitUntil(() -> facts().startsWith("epoch 3"));
        window().robot.clickOn("#train-stop");
        WindowTrial.waitUntil(() -> window().session.jobs().running().isEmpty());
        window().keepPicture("15-stopped");
        assertThat(window().present().label()).contains("partial");
        WindowTrial.waitUntil(() -> window().shows("train-go-on"));
        assertThat(window().robot.lookup("#train-record").lookup(".muted").queryLabeled().getText())
                .contains("cancelled after", "Kept as " + folder.resolve("runs"));
        Version stopped = window().present();
        window().robot.clickOn("#train-go-on");
        WindowTrial.waitUntil(() -> facts().endsWith(" left"));
        window().robot.clickOn("#train-stop");
        WindowTrial.waitUntil(() -> window().session.jobs().running().isEmpty());
        assertThat(Objects.requireNonNull(window().session.tree()).versions()).hasSize(3);
        assertThat(Objects.requireNonNull(window().session.tree()).versions().getLast().parent())
                .isEqualTo(original().id());
        assertThat(window().present()).isEqualTo(stopped);
        assertThat(window().session.statusProperty().get().text()).contains("partial result");
        assertThat(window().dialogs.defects).isEmpty();
    }

    private Version original() {
        return Objects.requireNonNull(window().session.tree()).original();
    }

    private String facts() {
        return window().robot.lookup("#training-view").lookup(".pane-fact").<Labeled>query().getText();
    }

    private void configure(String epochs, String pictures) {
        type("#form-epochs", epochs);
        window().robot.interact(() -> window().robot.lookup("#form-limit").queryTextInputControl().setText(pictures));
    }

    private void type(String field, String text) {
        window().robot.clickOn(field).push(KeyCode.CONTROL, KeyCode.A);
        window().robot.write(text);
    }
}
