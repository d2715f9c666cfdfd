package dev.secateur.views.component;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.input.Clipboard;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;

import dev.secateur.views.theme.Icon;
import dev.secateur.views.theme.Theme;
import dev.secateur.views.theme.Token;

import static org.assertj.core.api.Assertions.assertThat;

class ComponentTest {
    private final FxRobot robot = new FxRobot();
    private final List<String> events = new ArrayList<>();
    private Stage stage;

    @BeforeEach
    void openAWindow() throws TimeoutException {
        stage = FxToolkit.registerPrimaryStage();
    }

    @Test
    void aPaneHeaderIsThirtyTwoHighAndShowsItsFact() throws TimeoutException {
        PaneHeader header = FxToolkit.setupFixture(() -> new PaneHeader("Layers"));
        show(header);
        robot.interact(() -> header.factProperty().set("20 of 20"));
        assertThat(header.getHeight()).isEqualTo(32);
        assertThat(robot.lookup(".pane-fact").<Label>query().getText()).isEqualTo("20 of 20");
    }

    @Test
    void aNotesLinkRunsItsAction() throws TimeoutException {
        show(FxToolkit.setupFixture(() -> new Note(Tone.REFUSED, "The shortcut is Slice + Pad.").withLink("Show nodes",
                () -> events.add("show"))));
        robot.clickOn(".note-link");
        assertThat(events).containsExactly("show");
    }

    @Test
    void aNoteGrowsWithItsTextInsteadOfCuttingIt() throws TimeoutException {
        Note brief = FxToolkit.setupFixture(() -> new Note(Tone.INFO, "Short."));
        Note wordy = FxToolkit.setupFixture(() -> new Note(Tone.INFO, "A sentence of several words. ".repeat(6)));
        show(FxToolkit.setupFixture(() -> new VBox(brief, wordy)));
        assertThat(wordy.getHeight()).isGreaterThanOrEqualTo(brief.getHeight() + 2 * 14);
    }

    @Test
    void aChangeIsColouredByItsMeaning() throws TimeoutException {
        show(FxToolkit.setupFixture(() -> new ChangeTable(List.of(
                new Change("MACs", "40.55 M", "37.67 M", "−7.1 %", Tone.GOOD),
                new Change("Time", "2.10 ms", "2.44 ms", "+16.2 %", Tone.WARNING)))));
        List<Label> signs = new ArrayList<>(robot.lookup(".change-sign").queryAllAs(Label.class));
        assertThat(signs).extracting(Label::getText).containsExactly("−7.1 %", "+16.2 %");
        assertThat(signs.get(0).getTextFill()).isEqualTo(Token.SUCCESS.in(Theme.LIGHT));
        assertThat(signs.get(1).getTextFill()).isEqualTo(Token.WARNING.in(Theme.LIGHT));
    }

    @Test
    void anErrorBannerCopiesItsDetailsAndCloses() throws TimeoutException {
        show(FxToolkit.setupFixture(() -> new ErrorBanner("The file ends early.", "Export it again.", "all details")
                .at("model.onnx, node Conv_1", () -> events.add("where"))
                .onClose(() -> events.add("close"))));
        robot.clickOn("Copy details");
        robot.clickOn("model.onnx, node Conv_1");
        robot.clickOn(".error-banner .icon-button");
        assertThat(events).containsExactly("where", "close");
        robot.interact(() -> assertThat(Clipboard.getSystemClipboard().getString()).isEqualTo("all details"));
    }

    @Test
    void anEmptyStateOffersItsActions() throws TimeoutException {
        show(FxToolkit.setupFixture(() -> new EmptyState(Icon.OPEN, "Drop an ONNX file here")
                .withAction("Open", () -> events.add("open"))
                .withAction("Sample model", () -> events.add("sample"))));
        robot.clickOn("Sample model");
        robot.clickOn("Open");
        assertThat(events).containsExactly("sample", "open");
    }

    private void show(Parent root) throws TimeoutException {
        FxToolkit.setupFixture(() -> {
            Scene scene = new Scene(new VBox(root), 420, 320);
            Theme.LIGHT.applyTo(scene);
            stage.setScene(scene);
            stage.show();
        });
    }
}
