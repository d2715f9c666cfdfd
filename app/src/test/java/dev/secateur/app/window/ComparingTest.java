package dev.secateur.app.window;

import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.secateur.views.canvas.GraphCanvas;
import dev.secateur.views.canvas.model.Viewport;

import static org.assertj.core.api.Assertions.assertThat;

/// Two versions side by side in the tab Compare.
class ComparingTest {

    /// What stands at the right of a box that went or came, in the graph's own units.
    private static final double NOTE = 90;

    /// Zoom buttons, px.
    private static final double BUTTONS = 56;

    @TempDir
    Path folder;

    @Test
    void bothGraphsAreFirstSeenWithAllThatIsSaidOfTheirBoxes() throws Exception {
        try (WindowTrial window = new WindowTrial(folder, WindowTrial.sized(1440, 900), UnaryOperator.identity())) {
            window.open(WindowTrial.sample(folder));
            Steps.apply(window, "depth-merge", "{\"blocks\":[\"stage1.block2\"]}", "Merge a block");
            Steps.press(window, "#view-compare");
            Steps.compare(window, "v0", "v1");
            GraphCanvas first = window.robot.lookup("#compare-first").queryAs(GraphCanvas.class);
            GraphCanvas second = window.robot.lookup("#compare-second").queryAs(GraphCanvas.class);
            for (GraphCanvas canvas : List.of(first, second)) {
                Viewport seen = canvas.getViewport();
                double right = (canvas.getGraph().bounds().right() + NOTE - seen.visible().x()) * seen.zoom();
                assertThat(right).as("right end of the notes, px").isLessThan(canvas.getWidth() - BUTTONS);
            }
            assertThat(second.getViewport().zoom()).isEqualTo(first.getViewport().zoom());
            window.robot.interact(() -> second.setViewport(new Viewport(10, 200, 0.5, 0, 0)));
            assertThat(first.getViewport().zoom()).as("both zoom together").isEqualTo(0.5);
        }
    }
}
