package dev.secateur.app.window;

import java.nio.file.Path;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;

import org.jspecify.annotations.Nullable;

import dev.secateur.views.component.CopyButton;
import dev.secateur.views.session.SessionModel;
import dev.secateur.views.theme.Icon;

/// One line above the graph about the model as a whole, with one thing to do about it. Closed, it stays away until another model is opened.
final class ModelNote extends HBox {

    private final SessionModel session;
    private final Label text = new Label();
    private final Hyperlink act = new Hyperlink();
    private final Button copy = CopyButton.of(text::getText);
    private @Nullable Path dismissedFor;

    /// @param name its ids begin with this: `batch-note`, `batch-act`
    ModelNote(String name, SessionModel session) {
        this.session = session;
        setId(name + "-note");
        getStyleClass().add("model-note");
        setAlignment(Pos.CENTER_LEFT);
        text.setMinWidth(0);
        HBox.setHgrow(text, Priority.SOMETIMES);
        act.setId(name + "-act");
        act.getStyleClass().add("note-link");
        act.setMinWidth(USE_PREF_SIZE);
        HBox gap = new HBox();
        HBox.setHgrow(gap, Priority.ALWAYS);
        Button close = new Button(null, Icon.X.at(12));
        close.getStyleClass().addAll("icon-button", "small");
        close.setAccessibleText("Close this note");
        close.setTooltip(new Tooltip("Close"));
        close.setOnAction(e -> {
            dismissedFor = session.source();
            hide();
        });
        copy.managedProperty().bind(copy.visibleProperty());
        getChildren().addAll(text, act, gap, copy, close);
        hide();
    }

    void hide() {
        setVisible(false);
        setManaged(false);
    }

    /// Shows a fact, unless it was closed for this model.
    ///
    /// @param copyable true for what one may want to ask somebody about
    void say(Icon icon, String fact, boolean copyable) {
        Path source = session.source();
        boolean shown = source == null || !source.equals(dismissedFor);
        setVisible(shown);
        setManaged(shown);
        text.setText(fact);
        text.setTooltip(new Tooltip(fact));
        text.setGraphic(icon.at(14));
        copy.setVisible(copyable);
        act.setVisible(false);
    }

    /// What can be done about it.
    void offer(String what, Runnable action) {
        act.setVisible(true);
        act.setText(what);
        act.setOnAction(e -> action.run());
    }
}
