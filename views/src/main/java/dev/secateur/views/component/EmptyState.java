package dev.secateur.views.component;

import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

import dev.secateur.views.theme.Icon;

/// What a pane shows while it has nothing: an icon, one sentence, and what to do about it.
public final class EmptyState extends VBox {
    private final HBox actions = new HBox();

    public EmptyState(Icon icon, String sentence) {
        getStyleClass().add("empty-state");
        Label text = new Label(sentence);
        text.setWrapText(true);
        text.getStyleClass().add("empty-text");
        actions.getStyleClass().add("empty-actions");
        actions.setManaged(false);
        getChildren().addAll(icon.at(32), text, actions);
    }

    /// Adds a button; the first one is the filled one.
    public EmptyState withAction(String label, Runnable action) {
        Button button = new Button(label);
        if (actions.getChildren().isEmpty()) {
            button.getStyleClass().add("accent");
        }
        button.setOnAction(event -> action.run());
        actions.getChildren().add(button);
        actions.setManaged(true);
        return this;
    }
}
