package dev.secateur.app.window;

import java.nio.file.Path;
import java.util.function.UnaryOperator;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.secateur.views.layers.LayersView;
import dev.secateur.views.model.ModelView;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class PanelsTest {

    @TempDir
    Path folder;

    private record Sizes(double modelWidth, double modelHeight, double layersHeight) {

        static Sizes of(WindowTrial window) {
            ModelView model = window.robot.lookup(ModelView.class::isInstance).queryAs(ModelView.class);
            LayersView layers = window.robot.lookup(LayersView.class::isInstance).queryAs(LayersView.class);
            return new Sizes(model.getWidth(), model.getHeight(), layers.getHeight());
        }
    }

    @Test
    void panelsKeepTheirSizesHoweverOftenTheTabChanges() throws Exception {
        try (WindowTrial window = new WindowTrial(folder, WindowTrial.sized(1500, 940), UnaryOperator.identity())) {
            window.open(WindowTrial.sample(folder));
            Sizes before = Sizes.of(window);
            for (int i = 0; i < 6; i++) {
                window.robot.clickOn("#view-search").clickOn("#view-graph");
            }
            Sizes after = Sizes.of(window);
            assertThat(after.modelWidth()).isCloseTo(before.modelWidth(), within(2.0));
            assertThat(after.modelHeight()).isCloseTo(before.modelHeight(), within(2.0));
            assertThat(after.layersHeight()).isCloseTo(before.layersHeight(), within(2.0));
        }
    }
}
