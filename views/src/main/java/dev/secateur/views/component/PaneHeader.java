package dev.secateur.views.component;

import javafx.beans.property.StringProperty;
import javafx.collections.ObservableList;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/// The 32-px line on top of a pane: bold title, a muted fact, and the view's options at the right (24-px controls).
public final class PaneHeader extends HBox {
    private final Label title = new Label();
    private final Label fact = new Label();
    private final HBox options = new HBox();

    public PaneHeader(String title) {
        getStyleClass().add("pane-header");
        this.title.setText(title);
        this.title.getStyleClass().add("pane-title");
        this.title.setMinWidth(USE_PREF_SIZE);
        fact.getStyleClass().add("pane-fact");
        fact.setMinWidth(0);
        options.getStyleClass().add("pane-options");
        options.setMinWidth(USE_PREF_SIZE);
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        getChildren().addAll(this.title, fact, space, options);
    }

    public StringProperty titleProperty() {
        return title.textProperty();
    }

    /// One line about what is shown, for example `20 of 20 · 6 selected`.
    public StringProperty factProperty() {
        return fact.textProperty();
    }

    /// Controls at the right, in order.
    public ObservableList<Node> options() {
        return options.getChildren();
    }
}
