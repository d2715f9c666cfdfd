package dev.secateur.views.canvas;

import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.scene.Node;

import dev.secateur.views.canvas.paint.ScenePainter.Picture;

/// The panes that float over a graph: minimap bottom left, legend top right, zoom buttons bottom right.
final class Floating {
    private static final double MARGIN = 16;

    private final Minimap minimap;
    private final LegendPane legend;
    private final ZoomButtons buttons;

    Floating(GraphCanvas canvas) {
        minimap = new Minimap(canvas);
        legend = new LegendPane(canvas);
        buttons = new ZoomButtons(canvas);
        minimap.visibleProperty().bind(canvas.look().minimapShownProperty());
        buttons.visibleProperty().bind(canvas.look().zoomButtonsShownProperty());
        legend.visibleProperty()
                .bind(Bindings.and(canvas.look().legendShownProperty(), canvas.look().legendProperty().isNotNull()));
    }

    List<Node> nodes() {
        return List.of(minimap, legend, buttons);
    }

    void layout(double width, double height, Picture picture) {
        minimap.paint(picture);
        place(minimap, MARGIN, height - MARGIN - Minimap.HEIGHT);
        place(legend, width - MARGIN - LegendPane.WIDTH, MARGIN);
        buttons.autosize();
        place(buttons, width - MARGIN - buttons.prefWidth(-1), height - MARGIN - buttons.prefHeight(-1));
    }

    private static void place(javafx.scene.layout.Region pane, double x, double y) {
        pane.autosize();
        pane.relocate(Math.rint(x), Math.rint(y));
    }
}
