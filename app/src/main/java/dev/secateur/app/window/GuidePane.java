package dev.secateur.app.window;

import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;

import org.jspecify.annotations.Nullable;

import dev.secateur.views.theme.Icon;

/// The present step of a guided task above the graph; of no height while there is none.
final class GuidePane extends HBox {

    private final Label step = new Label();
    private final Button back = new Button("Back");
    private final Button next = new Button("Next");
    private @Nullable Guide guide;
    private int at;

    GuidePane() {
        setId("guide");
        getStyleClass().add("guide");
        setAlignment(Pos.CENTER_LEFT);
        step.setId("guide-step");
        step.setWrapText(true);
        step.setMinHeight(USE_PREF_SIZE);
        step.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(step, Priority.ALWAYS);
        back.setOnAction(e -> go(at - 1));
        next.setId("guide-next");
        next.setOnAction(e -> go(at + 1));
        Button close = new Button(null, Icon.X.at(12));
        close.getStyleClass().add("icon-button");
        close.setAccessibleText("End the guided task");
        close.setOnAction(e -> show(null));
        for (Button button : new Button[]{back, next, close}) {
            button.getStyleClass().add("small");
            button.setMinWidth(USE_PREF_SIZE);
        }
        getChildren().addAll(Icon.INFO.at(16), step, back, next, close);
        show(null);
    }

    /// Begins a task; null ends it.
    void show(@Nullable Guide task) {
        guide = task;
        setVisible(task != null);
        setManaged(task != null);
        go(0);
    }

    private void go(int index) {
        Guide now = guide;
        if (now == null) {
            return;
        }
        if (index >= now.steps().size()) {
            show(null);
            return;
        }
        at = Math.max(0, index);
        step.setText(now.title() + ", step " + (at + 1) + " of " + now.steps().size() + ": " + now.steps().get(at));
        back.setDisable(at == 0);
        next.setText(at == now.steps().size() - 1 ? "Done" : "Next");
    }
}
