package dev.secateur.app.window;

import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import javafx.geometry.Bounds;
import javafx.scene.Node;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/// The smallest window that the stage allows.
class SmallWindowTest {

    @TempDir
    Path folder;

    @Test
    void everyControlIsWithinAWindowOf800By560() throws Exception {
        try (WindowTrial window = new WindowTrial(folder, WindowTrial.sized(800, 560), UnaryOperator.identity())) {
            window.open(WindowTrial.sample(folder));
            window.keepPicture("16-small");
            for (String id : List.of("#undo", "#view-training", "#data", "#threads", "#evaluate", "#measure", "#export",
                    "#search", "#theme-button", "#all-jobs", "#layer-kind", "#versions", "#graph")) {
                Node node = window.robot.lookup(id).query();
                Bounds bounds = node.localToScene(node.getBoundsInLocal());
                assertThat(bounds.getMinX()).as(id).isGreaterThanOrEqualTo(0);
                assertThat(bounds.getMaxX()).as(id).isLessThanOrEqualTo(800);
                assertThat(bounds.getMaxY()).as(id).isLessThanOrEqualTo(560);
            }
            window.robot.clickOn("#view-training");
            assertThat(window.shows("training-view")).isTrue();
            window.keepPicture("17-small-training");
        }
    }
}
