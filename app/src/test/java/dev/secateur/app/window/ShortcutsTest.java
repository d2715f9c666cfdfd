package dev.secateur.app.window;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import javafx.scene.input.KeyCode;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.secateur.views.canvas.model.Mark;
import dev.secateur.views.canvas.model.PlacedBox;

import static org.assertj.core.api.Assertions.assertThat;

class ShortcutsTest {

    @TempDir
    Path folder;

    @Test
    void attributesWeightsAndNamesArePrintedOnNodesAndTakenAwayAgain() throws Exception {
        try (WindowTrial window = new WindowTrial(folder, WindowTrial.sized(1000, 900), UnaryOperator.identity())) {
            window.open(WindowTrial.sample(folder));
            toggled(window, KeyCode.D, line -> line.startsWith("kernel_shape"));
            toggled(window, KeyCode.I, line -> line.endsWith("float 16×1×3×3"));
            toggled(window, KeyCode.U, line -> line.contains("conv"));
            window.keepPicture("18-names");
        }
    }

    private static void toggled(WindowTrial window, KeyCode key, Predicate<String> printed) throws Exception {
        window.robot.push(KeyCode.CONTROL, key);
        WindowTrial.waitUntil(() -> facts(window).stream().anyMatch(printed));
        window.robot.push(KeyCode.CONTROL, key);
        WindowTrial.waitUntil(() -> facts(window).isEmpty());
    }

    private static List<String> facts(WindowTrial window) {
        return window.canvas().getGraph().boxes().stream().flatMap(b -> b.box().facts().stream()).toList();
    }

    @Test
    void aClickOnAConvolutionLightsWhatIsCoupledWithItAndSaysWhy() throws Exception {
        try (WindowTrial window = new WindowTrial(folder, WindowTrial.sized(1000, 900), UnaryOperator.identity())) {
            window.open(WindowTrial.sample(folder));
            PlacedBox stem = window.canvas().getGraph().boxes().stream()
                    .filter(b -> !b.kind().isGroup() && !b.box().rows().isEmpty()).findFirst().orElseThrow();
            window.robot.clickOn(window.canvas().boundsInScene(stem.id()).map(window.canvas().getScene()
                    .getRoot()::localToScreen).orElseThrow());
            WindowTrial.waitUntil(() -> window.session.coupled().chosenProperty().get() != null);
            assertThat(window.canvas().look().marksProperty().get().byBox().values())
                    .filteredOn(m -> m.emphasis() == Mark.Emphasis.COUPLED).hasSizeGreaterThan(3);
            window.robot.push(KeyCode.ESCAPE);
            WindowTrial.waitUntil(() -> window.canvas().look().marksProperty().get().byBox().isEmpty());
        }
    }

    @Test
    void panelsKeepTheirWidthsWhenTheWindowIsResized() throws Exception {
        try (WindowTrial window = new WindowTrial(folder, WindowTrial.sized(900, 700), UnaryOperator.identity())) {
            window.open(WindowTrial.sample(folder));
            double width = window.robot.lookup("#versions").query().getLayoutBounds().getWidth();
            window.robot.interact(() -> {
                window.scene().getWindow().setWidth(1000);
                window.scene().getWindow().setHeight(900);
            });
            WindowTrial.waitUntil(() -> window.scene().getWidth() > 950);
            assertThat(window.robot.lookup("#versions").query().getLayoutBounds().getWidth()).isEqualTo(width);
        }
    }
}
