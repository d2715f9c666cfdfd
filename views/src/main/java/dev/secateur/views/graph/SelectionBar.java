package dev.secateur.views.graph;

import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;

import dev.secateur.views.theme.Icon;

/// Floats over the graph while something is selected: what is selected, and what can be done with it.
final class SelectionBar extends HBox {

    SelectionBar(SelectionViewModel model, Runnable onPreview, Runnable onClear) {
        getStyleClass().addAll("floating", "selection-bar");
        setAlignment(Pos.CENTER_LEFT);
        setMaxSize(USE_PREF_SIZE, USE_PREF_SIZE);
        Label text = new Label();
        text.textProperty().bind(model.barProperty());
        text.getStyleClass().add("bar-text");
        text.setGraphic(Icon.SELECT_BOX.at(16));
        text.setMinWidth(USE_PREF_SIZE);
        Button preview = button("Preview", "Enter", onPreview);
        preview.visibleProperty().bind(model.canPreviewProperty());
        preview.managedProperty().bind(preview.visibleProperty());
        Button clear = button("Clear", "Esc", onClear);
        getChildren().addAll(text, preview, clear);
        visibleProperty().bind(model.barProperty().isNotEmpty());
    }

    private static Button button(String title, String key, Runnable action) {
        Label cap = new Label(key);
        cap.getStyleClass().add("key-cap");
        Button button = new Button(title, cap);
        button.setContentDisplay(ContentDisplay.RIGHT);
        button.setMinWidth(USE_PREF_SIZE);
        button.setAccessibleText(title);
        button.setOnAction(event -> action.run());
        button.setFocusTraversable(true);
        return button;
    }
}
