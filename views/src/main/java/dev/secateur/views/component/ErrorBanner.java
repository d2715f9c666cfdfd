package dev.secateur.views.component;

import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

import dev.secateur.views.theme.Icon;

/// A failure on top of a pane: what happened, where (may be a link), what to do, *Copy details*, and a cross.
public final class ErrorBanner extends HBox {
    private final VBox lines = new VBox();
    private final Button close = new Button(null, Icon.X.at(14));

    /// @param what    one sentence
    /// @param hint    what the user can do; empty when nothing helps
    /// @param details copied to the clipboard as they are
    public ErrorBanner(String what, String hint, String details) {
        getStyleClass().addAll("error-banner", Tone.DANGER.styleClass());
        lines.getChildren().add(line(what, "error-what"));
        if (!hint.isEmpty()) {
            lines.getChildren().add(line(hint, "error-hint"));
        }
        HBox.setHgrow(lines, Priority.ALWAYS);
        lines.setMinWidth(0);
        Button copy = CopyButton.labelled(() -> details);
        close.getStyleClass().addAll("icon-button", "small");
        close.setTooltip(new Tooltip("Close"));
        close.setAccessibleText("Close");
        close.setVisible(false);
        close.setManaged(false);
        getChildren().addAll(Tone.DANGER.icon().at(16), lines, copy, close);
        setAccessibleText(what + " " + hint);
    }

    /// Says where it happened, below the sentence.
    public ErrorBanner at(String place) {
        lines.getChildren().add(1, line(place, "error-where"));
        return this;
    }

    /// Says where it happened, as a link.
    public ErrorBanner at(String place, Runnable show) {
        Hyperlink link = new Hyperlink(place);
        link.getStyleClass().add("note-link");
        link.setOnAction(event -> show.run());
        lines.getChildren().add(1, link);
        return this;
    }

    /// Shows the cross and runs this when it is clicked.
    public ErrorBanner onClose(Runnable action) {
        close.setVisible(true);
        close.setManaged(true);
        close.setOnAction(event -> action.run());
        return this;
    }

    private static Label line(String text, String style) {
        Label label = new Label(text);
        label.setWrapText(true);
        label.setMinHeight(USE_PREF_SIZE);
        label.getStyleClass().add(style);
        return label;
    }
}
